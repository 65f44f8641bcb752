const thousand = 100_000;

/** Sums that people hand over for a total: up to the next thousand, ten thousand, twenty thousand. In centavos. */
export function roundNotes(totalCents: number): number[] {
  const sums = [1, 10, 20].map((step) => {
    const unit = step * thousand;
    return Math.ceil(totalCents / unit) * unit;
  });
  return [...new Set(sums)].filter((sum) => sum > totalCents).slice(0, 2);
}
