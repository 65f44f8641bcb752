// Lengths are UTF-16 units, which are never fewer than code points; nothing is cut inside a grapheme.

const graphemes = new Intl.Segmenter("es", { granularity: "grapheme" });

/** The longest beginning within `max`, ended at a word where one ends in its second half, and with "…". */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  const head = headOf(text, max - 1);
  const word = head.lastIndexOf(" ");
  const whole = text[head.length] === " " || word < head.length / 2 ? head : head.slice(0, word);
  return `${whole.trimEnd()}…`;
}

/** Pieces of at most `max`, split at paragraphs, else lines, else words, else graphemes. */
export function split(text: string, max: number): string[] {
  const pieces: string[] = [];
  let rest = text.trim();
  while (rest.length > max) {
    const head = headOf(rest, max);
    const at = breakOf(head, rest);
    const piece = rest.slice(0, at).trimEnd();
    if (piece !== "") pieces.push(piece);
    rest = rest.slice(at).trimStart();
  }
  return rest === "" ? pieces : [...pieces, rest];
}

/** A paragraph or line is kept whole where that does not leave less than half a piece. */
function breakOf(head: string, text: string): number {
  const half = head.length / 2;
  const line = ["\n\n", "\n"].map((gap) => head.lastIndexOf(gap)).find((index) => index > half);
  if (line !== undefined) return line;
  if (/\s/u.test(text[head.length] ?? "")) return head.length;
  const word = Math.max(head.lastIndexOf(" "), head.lastIndexOf("\n"));
  return word > 0 ? word : head.length;
}

/** The longest run of whole graphemes within `max`; at least one, unless it alone is longer: then it is broken. */
function headOf(text: string, max: number): string {
  let end = 0;
  for (const { segment, index } of graphemes.segment(text.slice(0, max + 64))) {
    if (index + segment.length > max) break;
    end = index + segment.length;
  }
  return end > 0 ? text.slice(0, end) : text.slice(0, Math.max(1, max));
}
