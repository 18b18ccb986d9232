/**
 * The umask that parts are made with, by commands and by the engine itself. It is not that of the caller: the mode of a
 * file is content, and two callers must get the same.
 */
export const UMASK = 0o022;
