// A template's text in pieces, for drawing it: plain, a field, or the spot of the error.

export type Span = { text: string; kind: 'plain' | 'field' | 'error' };
export type Spot = { line: number; column: number };

/** The offset of a line and column, both from 1, inside the text. */
export function offsetOf(text: string, spot: Spot): number {
  const lines = text.split('\n').slice(0, spot.line - 1);
  const start = Math.min(
    text.length,
    lines.reduce((n, line) => n + line.length + 1, 0),
  );
  const end = text.indexOf('\n', start);
  return Math.min(start + Math.max(0, spot.column - 1), end < 0 ? text.length : end);
}

/** Splits at `{{ … }}` and `{% … %}`; with a spot, its whole line becomes the error. */
export function spans(text: string, spot: Spot | null): Span[] {
  if (spot) {
    const start = offsetOf(text, { line: spot.line, column: 1 });
    const at = text.indexOf('\n', start);
    const end = at < 0 ? text.length : at;
    return [
      ...spans(text.slice(0, start), null),
      { text: text.slice(start, end), kind: 'error' },
      ...spans(text.slice(end), null),
    ];
  }
  return text
    .split(/(\{\{[^}\n]*\}\}|\{%[^%\n]*%\})/)
    .filter((piece) => piece !== '')
    .map((piece) => ({ text: piece, kind: /^\{[{%]/.test(piece) ? 'field' : 'plain' }));
}
