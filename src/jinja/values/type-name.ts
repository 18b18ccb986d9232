import { HostObject } from './host-object.js';
import { Instance, Markup, Tuple, type Value } from './value.js';

/** What Python's own messages call the type of a value: with its module where C code made it, as in `re.Match`. */
export function typeNameOf(value: Value): string {
  if (value instanceof Instance) return value.typeName;
  switch (typeof value) {
    case 'string':
      return 'str';
    case 'boolean':
      return 'bool';
    case 'object':
      return value === null ? 'NoneType' : 'list';
    default:
      return 'int';
  }
}

/** What `type(value).__name__` says. */
export function plainTypeNameOf(value: Value): string {
  return typeNameOf(value).replace(/^.*\./, '');
}

/** What Jinja calls a value in the message about something that it lacks: `dict object`, `None`. */
export function describeType(value: Value): string {
  if (value === null) return 'None';
  return `${wholeTypeNameOf(value)} object`;
}

/** The name of a value's type with the module that it is in, if that is not Python itself. */
function wholeTypeNameOf(value: Value): string {
  const place = moduleOf(value);
  return `${place === 'builtins' ? '' : `${place}.`}${typeNameOf(value)}`;
}

/** What `repr(type(value))` says. */
export function classOf(value: Value): string {
  return `<class '${wholeTypeNameOf(value)}'>`;
}

function moduleOf(value: Value): string {
  if (value instanceof Markup) return 'markupsafe';
  return value instanceof HostObject || value instanceof Tuple ? value.moduleName : 'builtins';
}
