"""Puts the engine in the place of what Jinja's classes do with a template: nothing here reads or renders one.

`Environment`, `Template` and the loaders stay the suite's own objects: they hold settings and find sources. Compiling and
rendering is the engine's. The parts of Jinja that could do it instead refuse, so that no test passes by them.
"""

from functools import partial

import pytest
from jinja2 import compiler
from jinja2 import defaults
from jinja2 import lexer
from jinja2 import parser
from jinja2 import runtime
from jinja2 import sandbox
from jinja2 import utils
from jinja2.environment import Environment
from jinja2.environment import Template
from jinja2.environment import TemplateStream
from jinja2.ext import ExprStmtExtension
from jinja2.ext import LoopControlExtension
from suite_link import POLICY_OF

SYNTAX = {
    'blockStart': 'block_start_string',
    'blockEnd': 'block_end_string',
    'variableStart': 'variable_start_string',
    'variableEnd': 'variable_end_string',
    'commentStart': 'comment_start_string',
    'commentEnd': 'comment_end_string',
    'lineStatementPrefix': 'line_statement_prefix',
    'lineCommentPrefix': 'line_comment_prefix',
    'trimBlocks': 'trim_blocks',
    'lstripBlocks': 'lstrip_blocks',
    'newlineSequence': 'newline_sequence',
    'keepTrailingNewline': 'keep_trailing_newline',
}
EXTENSIONS = {ExprStmtExtension: 'do', LoopControlExtension: 'loopcontrols'}


def not_translated(what):
    """Ends a test that asks for what the engine does not have; nothing that a test does catches it."""
    pytest.skip(f'out of scope: {what}')


def check(environment):
    """Refuses an environment that has more than settings of the engine."""
    strange = {
        'async': environment.is_async,
        'finalize': environment.finalize is not None,
        'bytecode cache': environment.bytecode_cache is not None,
        'policies': environment.policies != DEFAULT_POLICIES,
        'other classes of Jinja in the place of its own': (
            environment.code_generator_class is not compiler.CodeGenerator
            or environment.context_class is not runtime.Context
            or environment.undefined not in POLICY_OF
        ),
        'immutable sandbox': isinstance(environment, sandbox.ImmutableSandboxedEnvironment),
        'filters or tests taken away': not (
            environment.filters.keys() >= defaults.DEFAULT_FILTERS.keys()
            and environment.tests.keys() >= defaults.DEFAULT_TESTS.keys()
        ),
    }
    for what, is_so in strange.items():
        if is_so:
            not_translated(what)
    for extension in environment.extensions.values():
        if type(extension) not in EXTENSIONS:
            not_translated('extensions written for Jinja')


DEFAULT_POLICIES = Environment().policies


def functions(link, given, known):
    return {name: link.number(one) for name, one in given.items() if one is not known.get(name)}


def described(link, environment, globals_):
    check(environment)
    escapes = environment.autoescape
    return {
        'environment': link.number(environment),
        'syntax': {ours: value for ours, name in SYNTAX.items() if (value := getattr(environment, name)) is not None},
        'extensions': [EXTENSIONS[type(one)] for one in environment.extensions.values()],
        'autoescape': [link.number(escapes)] if callable(escapes) else bool(escapes),
        'undefined': POLICY_OF[environment.undefined],
        'globals': [
            [name, link.to_wire(value)]
            for name, value in globals_.items()
            if value is not defaults.DEFAULT_NAMESPACE.get(name, link)
        ],
        'filters': functions(link, environment.filters, defaults.DEFAULT_FILTERS),
        'tests': functions(link, environment.tests, defaults.DEFAULT_TESTS),
        'hasLoader': environment.loader is not None,
    }


class Code:
    """A text that the engine has compiled."""

    def __init__(self, source, name, filename):
        self.source = source
        self.name = name
        self.filename = filename


class Job:
    """What the engine is to do with a text."""

    def __init__(self, link, environment, code, globals_):
        self.link = link
        self.environment = environment
        self.code = code
        self.globals = globals_

    def do(self, what, context):
        code = self.code
        path = code.filename or code.name or '<template>'
        self.link.requests += 1
        return self.link.request(
            {
                'do': what,
                'settings': described(self.link, self.environment, self.globals),
                'name': code.name,
                'source': {'text': str(code.source), 'path': str(path)},
                'context': [[name, self.link.to_wire(value)] for name, value in context.items()],
            },
            self.environment,
        )


def evaluated(link, environment, expression, context):
    """The value of an expression, whose names are in a context."""
    open_, close = environment.variable_start_string, environment.variable_end_string
    code = Code(f'{open_} capture({expression}) {close}', None, None)
    return Job(link, environment, code, environment.make_globals(None)).do('evaluate', context)


def compile_expression(link, environment, source, undefined_to_none=True):
    evaluate = partial(evaluated, link, environment, f'({source})')
    environment.compile(environment.variable_start_string + f' ({source}) ' + environment.variable_end_string)

    def expression(*args, **kwargs):
        value = evaluate(dict(*args, **kwargs))
        return None if undefined_to_none and isinstance(value, runtime.Undefined) else value

    return expression


def called(link, sign, environment, name, value, args=None, kwargs=None, context=None, eval_ctx=None):
    if context is not None or eval_ctx is not None:
        not_translated('filters called with a context of their own')
    names = {'value_': value, 'args_': list(args or ()), 'kwargs_': dict(kwargs or {})}
    return evaluated(link, environment, f'value_ {sign} {name}(*args_, **kwargs_)', names)


def compile_text(link, environment, source, name=None, filename=None, raw=False, defer_init=False):
    if raw or not isinstance(source, str):
        not_translated('code that Jinja makes')
    code = Code(source, name, filename)
    Job(link, environment, code, environment.make_globals(None)).do('compile', {})
    return code


def template_from(link, kind, environment, code, globals, uptodate=None):
    if not isinstance(code, Code):
        not_translated('code that Jinja makes')
    template = object.__new__(kind)
    template.environment = environment
    template.globals = globals
    template.name = code.name
    template.filename = code.filename
    template._uptodate = uptodate
    template._job = Job(link, environment, code, globals)
    template._module = None
    return template


def module_of(template):
    if template._module is None:
        template._module = template.make_module()
    return template._module


def made_by(link, name):
    """A global function of the engine's, called without a template."""

    def make(*args, **kwargs):
        return evaluated(link, Environment(), f'{name}(*args_, **kwargs_)', {'args_': args, 'kwargs_': kwargs})

    return make


def refusing(what):
    def refuse(*args, **kwargs):
        not_translated(what)

    return refuse


def take_over(link):
    """Changes the classes of `jinja2` in this process, for good."""
    Environment.compile = lambda self, *args, **kwargs: compile_text(link, self, *args, **kwargs)
    Environment.compile_expression = lambda self, *args, **kwargs: compile_expression(link, self, *args, **kwargs)
    Environment.call_filter = lambda self, *args, **kwargs: called(link, '|', self, *args, **kwargs)
    Environment.call_test = lambda self, *args, **kwargs: called(link, 'is', self, *args, **kwargs)
    Environment.getattr = lambda self, value, name: evaluated(link, self, f'value_.{name}', {'value_': value})
    Environment.getitem = lambda self, value, key: evaluated(link, self, 'value_[key_]', {'value_': value, 'key_': key})
    Template.from_code = classmethod(lambda kind, *args, **kwargs: template_from(link, kind, *args, **kwargs))
    Template.render = lambda self, *args, **kwargs: self._job.do('render', dict(*args, **kwargs))
    Template.generate = lambda self, *args, **kwargs: iter([self.render(*args, **kwargs)])
    Template.stream = lambda self, *args, **kwargs: TemplateStream(self.generate(*args, **kwargs))
    Template.make_module = lambda self, vars=None, shared=False, locals=None: self._job.do('module', vars or {})
    Template.module = property(module_of)
    utils.Cycler = made_by(link, 'cycler')
    utils.generate_lorem_ipsum = made_by(link, 'lipsum')
    for name in ('new_context', 'root_render_func', 'blocks', 'debug_info', 'get_corresponding_lineno'):
        setattr(Template, name, property(refusing('code that Jinja makes')))
    for name in ('render_async', 'generate_async', 'make_module_async'):
        setattr(Template, name, refusing('async'))
    for name in ('parse', '_parse', 'lex', '_tokenize', 'preprocess'):
        setattr(Environment, name, refusing("Jinja's tokens and nodes"))
    for name in ('_generate', '_compile'):
        setattr(Environment, name, refusing('code that Jinja makes'))
    lexer.Lexer.tokeniter = refusing("Jinja's tokens and nodes")
    parser.Parser.__init__ = refusing("Jinja's tokens and nodes")
    runtime.Context.__init__ = refusing('code that Jinja makes')
    compiler.CodeGenerator.__init__ = refusing('code that Jinja makes')
