import type { InstalledPart, JournalEntry } from './state.js';

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a value from a journal is an entry; what it has beyond that does not matter. */
export function isEntry(value: unknown): value is JournalEntry {
  if (!isRecord(value)) return false;
  switch (value['type']) {
    case 'installed':
      return isPart(value['part']);
    case 'started':
      return typeof value['name'] === 'string' && isTexts(value['paths']);
    case 'removed':
      return typeof value['name'] === 'string';
    case 'visited':
      return isTexts(value['names']);
    case 'exported':
      return typeof value['path'] === 'string' && ['string', 'undefined'].includes(typeof value['digest']);
    default:
      return false;
  }
}

function isPart(value: unknown): value is InstalledPart {
  if (!isRecord(value)) return false;
  const texts = ['name', 'recipe', 'signature'].every((key) => typeof value[key] === 'string');
  const maps = isTextMap(value['identity']) && isTextMap(value['options']);
  const location = value['location'] === null || typeof value['location'] === 'string';
  const placed = location && typeof value['shared'] === 'boolean' && isTexts(value['paths']);
  const named = value['named'] === undefined || isTexts(value['named']);
  const adopted = value['adopted'] === undefined || value['adopted'] === true;
  return texts && maps && placed && named && adopted;
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function isTextMap(value: unknown): value is Readonly<Record<string, string>> {
  return isRecord(value) && Object.values(value).every((item) => typeof item === 'string');
}
