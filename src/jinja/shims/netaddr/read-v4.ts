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

/** As the C function `inet_aton` reads it: one to four numbers, each decimal, octal or hexadecimal; the last fills the rest. */
export function parseLooseV4(text: string): bigint | undefined {
  const parts = text.split('.');
  if (parts.length > 4) return undefined;
  const numbers = parts.map(numberIn);
  let value = 0n;
  for (const [at, number] of numbers.entries()) {
    if (number === undefined) return undefined;
    const isLast = at === numbers.length - 1;
    const bits = isLast ? BigInt(8 * (5 - numbers.length)) : 8n;
    if (number >= 1n << bits) return undefined;
    value = (value << bits) | number;
  }
  return value;
}

function numberIn(text: string): bigint | undefined {
  if (/^0[0-7]+$/.test(text)) return BigInt(`0o${text.slice(1)}`);
  return /^(?:0|[1-9][0-9]*|0[xX][0-9a-fA-F]+)$/.test(text) ? BigInt(text) : undefined;
}

export function printV4(value: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 255n).join('.');
}
