// People by their names.

import { list } from '../format';
import { m } from '../paraglide/messages';

/** "A, B and C", or with more of them "A, B, C and 12 more". */
export function firstNames(names: string[], of: number): string {
  const rest = of - names.length;
  return rest > 0 ? m.names_and_more({ names: names.join(m.name_separator()), count: rest }) : list(names);
}
