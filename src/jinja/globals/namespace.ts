import { Namespace } from '../evaluate/namespace.js';
import { updateFrom } from '../types/collections/dict.js';
import { Dict } from '../values/dict.js';
import { Type } from '../values/value.js';

const STEPS_OF_NAMESPACE = 8;

/** Takes what `dict` takes. */
export const namespace = new Type('Namespace', {
  moduleName: 'jinja2.utils',
  run(call, host) {
    host.spend(STEPS_OF_NAMESPACE);
    const attributes = new Dict();
    updateFrom(attributes, call, { name: 'dict', host });
    return new Namespace(attributes);
  },
  holds: (value) => value instanceof Namespace,
});
