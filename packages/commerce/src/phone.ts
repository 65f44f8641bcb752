export function phoneKey(_input: string, _options: { defaultArea?: string } = {}): string | null {
  return null;
}

export function displayPhone(key: string): string {
  return key;
}
