"""Renders templates with Jinja2 and prints, as JSON, what each one gives: for filters, tests and globals.

Made of the tables below: for every filter the values that it is put behind, and the arguments that it is given; then
templates of their own. Addresses are taken out of the output.

With `-`, renders the pairs of template and whether it escapes that stdin has, as JSON, and prints the same list for them.

    python filters.py > ../data/filters.json
"""

import json
import re
import sys

import jinja2
from filter_cases import CONTEXT, cases

ENVIRONMENTS = {escapes: jinja2.Environment(autoescape=escapes, extensions=['jinja2.ext.do']) for escapes in (False, True)}


def without_addresses(text):
    text = re.sub(r'generator object \w+ at 0x[0-9a-f]+', 'generator object', text)
    return re.sub(r' at 0x[0-9a-f]+', '', text)


def render(template, escapes):
    """The template, whether it escapes, and the output, or the exception and its message."""
    try:
        outcome = [ENVIRONMENTS[escapes].from_string(template).render(CONTEXT)]
    except Exception as error:
        outcome = [type(error).__name__, str(error)]
    return [template, escapes, *map(without_addresses, outcome)]


def main():
    given = json.load(sys.stdin) if sys.argv[1:] == ['-'] else cases()
    seen = dict.fromkeys(map(tuple, given))
    rendered = (render(template, escapes) for template, escapes in seen)
    print('[')
    print(',\n'.join(json.dumps(case) for case in rendered))
    print(']')


if __name__ == '__main__':
    main()
