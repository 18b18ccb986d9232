"""Evaluates expressions with the modules that templates may import, and prints what came out as JSON.

Reads a JSON list of [id, expression]; needs the packages netaddr and six, and jinja2 for undefined values. Writes a list of [id, expression, outcome];
an outcome is {"repr": ...} or {"kind": ..., "message": ...}.
"""

import base64, copy, functools, hashlib, itertools, json, math, operator, os, posixpath, re, shlex, string, sys, textwrap
import urllib.parse

try:
    from jinja2 import StrictUndefined, Undefined

    missing, unset = StrictUndefined(name='missing'), Undefined(name='unset')
except ImportError:
    pass

try:
    import netaddr
    import six
    import six.moves
except ImportError:
    netaddr = six = None

os_path = os.path
urllib_parse = urllib.parse
NAMES = {name: value for name, value in globals().items() if not name.startswith('_')}


def outcome(expression):
    try:
        value = eval(expression, dict(NAMES))
        return {'repr': repr(value)}
    except RecursionError as error:
        return {'kind': 'RecursionError', 'message': str(error)}
    except Exception as error:
        return {'kind': type(error).__name__, 'message': str(error)}


if __name__ == '__main__':
    rows = [[expression, outcome(expression)] for expression in json.load(sys.stdin)]
    print('[\n' + ',\n'.join(json.dumps(row, ensure_ascii=True) for row in rows) + '\n]')
