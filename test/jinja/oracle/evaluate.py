"""Evaluates expressions of Python and prints, as JSON, what each one gives.

Takes files of cases: a case is a line of statements, of which the last is an expression. Prints a list with, for each, its
source, its syntax as nested lists (so that no parser of Python is needed to run it), and its `repr` or its exception.

    python evaluate.py cases.txt … > cases.json
"""

import ast
import json
import sys

from markupsafe import Markup


def constant(value):
    if value is None or isinstance(value, (bool, str)):
        return ['constant', value]
    if isinstance(value, int):
        return ['int', str(value)]
    if isinstance(value, float):
        return ['float', repr(value)]
    if isinstance(value, bytes):
        return ['bytes', list(value)]
    raise ValueError(f'no constant of a case: {value!r}')


OPERATORS = {ast.Add: '+', ast.Sub: '-', ast.Mult: '*', ast.Mod: '%', ast.Pow: '**'}


def tree(node):
    match node:
        case ast.Constant(value):
            return constant(value)
        case ast.Name(name):
            return ['name', name]
        case ast.List(items) | ast.Tuple(items) | ast.Set(items):
            return [type(node).__name__.lower(), [tree(item) for item in items]]
        case ast.Dict(keys, values):
            return ['dict', [[tree(key), tree(value)] for key, value in zip(keys, values)]]
        case ast.Attribute(owner, name):
            return ['attribute', tree(owner), name]
        case ast.Subscript(owner, key):
            return ['item', tree(owner), tree(key)]
        case ast.Call(callee, positional, named):
            return ['call', tree(callee), [tree(one) for one in positional], [[one.arg, tree(one.value)] for one in named]]
        case ast.BinOp(left, operator, right):
            return ['operator', OPERATORS[type(operator)], tree(left), tree(right)]
        case ast.UnaryOp(ast.USub(), operand):
            return ['negative', tree(operand)]
        case ast.Assign([ast.Name(name)], value):
            return ['assign', name, tree(value)]
        case ast.Expr(value):
            return tree(value)
    raise ValueError(f'no part of a case: {ast.dump(node)}')


def evaluate(source):
    module = ast.parse(source)
    *before, last = module.body
    scope = {'Markup': Markup}
    case = {'source': source, 'tree': [tree(node) for node in module.body]}
    try:
        exec(compile(ast.Module(before, []), '<case>', 'exec'), scope)
        case['repr'] = repr(eval(compile(ast.Expression(last.value), '<case>', 'eval'), scope))
    except Exception as error:
        case['kind'] = type(error).__name__
        case['message'] = str(error)
    return case


def main(files):
    lines = [line for file in files for line in open(file, encoding='utf-8').read().split('\n')]
    cases = [evaluate(line) for line in dict.fromkeys(lines) if line and not line.startswith('#')]
    print('[')
    print(',\n'.join(json.dumps(case) for case in cases))
    print(']')


if __name__ == '__main__':
    main(sys.argv[1:])
