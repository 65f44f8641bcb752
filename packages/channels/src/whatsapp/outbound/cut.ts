const segmenter = new Intl.Segmenter("es", { granularity: "grapheme" });
const ellipsis = "…";

/** Has something to see: letters, digits, punctuation, symbols. Blank bodies are refused. */
export function isVisible(value: string): boolean {
  return /[\p{L}\p{N}\p{P}\p{S}]/u.test(value);
}

/** Text without what nobody can see and Meta may refuse: halves of surrogate pairs and control characters. */
export function clean(value: string): string {
  return value
    .toWellFormed()
    .replaceAll(/\r\n?/g, "\n")
    .replaceAll(/[^\P{Cc}\n\t]/gu, "")
    .trim();
}

/** The same on one line, with single spaces. */
export function oneLine(value: string): string {
  return clean(value).replaceAll(/\s+/g, " ");
}

/** Can name something as it is: ids are never cleaned or cut, for they would come back as others. */
export function isIdentifier(value: string, limit: number): boolean {
  return isVisible(value) && value === oneLine(value) && value.length <= limit;
}

/**
 * At most `limit` UTF-16 units: cut at a word where one ends in the second half, never inside a grapheme,
 * with an ellipsis to say so.
 */
export function cut(value: string, limit: number): string {
  if (value.length <= limit) return value;
  const whole = wholeGraphemes(value, limit - ellipsis.length);
  const boundary = whole.search(/\s\S*$/);
  const endsAtWord = /\s/.test(value[whole.length] ?? "");
  const words = endsAtWord || boundary < whole.length / 2 ? whole : whole.slice(0, boundary);
  return `${words.trimEnd()}${ellipsis}`;
}

/** The longest beginning of whole graphemes. One grapheme can be longer than any limit: then code points. */
function wholeGraphemes(value: string, limit: number): string {
  let end = 0;
  // Two units more, so that a surrogate pair that would join the last grapheme is seen whole.
  for (const { index, segment } of segmenter.segment(value.slice(0, limit + 2))) {
    if (index + segment.length > limit) break;
    end = index + segment.length;
  }
  const fitting = value.slice(0, end);
  return isVisible(fitting) ? fitting : withoutBrokenPair(value.slice(0, limit));
}

function withoutBrokenPair(value: string): string {
  return value.isWellFormed() ? value : value.slice(0, -1);
}
