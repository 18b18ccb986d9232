export { checkDownloads, lockedSource } from './check.js';
export { collectDownloads, remoteUses, type Download, type DownloadUse } from './collect.js';
export { compareLocks, type LockChange } from './compare.js';
export { decodeLock } from './decode.js';
export { explain, type LockFailure } from './failures.js';
export { encodeLock, type Lock, type LockContent, type LockedDownload } from './lock.js';
export { lockedLoader, readLock } from './locked-loader.js';
export { lockDownloads, lockProfiles } from './make.js';
export type { DigestDownload } from './ports.js';
