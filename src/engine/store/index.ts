export { entryLockPath, entryPath, MANIFEST, SHARED_MARKER, type StoreRoot } from './layout.js';
export type { Manifest, ManifestFile, TreeScan } from './manifest.js';
export type { StoreFailure, StoreFiles } from './ports.js';
export { makeStoreView, type StorePlace, type StoreView } from './store.js';
