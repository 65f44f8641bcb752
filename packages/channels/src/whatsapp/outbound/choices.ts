import { cut, isIdentifier, isVisible, oneLine } from "./cut.ts";

type Choice = { id: string; label: string };

/**
 * Choices that fit: without those that cannot be shown or tapped, each id once, labels cut and told apart,
 * because Meta refuses two that are the same.
 */
export function fitting<C extends Choice>(
  choices: readonly C[],
  limits: { max: number; label: number; id: number },
): C[] {
  const ids = new Set<string>();
  const labels = new Set<string>();
  const kept: C[] = [];
  for (const choice of choices) {
    if (kept.length === limits.max) break;
    if (!isTappable(choice, limits.id) || ids.has(choice.id)) continue;
    const label = distinct(oneLine(choice.label), labels, limits.label);
    ids.add(choice.id);
    labels.add(label);
    kept.push({ ...choice, label });
  }
  return kept;
}

function isTappable({ id, label }: Choice, maxId: number): boolean {
  return isIdentifier(id, maxId) && isVisible(label);
}

function distinct(label: string, taken: ReadonlySet<string>, limit: number): string {
  let candidate = cut(label, limit);
  for (let count = 2; taken.has(candidate); count += 1) {
    const suffix = ` ${count}`;
    candidate = cut(label, limit - suffix.length) + suffix;
  }
  return candidate;
}
