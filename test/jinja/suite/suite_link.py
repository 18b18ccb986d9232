"""Values and calls between the suite, in this process, and the engine, in a process of Node's: a message of JSON a line.

Both sides wait while the other works, and may ask back before they answer, so that the messages nest as calls do.
"""

import builtins
import json
import os
import subprocess

from jinja2 import exceptions
from jinja2 import runtime
from jinja2.utils import _PassArg
from markupsafe import Markup
from suite_objects import ABSENT
from suite_objects import ANSWERS
from suite_objects import abilities
from suite_objects import nearest_kind
from suite_values import EngineMarkup
from suite_values import EngineValue
from suite_values import SeenContext
from suite_values import eval_context

SAFE = 2**53
POLICIES = {
    'default': runtime.Undefined,
    'strict': runtime.StrictUndefined,
    'chainable': runtime.ChainableUndefined,
    'debug': runtime.DebugUndefined,
}
POLICY_OF = {kind: name for name, kind in POLICIES.items()}
GATHERED = {'list': list, 'tuple': tuple, 'set': set, 'frozenset': frozenset}


class EngineEnded(BaseException):
    """The engine's process is gone: a bug of the engine or of these programs."""


class LimitError(Exception):
    """The engine's own exception."""


class Link:
    def __init__(self):
        command = json.loads(os.environ['SLAPBUILD_SUITE_ENGINE'])
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.requests = 0
        self.objects = []
        self.numbers = {}
        self.values = {}
        self.missed = {}
        self.environments = []
        self.ended = None

    def close(self):
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait()

    def reset(self):
        """Lets go of what the last test has made."""
        self.ended = None
        self.request({'do': 'reset'})
        self.objects = [None] * len(self.objects)
        self.numbers = {}
        self.values = {}
        self.missed = {}

    # --- messages

    def send(self, message):
        self.process.stdin.write(json.dumps(message).encode() + b'\n')
        self.process.stdin.flush()

    def receive(self):
        line = self.process.stdout.readline()
        if not line:
            raise EngineEnded()
        return json.loads(line)

    def request(self, request, environment=None):
        self.environments.append(environment)
        try:
            self.send(request)
            while 'ask' in (message := self.receive()):
                self.send(self.reply(message))
        finally:
            self.environments.pop()
        if self.ended is not None:
            raise self.ended
        if 'failed' in message:
            raise self.exception(message)
        return self.from_wire(message['answer'])

    def use(self, op, number, positional, named):
        words = [self.to_wire(value) for value in positional]
        entries = [[name, self.to_wire(value)] for name, value in named.items()]
        return self.request({'do': 'use', 'op': op, 'of': number, 'positional': words, 'named': entries})

    def reply(self, message):
        try:
            return {'answer': self.to_wire(self.answer(message))}
        except BaseException as error:
            # A template may bear an exception, but nothing bears the end of a test; the engine has to get out of it first.
            if not isinstance(error, Exception):
                self.ended = error
            return {'raised': nearest_kind(error), 'message': str(error), 'id': self.number(error)}

    def exception(self, message):
        if message.get('python') is not None:
            return self.objects[message['python']]
        kind, text = message['failed'], message['message']
        if kind in ('TemplateSyntaxError', 'TemplateAssertionError') and 'line' in message:
            made = getattr(exceptions, kind)(text, message['line'], message['name'], message['path'])
            made.source = message['source']
            return made
        if kind == 'TemplatesNotFound':
            names = text.partition(': ')[2].split(', ')
            return exceptions.TemplatesNotFound(names, text)
        if kind == 'LimitError':
            return LimitError(text)
        return (getattr(exceptions, kind, None) or getattr(builtins, kind))(text)

    # --- values

    def number(self, value):
        known = self.numbers.get(id(value))
        if known is None:
            known = self.numbers[id(value)] = len(self.objects)
            self.objects.append(value)
        return known

    def to_wire(self, value):
        kind = type(value)
        if value is None or kind in (bool, str):
            return value
        if kind is int:
            return value if abs(value) < SAFE else ['int', str(value)]
        if kind is float:
            return ['float', repr(value)]
        if kind in GATHERED.values():
            return [kind.__name__, [self.to_wire(item) for item in value]]
        if issubclass(kind, dict):
            return ['dict', [[self.to_wire(key), self.to_wire(item)] for key, item in value.items()]]
        if kind is bytes:
            return ['bytes', value.decode('latin-1')]
        if kind is range:
            return ['range', value.start, value.stop, value.step]
        return self.object_to_wire(value, kind)

    def object_to_wire(self, value, kind):
        if value is ABSENT:
            return ['absent']
        if isinstance(value, Markup):
            return ['markup', str.__str__(value)]
        if issubclass(kind, str):
            return str(value)
        if issubclass(kind, EngineValue):
            return ['engine', value._number]
        if id(value) in self.missed:
            return ['engine', self.missed[id(value)]]
        if kind in POLICY_OF:
            owner = value._undefined_obj
            of = ABSENT if owner is runtime.missing else owner
            name, hint = value._undefined_name, value._undefined_hint
            return ['undefined', POLICY_OF[kind], self.to_wire(name), self.to_wire(of), hint]
        number, name = self.number(value), kind.__name__
        if hasattr(kind, '__next__'):
            return ['iterator', number, name]
        return ['python', number, name, kind.__module__, list(abilities(value, kind))]

    def from_wire(self, wire):
        if not isinstance(wire, list):
            return wire
        kind, *rest = wire
        make = GATHERED.get(kind)
        if make is not None:
            return make(self.from_wire(item) for item in rest[0])
        return getattr(self, f'{kind}_from')(*rest)

    def absent_from(self):
        return ABSENT

    def int_from(self, digits):
        return int(digits)

    def float_from(self, digits):
        return float(digits)

    def markup_from(self, text):
        return Markup(text)

    def bytes_from(self, text):
        return text.encode('latin-1')

    def range_from(self, *bounds):
        return range(*bounds)

    def dict_from(self, entries):
        return {self.from_wire(key): self.from_wire(value) for key, value in entries}

    def python_from(self, number):
        return self.objects[number]

    def undefined_from(self, policy, message, number):
        if number not in self.values:
            value = self.values[number] = POLICIES[policy](hint=message)
            self.missed[id(value)] = number
        return self.values[number]

    def engine_from(self, number, type_name, is_safe):
        if number not in self.values:
            kind = EngineMarkup if is_safe else EngineValue
            self.values[number] = kind(self, number, type_name)
        return self.values[number]

    # --- what the engine asks of an object

    def answer(self, message):
        value = self.objects[message['of']]
        positional = [self.from_wire(wire) for wire in message['positional']]
        if message['ask'] == 'call':
            named = {name: self.from_wire(wire) for name, wire in message['named']}
            return self.call(value, message, positional, named)
        if message['ask'] == 'iterate':
            return self.number(iter(value))
        return ANSWERS[message['ask']](value, *positional)

    def call(self, value, message, positional, named):
        """Gives a function what it is marked to be given first, as Jinja does."""
        if _PassArg.from_obj(getattr(value, '__call__', value)) is not None and not hasattr(value, '__name__'):
            value = value.__call__
        environment = next(one for one in reversed(self.environments) if one is not None)
        passed = _PassArg.from_obj(value) if callable(value) else None
        if passed is _PassArg.environment:
            positional.insert(0, environment)
        elif passed is _PassArg.eval_context:
            positional.insert(0, eval_context(environment, message['autoescape']))
        elif passed is _PassArg.context:
            positional.insert(0, SeenContext(self, message['host'], environment, message['autoescape']))
        return value(*positional, **named)
