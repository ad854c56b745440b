// Words for the parts of a message and for their places in the request.

import { partAt } from '../content';
import { m } from '../paraglide/messages';
import { word } from '.';

/** What a part is called. */
export const partWords = (part: string): string => word(`part_${part}`) ?? part;

/** "Row 2". */
export const entryWords = (list: string, n: number): string => m.part_entry({ part: word(`entry_${list}`) ?? list, n });

/** What stands at a place of the request: "Title", or "Row 2, value". */
export function placeWords(place: string): string {
  const { part, list, entry } = partAt(place);
  return list === null ? partWords(part) : m.part_of({ entry: entryWords(list, entry), part: partWords(part) });
}
