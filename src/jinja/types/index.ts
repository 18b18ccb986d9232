import { registerMembers } from '../values/attributes.js';
import { bytesMethods } from './bytes/members.js';
import { dictMethods, dictViewMethods } from './collections/dict.js';
import { listMethods } from './collections/list.js';
import { rangeMethods, rangeProperties } from './collections/range.js';
import { frozensetMethods, setMethods } from './collections/set.js';
import { tupleMethods } from './collections/tuple.js';
import { markupMethods } from './markup/members.js';
import { floatMethods, floatProperties } from './number/float.js';
import { intMethods, intProperties } from './number/int.js';
import { textMethods } from './text/members.js';

export { membersOf } from '../values/attributes.js';

registerMembers('bool', { methods: intMethods, properties: intProperties });
registerMembers('bytes', { methods: bytesMethods });
registerMembers('dict', { methods: dictMethods });
registerMembers('float', { methods: floatMethods, properties: floatProperties });
registerMembers('frozenset', { methods: frozensetMethods });
registerMembers('int', { methods: intMethods, properties: intProperties });
registerMembers('list', { methods: listMethods });
registerMembers('Markup', { methods: markupMethods });
registerMembers('range', { methods: rangeMethods, properties: rangeProperties });
registerMembers('set', { methods: setMethods });
registerMembers('str', { methods: textMethods });
registerMembers('tuple', { methods: tupleMethods });
for (const [kind, methods] of Object.entries(dictViewMethods)) registerMembers(kind, { methods });
