"""What the engine may do with an object of Python's."""

import operator


class Absent:
    def __repr__(self):
        return 'absent'


ABSENT = Absent()


OPERATORS = {
    '+': operator.add,
    '-': operator.sub,
    '*': operator.mul,
    '/': operator.truediv,
    '//': operator.floordiv,
    '%': operator.mod,
    '** or pow()': operator.pow,
}
COMPARISONS = {'<': operator.lt, '<=': operator.le, '>': operator.gt, '>=': operator.ge}


def attribute(value, name):
    try:
        return getattr(value, name)
    except AttributeError:
        return ABSENT


def operate(value, sign, other, reflected):
    return OPERATORS[sign](other, value) if reflected else OPERATORS[sign](value, other)


def load(environment, name, parent):
    asked = name if parent is None else environment.join_path(name, parent)
    source, path, _ = environment.loader.get_source(environment, asked)
    return [source, path or asked]


ANSWERS = {
    'attribute': attribute,
    'item': lambda value, key: value[key],
    'slice': lambda value, *bounds: value[slice(*bounds)],
    'next': lambda value: next(value, ABSENT),
    'length': len,
    'truth': bool,
    'contains': lambda value, item: item in value,
    'str': str,
    'repr': repr,
    'integer': int,
    'equals': lambda value, other: bool(value == other),
    'key': lambda value: str(hash(value)),
    'compare': lambda value, sign, other: bool(COMPARISONS[sign](value, other)),
    'operate': operate,
    'html': lambda value: value.__html__(),
    'load': load,
    'escapes': lambda select, name: bool(select(name)),
}


def abilities(value, kind):
    """What the engine may do with an object, besides asking for attributes and its text."""

    def has(*names):
        return any(hasattr(kind, name) for name in names)

    def own(name):
        return getattr(kind, name) is not getattr(object, name)

    facts = {
        'call': callable(value),
        'item': has('__getitem__'),
        'iterate': has('__iter__', '__getitem__'),
        'length': has('__len__'),
        'truth': has('__bool__', '__len__'),
        'contains': has('__contains__'),
        'integer': has('__int__', '__index__'),
        'equals': own('__eq__'),
        'key': own('__eq__') and own('__hash__') and kind.__hash__ is not None,
        'compare': own('__lt__'),
        'operate': has('__add__', '__radd__', '__sub__', '__mul__', '__mod__', '__truediv__'),
        'html': has('__html__'),
    }
    return (name for name, holds in facts.items() if holds)


def nearest_kind(error):
    """The class of an exception that the engine knows: the first of those that it is of."""
    return next((kind.__name__ for kind in type(error).__mro__ if kind.__name__ in KINDS), 'RuntimeError')


KINDS = set(
    'ArithmeticError AssertionError AttributeError FilterArgumentError ImportError IndexError KeyError LookupError '
    'MemoryError NameError OverflowError RecursionError RuntimeError SecurityError StopIteration TemplateAssertionError '
    'TemplateNotFound TemplateRuntimeError TemplateSyntaxError TemplatesNotFound TypeError UndefinedError '
    'UnicodeDecodeError UnicodeEncodeError ValueError ZeroDivisionError'.split()
)
