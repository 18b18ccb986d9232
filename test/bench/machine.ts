import { statfsSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';

/** Magic numbers of statfs(2). */
const FILE_SYSTEMS: ReadonlyMap<number, string> = new Map([
  [0xef53, 'ext4'],
  [0x01021994, 'tmpfs'],
  [0x58465342, 'xfs'],
  [0x9123683e, 'btrfs'],
  [0x794c7630, 'overlayfs'],
]);

/** What figures depend on. */
export function describeMachine(folder: string): Readonly<Record<string, string>> {
  const model = cpus()[0]?.model.trim() ?? 'unknown processor';
  const { type } = statfsSync(folder);
  return {
    date: new Date().toISOString().slice(0, 16),
    node: `node ${process.version}`,
    platform: `${process.platform} ${process.arch}`,
    cores: `${availableParallelism()} cores (${model})`,
    memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
    files: `files on ${FILE_SYSTEMS.get(type) ?? `file system 0x${type.toString(16)}`}`,
    load: describeLoad(),
  };
}

export function describeLoad(): string {
  return `load ${loadavg()
    .map((load) => load.toFixed(2))
    .join(' ')}`;
}
