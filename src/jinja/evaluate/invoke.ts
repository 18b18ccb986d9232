import { BoundMethod } from '../values/bound-method.js';
import { HostObject } from '../values/host-object.js';
import type { Host } from '../values/host.js';
import { Raised, raise } from '../values/raised.js';
import { typeNameOf } from '../values/type-name.js';
import { Callable, Instance, type Value } from '../values/value.js';
import { chargeArguments } from '../values/weight.js';
import { checkAnswer } from './check-settings.js';
import { NO_NAMED } from './environment.js';

/** Python's `callee(*positional, **named)`. */
export function invoke(callee: Value, { positional, named = NO_NAMED }: Given, host: Host): Value {
  host.spend(1);
  if (callee instanceof Callable) {
    const call = { positional, named };
    // A method counts what it is given itself.
    if (!(callee instanceof BoundMethod)) chargeArguments(call, host);
    return answerOf(callee, callee.run(call, host));
  }
  // Macros and the like go over nothing that they are given.
  if (callee instanceof HostObject && callee.call !== undefined)
    return answerOf(callee, callee.call(positional, named, host));
  return raise('TypeError', `'${typeNameOf(callee)}' object is not callable`);
}

/** Functions of the program may answer anything; only what is told apart at once is looked at. */
function answerOf(callee: Callable | HostObject, answer: Value | undefined): Value {
  if (typeof answer === 'string' || (typeof answer === 'object' && answer instanceof Instance)) return answer;
  return checkAnswer(answer, `\`${callee instanceof Callable ? callee.name : callee.typeName}\` that was called`);
}

export interface Given {
  readonly positional: readonly Value[];
  readonly named?: ReadonlyMap<string, Value> | undefined;
}

/** What a call in a template answers for one that raised; raises anything but `StopIteration` again. */
export function afterStop(error: unknown, host: Host): Value {
  if (!(error instanceof Raised) || error.kind !== 'StopIteration') throw error;
  return host.undefined({ hint: 'value was undefined because a callable raised a StopIteration exception' });
}
