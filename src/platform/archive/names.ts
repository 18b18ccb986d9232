/**
 * Names inside archives are bytes. They are kept as strings with one character per byte, so that names that are no
 * UTF-8 survive and comparing, cutting and joining stays simple.
 */
export type ByteName = string;

export function byteName(bytes: Uint8Array): ByteName {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
}

export function bytesOf(name: ByteName): Buffer {
  return Buffer.from(name, 'latin1');
}

/** A path of this machine in the same spelling. */
export function byteNameOfPath(path: string): ByteName {
  return Buffer.from(path).toString('latin1');
}

/** A name for people. */
export function shown(name: ByteName): string {
  return bytesOf(name).toString('utf8');
}

/** The directory a name is in; empty at the top. */
export function parentOf(name: ByteName): ByteName {
  return name.slice(0, Math.max(0, name.lastIndexOf('/')));
}
