export { entryLockPath, MANIFEST, SHARED_MARKER, type StoreRoot } from './layout.js';
export { buildSeconds, MANIFEST_END_BYTES } from './build-seconds.js';
export type { Manifest, ManifestFile, TreeScan } from './manifest.js';
export type { EntryText, StoreFailure, StoreFiles } from './ports.js';
export { isFinished, makeStoreView, type StorePlace, type StoreView } from './store.js';
