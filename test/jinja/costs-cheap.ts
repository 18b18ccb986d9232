/** What takes no longer with a large value than with a small one, and so counts no more. */
export interface Exemption {
  readonly because: string;
  /** Kinds of large values. */
  readonly kinds: string;
  readonly what: 'methods' | 'filters' | 'tests' | 'operations' | 'functions';
  /** With commas between them. */
  readonly names: string;
}

const ALL = 'str Markup bytes list dict set int';
const CONTAINERS = 'list dict set';

export const CHEAP: readonly Exemption[] = [
  { because: 'they answer what they are given', kinds: ALL, what: 'filters', names: 'd, default' },
  { because: 'a text stays the same text', kinds: 'str Markup', what: 'filters', names: 'safe, string' },
  {
    because: 'they ask for the type, or whether it is one value',
    kinds: ALL,
    what: 'tests',
    names:
      'defined, undefined, none, boolean, false, true, integer, float, string, mapping, number, sequence, iterable, ' +
      'callable, sameas, escaped',
  },
  {
    because: 'a value is put somewhere, asked for its length, or asked for a part in a place that is known',
    kinds: ALL,
    what: 'operations',
    names: 'x and z, not x, x[0], x[-1], [x]',
  },
  { because: 'a part of a text shares its characters', kinds: 'str Markup', what: 'operations', names: 'x[1:-1]' },
  { because: 'it answers the integer itself', kinds: 'int', what: 'operations', names: '+x' },

  { because: 'it is found among the first', kinds: 'list', what: 'operations', names: '5 in x' },
  { because: 'a table is asked', kinds: 'dict set', what: 'operations', names: "'a' in x, 5 in x, (-1) in x" },
  { because: 'sets of the same size are no true subsets', kinds: 'set', what: 'operations', names: 'x < z, x > z' },
  { because: 'what is one is equal', kinds: CONTAINERS, what: 'tests', names: 'eq, equalto, ne' },
  {
    because: 'no set is a true subset of itself',
    kinds: 'set',
    what: 'tests',
    names: 'gt, greaterthan, lt, lessthan',
  },

  { because: 'the length is known', kinds: CONTAINERS, what: 'filters', names: 'count, length' },
  { because: 'what is no number is not looked at', kinds: CONTAINERS, what: 'filters', names: 'float, int' },
  { because: 'a table of names is asked', kinds: CONTAINERS, what: 'filters', names: 'attr' },
  { because: 'it is in a place that is known', kinds: CONTAINERS, what: 'filters', names: 'first' },
  { because: 'it is in a place that is known', kinds: 'list', what: 'filters', names: 'last' },
  { because: 'it is in a place that is known', kinds: 'list dict', what: 'filters', names: 'random' },
  { because: 'who goes over it counts', kinds: 'list', what: 'filters', names: 'reverse' },

  {
    because: 'they change or find one item at the end or at the front',
    kinds: 'list',
    what: 'methods',
    names: 'append, clear, extend, index, pop, __contains__, __getitem__, __len__',
  },
  {
    because: 'they ask the table, or answer what is gone over later',
    kinds: 'dict',
    what: 'methods',
    names:
      'clear, fromkeys, get, items, keys, pop, setdefault, update, values, __contains__, __delitem__, __getitem__, ' +
      '__len__, __setitem__',
  },
  {
    because: 'they ask the table, for each member of the other',
    kinds: 'set',
    what: 'methods',
    names:
      'isdisjoint, issubset, issuperset, __contains__, __len__, add, clear, difference_update, discard, ' +
      'intersection_update, remove, update',
  },

  {
    because: 'they look at the value as a whole',
    kinds: CONTAINERS,
    what: 'functions',
    names:
      'bool, callable, len, operator.is_, operator.is_not, operator.eq, operator.ne, operator.not_, operator.truth, ' +
      'operator.itemgetter',
  },
  {
    because: 'they refuse or ignore what is no text, or an argument that is of no use',
    kinds: CONTAINERS,
    what: 'functions',
    names:
      'copy.deepcopy, netaddr.valid_ipv4, netaddr.valid_ipv6, six.ensure_binary, six.ensure_str, six.ensure_text, ' +
      'six.u, string.capwords, urllib.parse.parse_qs, urllib.parse.parse_qsl, urllib.parse.DefragResult, ' +
      'six.moves.urllib.parse.parse_qs, six.moves.urllib.parse.parse_qsl, six.moves.urllib.parse.DefragResult, ' +
      'urllib.parse.unquote, urllib.parse.unquote_plus, six.moves.urllib.parse.unquote, ' +
      'six.moves.urllib.parse.unquote_plus',
  },
  {
    because: 'they go as far as the shorter argument does, or as somebody goes over what they answer',
    kinds: CONTAINERS,
    what: 'functions',
    names:
      'iter, zip, six.moves.zip, functools.reduce, six.moves.reduce, itertools.accumulate, ' +
      'itertools.compress, itertools.islice, itertools.repeat, itertools.tee, operator.contains',
  },
  { because: 'the first items decide', kinds: 'list dict', what: 'functions', names: 'all, any' },
  { because: 'they are in a place that is known', kinds: 'list dict', what: 'functions', names: 'operator.getitem' },
  { because: 'there is no place for it in the format', kinds: 'list dict', what: 'functions', names: 'operator.mod' },
  { because: 'who goes over it counts', kinds: 'list', what: 'functions', names: 'reversed' },
  {
    because: 'who goes over it counts',
    kinds: 'dict',
    what: 'functions',
    names: 'six.viewitems, six.viewkeys, six.viewvalues',
  },
  {
    because: 'no set is a true subset of itself',
    kinds: 'set',
    what: 'functions',
    names: 'max, min, operator.gt, operator.lt',
  },
];
