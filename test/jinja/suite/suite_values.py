"""Values of the engine, as the suite sees them."""

from jinja2 import runtime
from jinja2.nodes import EvalContext
from suite_objects import ABSENT


class EngineValue:
    """A value of the engine that is nothing in Python: a macro, a namespace, an imported template."""

    def __init__(self, link, number, type_name):
        self.__dict__.update(_link=link, _number=number, _type_name=type_name)

    def _use(self, op, *positional, **named):
        return self._link.use(op, self._number, positional, named)

    def __getattr__(self, name):
        value = self._use('attribute', name)
        if value is ABSENT:
            raise AttributeError(name)
        return value

    def __call__(self, *positional, **named):
        if positional and isinstance(positional[0], EvalContext):
            positional = positional[1:]
        return self._use('call', *positional, **named)

    def __getitem__(self, key):
        return self._use('item', key)

    def __iter__(self):
        iterator = self._use('iterate')
        while (item := iterator._use('next')) is not ABSENT:
            yield item

    def __next__(self):
        return self.next()

    def __len__(self):
        return self._use('length')

    def __bool__(self):
        return self._use('truth')

    def __contains__(self, item):
        return self._use('contains', item)

    def __eq__(self, other):
        return self._use('equals', other)

    def __hash__(self):
        return self._number

    def __str__(self):
        return self._use('str')

    def __repr__(self):
        return self._use('repr')


class EngineMarkup(EngineValue):
    def __html__(self):
        return self._use('html')


class SeenContext:
    """The context of the engine that a function is called from."""

    def __init__(self, link, host, environment, escapes):
        self._link = link
        self._host = host
        self.environment = environment
        self.eval_ctx = eval_context(environment, escapes)

    def resolve_or_missing(self, name):
        value = self._link.request({'do': 'lookup', 'host': self._host, 'name': name})
        return runtime.missing if value is ABSENT else value

    def resolve(self, name):
        value = self.resolve_or_missing(name)
        return self.environment.undefined(name=name) if value is runtime.missing else value

    def get(self, name, default=None):
        value = self.resolve_or_missing(name)
        return default if value is runtime.missing else value

    def __contains__(self, name):
        return self.resolve_or_missing(name) is not runtime.missing

    def __getitem__(self, name):
        value = self.resolve_or_missing(name)
        if value is runtime.missing:
            raise KeyError(name)
        return value


def eval_context(environment, escapes):
    context = EvalContext(environment)
    context.autoescape = escapes
    return context
