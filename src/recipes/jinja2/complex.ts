import { Callable, Float, HostObject, raise, type Call, type Value } from '../../jinja/index.js';

/** A complex number as a value that can be made and printed; it is not counted with, and equal to its own kind only. */
class Complex extends HostObject {
  readonly typeName = 'complex';
  readonly real: number;
  readonly imaginary: number;

  constructor(real: number, imaginary: number) {
    super();
    this.real = real;
    this.imaginary = imaginary;
  }

  override attribute(name: string): Value | undefined {
    if (name === 'real') return new Float(this.real);
    return name === 'imag' ? new Float(this.imaginary) : undefined;
  }

  override isTrue(): boolean {
    return this.real !== 0 || this.imaginary !== 0;
  }

  override equals(other: Value): boolean {
    return other instanceof Complex && other.real === this.real && other.imaginary === this.imaginary;
  }

  override repr(): string {
    const imaginary = `${digits(this.imaginary)}j`;
    if (Object.is(this.real, 0)) return imaginary;
    return `(${digits(this.real)}${/^[-+]/u.test(imaginary) ? '' : '+'}${imaginary})`;
  }
}

/** As Python prints the parts: the shortest digits, whole numbers without a point. */
function digits(part: number): string {
  if (Object.is(part, -0)) return '-0';
  if (!Number.isFinite(part)) return String(part).replace('Infinity', 'inf').replace('NaN', 'nan');
  const size = Math.abs(part);
  if (size !== 0 && (size < 1e-4 || size >= 1e16))
    return part.toExponential().replace(/e(?<sign>[-+])(?<power>\d)$/u, 'e$<sign>0$<power>');
  return String(part);
}

function numberIn(value: Value): number | undefined {
  if (value instanceof Float) return value.value;
  return typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean'
    ? Number(value)
    : undefined;
}

function makeComplex({ positional, named }: Call): Value {
  const [real = named.get('real') ?? 0, imaginary = named.get('imag') ?? 0] = positional;
  const parts = [real, imaginary].map((part) => numberIn(part));
  const [first, second] = parts;
  if (real instanceof Complex && imaginary === 0) return real;
  if (first === undefined || second === undefined || positional.length > 2)
    return raise('TypeError', 'complex() takes a real and an imaginary number');
  return new Complex(first, second);
}

export const complex = new Callable('complex', makeComplex, 'type');
