import { membersOf } from '../types/index.js';
import { registerMembers } from '../values/attributes.js';
import { Tuple, type Value } from '../values/value.js';

/** A named tuple `(grouper, list)`. */
export class GroupTuple extends Tuple {
  override readonly typeName = '_GroupTuple';
  override readonly moduleName = 'jinja2.filters';
  readonly grouper: Value;
  readonly list: Value[];

  constructor(grouper: Value, list: Value[]) {
    super([grouper, list]);
    this.grouper = grouper;
    this.list = list;
  }
}

registerMembers('_GroupTuple', {
  methods: membersOf(new Tuple([])) ?? new Map(),
  properties: new Map([
    ['grouper', (group: Value) => (group instanceof GroupTuple ? group.grouper : null)],
    ['list', (group: Value) => (group instanceof GroupTuple ? group.list : null)],
  ]),
});
