/** The four numbers of `192.0.2.1`, without leading zeros, as a value; `undefined` for everything else. */
export function parseStrictV4(text: string): bigint | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^(?:0|[1-9][0-9]{0,2})$/.test(part))) return undefined;
  return joined(parts.map(Number));
}

export function isStrictV4(text: string): boolean {
  return parseStrictV4(text) !== undefined;
}

function joined(bytes: readonly number[]): bigint | undefined {
  if (bytes.some((byte) => byte > 255)) return undefined;
  return bytes.reduce((value, byte) => value * 256n + BigInt(byte), 0n);
}

export function printV4(value: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 255n).join('.');
}
