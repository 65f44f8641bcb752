/** Lower case, no accents (ñ becomes n), dashes and quotes gone, single spaces. */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .normalize("NFD")
    .replace(/[\u0300-\u036F]/g, "")
    .replace(/[^a-z0-9$%/.,:+]+/g, " ")
    .trim();
}

/** A word without its plural: `muzzas` → `muzza`, `panes` → `pan`. Words of three letters stay. */
export function singular(word: string): string {
  if (word.length > 4 && /[^aeiou]es$/.test(word)) return word.slice(0, -2);
  if (word.length > 3 && /[aeiou]s$/.test(word)) return word.slice(0, -1);
  return word;
}

/** Folded words, each in the singular. */
export function tokens(text: string): string[] {
  return fold(text)
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "")
    .map(singular);
}

/** Equal but for one letter added, lost, changed, or two neighbours swapped. */
export function withinOneEdit(first: string, second: string): boolean {
  if (first === second) return true;
  if (Math.abs(first.length - second.length) > 1) return false;
  let start = 0;
  while (start < first.length && first[start] === second[start]) start += 1;
  let end = 0;
  const room = Math.min(first.length, second.length) - start;
  while (end < room && first.at(-1 - end) === second.at(-1 - end)) end += 1;
  const left = first.slice(start, first.length - end);
  const right = second.slice(start, second.length - end);
  if (left.length <= 1 && right.length <= 1) return true;
  return left.length === 2 && right.length === 2 && left === `${right[1]}${right[0]}`;
}
