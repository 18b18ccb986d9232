/**
 * Files that keep the sums of the files beside them, such as `buildout.hash.cfg`. They are profiles, but of a few kinds
 * of lines only:
 *
 * - a section names a file with `filename = PATH`, or with `_update_hash_filename_ = PATH`, which wins: relative to the
 *   directory of the hash file, on one line, without references. A section of nothing but sums has its file's name;
 * - its sums are `md5sum`, `sha256` or `sha256sum`, `sha512` or `sha512sum`. One that is a reference is left alone;
 * - everything else, and a section that lacks either, stays byte for byte. `extends` and macros are mistakes.
 *
 * Each header begins a section of its own, whatever its condition. Unlike in other profiles these options may be indented.
 */
export { explain, type HashFileFailure } from './failures.js';
export { readHashFile, type HashAlgorithm, type HashEntry, type HashFile } from './read.js';
export { updateHashFile, type HashChange, type HashUpdate } from './update.js';
