import { defineFilter } from '../filters/define.js';
import { defineOperator } from '../filters/native.js';
import { modulo } from '../values/arithmetic.js';
import { contains } from '../values/contains.js';
import { equals, identical } from '../values/equal.js';
import { compare } from '../values/order.js';

export const eq = defineOperator('eq', ([left, right], context) => equals(left, right, context));
export const ne = defineOperator('ne', ([left, right], context) => !equals(left, right, context));
export const gt = defineOperator('gt', ([left, right], context) => compare['>'](left, right, context));
export const ge = defineOperator('ge', ([left, right], context) => compare['>='](left, right, context));
export const lt = defineOperator('lt', ([left, right], context) => compare['<'](left, right, context));
export const le = defineOperator('le', ([left, right], context) => compare['<='](left, right, context));

export const odd = defineFilter({ name: 'test_odd', parameters: [['value']] }, ([value], context) =>
  equals(modulo(value, 2, context), 1, context),
);

export const even = defineFilter({ name: 'test_even', parameters: [['value']] }, ([value], context) =>
  equals(modulo(value, 2, context), 0, context),
);

export const divisibleby = defineFilter(
  { name: 'test_divisibleby', parameters: [['value'], ['num']] },
  ([value, divisor], context) => equals(modulo(value, divisor, context), 0, context),
);

export const sameas = defineFilter({ name: 'test_sameas', parameters: [['value'], ['other']] }, ([value, other]) =>
  identical(value, other),
);

export const isIn = defineFilter({ name: 'test_in', parameters: [['value'], ['seq']] }, ([value, container], context) =>
  contains(container, value, context),
);
