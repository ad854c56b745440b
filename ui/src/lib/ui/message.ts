// A message's text in pieces: what WeCom draws as a link, and the rest as it stands. Never made into HTML.

export type Piece = { text: string; href?: string };

const LINK = /<a\s+href=(?:"([^"]*)"|'([^']*)')\s*>([\s\S]*?)<\/a>|(https?:\/\/[^\s<>"'，。；！？、）】》]+)/gi;

export function messagePieces(text: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const found of text.matchAll(LINK)) {
    if (found.index > from) pieces.push({ text: text.slice(from, found.index) });
    const href = found[1] ?? found[2] ?? found[4] ?? '';
    pieces.push({ text: found[3] ?? href, href });
    from = found.index + found[0].length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from) });
  return pieces;
}
