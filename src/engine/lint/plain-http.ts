import type { Diagnostic, Span } from '../diag/index.js';
import { splitWords } from '../profile/index.js';
import { writtenOptions, type Subject } from './subject.js';
import { warning } from './warning.js';

/** A URL whose content anyone on the way can change; nobody is on the way to this machine itself. */
export function isPlainHttp(url: string): boolean {
  return /^http:\/\//iu.test(url) && !/^http:\/\/(?:[^@/]*@)?(?:localhost|127\.[\d.]+|\[::1\])(?=[:/]|$)/iu.test(url);
}

/** `plain-http`: a profile that is read over `http://`. It has no sum, and whoever changes it decides everything. */
export function* plainProfiles(subject: Subject): Generator<Diagnostic, void, undefined> {
  const { nowhere } = subject.merged;
  if (isPlainHttp(nowhere.source.path)) yield plainProfile(nowhere.source.path, nowhere);
  for (const { section, option, nameSpan } of writtenOptions(subject)) {
    if (section.name !== 'buildout' || !/^(?:optional-)?extends$/u.test(option.name)) continue;
    for (const line of option.lines) {
      for (const { text, start } of splitWords(line.text)) {
        const from = line.start + start;
        if (isPlainHttp(text)) yield plainProfile(text, { ...nameSpan, start: from, end: from + text.length });
      }
    }
  }
}

function plainProfile(url: string, at: Span): Diagnostic {
  const message = `the profile \`${url}\` is read over \`http://\`, where anyone on the way can change it`;
  return warning('plain-http', message, { at, hint: 'use `https://`' });
}
