export { decodeFailedPart, encodeFailedPart, type FailedPart } from './failed-part.js';
export { BUILDOUT, formatInstalledCfg } from './export.js';
export { explain, type InstalledFailure } from './failures.js';
export { decodeJournal, encodeEntry, encodeHeader, encodeState } from './journal.js';
export { parseJson } from './parse-json.js';
export { readInstalledCfg, type ExportedState } from './read-export.js';
export type { Exported, InstalledPart, InstalledState, JournalContent, JournalEntry } from './state.js';
export { decodeLastRun, isUnchanged, type LastRun, type StampOf } from './last-run.js';
