/** `posixpath.normpath`: two leading slashes stay two, three are one. */
export function normalise(path: string): string {
  if (path === '') return '.';
  const slashes = path.startsWith('//') && !path.startsWith('///') ? '//' : path.startsWith('/') ? '/' : '';
  const kept: string[] = [];
  for (const step of path.split('/')) {
    if (step === '' || step === '.') continue;
    const last = kept.at(-1);
    if (step !== '..' || (slashes === '' && last === undefined) || last === '..') kept.push(step);
    else kept.pop();
  }
  const result = slashes + kept.join('/');
  return result === '' ? '.' : result;
}

/** The parts of a path that name something. */
export function stepsOf(path: string): string[] {
  return path.split('/').filter((step) => step !== '');
}
