import type { Filter } from '../evaluate/environment.js';
import { chargeArguments, chargeValue } from '../values/weight.js';

/** The filters or tests, each of which counts what it is given before it runs; but those that only look what it is. */
export function counting(
  table: Iterable<readonly [string, Filter]>,
  looking: ReadonlySet<string>,
): ReadonlyMap<string, Filter> {
  return new Map(
    [...table].map(([name, filter]): [string, Filter] => [name, looking.has(name) ? filter : counted(filter)]),
  );
}

function counted(filter: Filter): Filter {
  return (value, call, context) => {
    chargeValue(value, context);
    chargeArguments(call, context);
    return filter(value, call, context);
  };
}
