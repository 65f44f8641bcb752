/** Area codes of three digits; Buenos Aires has two (11), all others four. ENACOM's numbering plan. */
const threeDigitAreas = new Set(
  (
    "220 221 223 230 236 237 249 260 261 263 264 266 280 291 294 297 298 299 " +
    "336 341 342 343 345 348 351 353 358 362 364 370 376 379 380 381 383 385 387 388"
  ).split(" "),
);

const nationalDigits = 10;

function areaLength(national: string): number {
  if (national.startsWith("11")) return 2;
  return threeDigitAreas.has(national.slice(0, 3)) ? 3 : 4;
}

/** Digits behind the country code and the mobile 9; null for another country. */
function nationalPart(input: string): string | null {
  const digits = input.replace(/\D/g, "");
  const foreign = /^\s*\+|^\s*00/.test(input);
  const rest = digits.replace(/^00/, "");
  if (rest.startsWith("54") && rest.length >= nationalDigits + 2) return rest.slice(2);
  return foreign ? null : digits;
}

/** Without the trunk 0, the mobile 9 from abroad and the mobile 15 at home. */
function withoutPrefixes(part: string, defaultArea: string | undefined): string {
  let number = part.replace(/^0/, "");
  if (number.startsWith("9") && number.length > nationalDigits) number = number.slice(1);
  if (number.length === nationalDigits + 2) {
    const area = areaLength(number);
    if (number.slice(area, area + 2) === "15") {
      return number.slice(0, area) + number.slice(area + 2);
    }
  }
  // No area code begins with 15, so these are a mobile without one.
  if (number.startsWith("15") && defaultArea !== undefined) return defaultArea + number.slice(2);
  const missing = nationalDigits - number.length;
  return defaultArea?.length === missing ? defaultArea + number : number;
}

/**
 * The key under which 54…, 549…, 15… and 0… are one person: `549` and ten digits. Null where it is no
 * Argentine number, or where its area code is missing and no `defaultArea` helps.
 */
export function phoneKey(input: string, options: { defaultArea?: string } = {}): string | null {
  const part = nationalPart(input);
  if (part === null) return null;
  const national = withoutPrefixes(part, options.defaultArea);
  const plausible = national.length === nationalDigits && /^(?:11|2|3)/.test(national);
  return plausible ? `549${national}` : null;
}

/** As people write it: `11 4567-1234`. */
export function displayPhone(key: string): string {
  const national = key.slice(3);
  const area = areaLength(national);
  return `${national.slice(0, area)} ${national.slice(area, -4)}-${national.slice(-4)}`;
}
