// The subset of markdown that WeCom draws, as a tree of pieces. Never made into HTML.

export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'code'; text: string }
  | { kind: 'link'; text: string; href: string }
  | { kind: 'bold' | 'info' | 'comment' | 'warning'; pieces: Inline[] };
export type Line = { kind: 'heading' | 'quote' | 'plain'; level: number; pieces: Inline[] };

const INLINE =
  /\*\*(.+?)\*\*|\[([^\]]+)\]\(([^)\s]+)\)|`([^`]+)`|<font color=["'](info|comment|warning)["']>(.*?)<\/font>/;

function inline(text: string): Inline[] {
  const found = INLINE.exec(text);
  if (!found) return text ? [{ kind: 'text', text }] : [];
  const [whole, bold, label, href, code, colour, coloured] = found;
  const piece: Inline =
    bold !== undefined
      ? { kind: 'bold', pieces: inline(bold) }
      : label !== undefined
        ? { kind: 'link', text: label, href: href ?? '' }
        : code !== undefined
          ? { kind: 'code', text: code }
          : { kind: colour as 'info', pieces: inline(coloured ?? '') };
  return [...inline(text.slice(0, found.index)), piece, ...inline(text.slice(found.index + whole.length))];
}

export function markdownLines(text: string): Line[] {
  return text.split('\n').map((raw) => {
    const heading = /^(#{1,6}) (.*)$/.exec(raw);
    if (heading) return { kind: 'heading', level: heading[1]?.length ?? 1, pieces: inline(heading[2] ?? '') };
    const quote = /^> ?(.*)$/.exec(raw);
    if (quote) return { kind: 'quote', level: 0, pieces: inline(quote[1] ?? '') };
    return { kind: 'plain', level: 0, pieces: inline(raw) };
  });
}

export type Described = { text: string; look: 'gray' | 'normal' | 'highlight' | 'plain' };

/** The lines of a textcard's description: `<br>` and `<div class="gray|normal|highlight">`. */
export function describedLines(text: string): Described[] {
  const parts = text.split(/(<div class=["'](?:gray|normal|highlight)["']>[\s\S]*?<\/div>)/);
  return parts.flatMap((part): Described[] => {
    const div = /^<div class=["'](gray|normal|highlight)["']>([\s\S]*?)<\/div>$/.exec(part);
    const look = (div?.[1] ?? 'plain') as Described['look'];
    const lines = (div?.[2] ?? part).split(/<br\s*\/?>|\n/);
    return lines.map((line) => ({ text: line, look })).filter((line) => div !== null || line.text !== '');
  });
}
