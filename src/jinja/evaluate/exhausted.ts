import { Raised } from '../values/raised.js';

/** What JavaScript itself has no room for is a limit too: the `LimitError` that it stands for, or the same error. */
export function limitOf(error: unknown): unknown {
  if (!(error instanceof RangeError)) return error;
  const { message } = error;
  if (message.includes('call stack')) return new Raised('LimitError', 'the template is nested too deeply');
  const isSize = /\blength\b|size exceeded|allocation failed/.test(message);
  return isSize ? new Raised('LimitError', 'a value is too big') : error;
}
