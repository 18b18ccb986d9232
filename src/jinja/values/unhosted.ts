import type { Host } from './host.js';
import { raise } from './raised.js';

/** For what is shown in a message: what would be long is refused, and nothing can be called. */
export const UNHOSTED: Host = {
  autoescape: false,
  spend() {
    // Space is bounded, and so is the work.
  },
  reserve(size) {
    if (size > LONGEST) raise('LimitError', `a message about a value would be longer than ${LONGEST} characters`);
  },
  call() {
    return raise('TypeError', 'nothing can be called here');
  },
  undefined() {
    return null;
  },
};

const LONGEST = 2 ** 20;
