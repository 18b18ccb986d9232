import type { WarningCode } from './events.js';
import type { Run } from './run.js';

const MESSAGES: Readonly<Record<WarningCode, string>> = {
  'install-returned-none': 'its recipe records no paths, so what it installed stays when the part is removed',
  'no-update-method': 'its recipe has no `update`, so it is installed again over what is there',
  'not-put-back': 'what it had installed is not put back: another part has one of its paths now',
};

export function warn(run: Run, { part, code }: { readonly part: string; readonly code: WarningCode }): void {
  run.emit({ type: 'part', state: 'warning', part, code, message: MESSAGES[code] });
}
