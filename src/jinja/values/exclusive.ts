import { raise } from './raised.js';

/** A step that must not run itself; the one that is asked for meanwhile raises, as a generator of Python does. */
export function exclusive<Item>(step: () => Item, refuse: () => never = alreadyExecuting): () => Item {
  let isRunning = false;
  return () => {
    if (isRunning) refuse();
    isRunning = true;
    try {
      return step();
    } finally {
      isRunning = false;
    }
  };
}

function alreadyExecuting(): never {
  return raise('ValueError', 'generator already executing');
}
