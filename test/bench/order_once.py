"""Resolves a tree of profiles by the rule "each file once, depth first, bases before the file, left to right".

A plain reading of the language, to compare results and times with: order_once.py PROFILE [merged|expanded|resolved]
prints a JSON object. No `$<section:option>`, no user defaults, no assignments, no remote profiles; a part's location is
`parts/NAME` beside the profile.
"""

import json
import os
import platform
import re
import sys
import textwrap
import types

HEADER = re.compile(r'\[\s*([^\s#\[\]:;{}]+)\s*(?::([^#;]*?))?\s*\]\s*(?:[#;].*)?$')
OPTION = re.compile(r'([^\s{}\[\]=:]+?)\s*([-+]?)=(.*)$')
REFERENCE = re.compile(r'\$\$\{|\$\$|\$\{([-a-zA-Z0-9 ._]*):([-a-zA-Z0-9 ._]+)\}')

# What headers may ask, for the Python that runs SlapOS and this machine.
CONDITIONS = {
    'python2': False,
    'python3': True,
    'linux': sys.platform.startswith('linux'),
    'macosx': sys.platform == 'darwin',
    'bits32': sys.maxsize < 2**32,
    'bits64': sys.maxsize > 2**32,
    'sys': types.SimpleNamespace(version_info=(3, 11, 0, 'final', 0), platform=sys.platform),
    'platform': platform,
    'os': os,
}


def parse(text):
    """Sections of one file: {section: {option: {sign: value}}}; the sign of an assignment is empty."""
    sections = {}
    section = operators = None
    ignored = False
    lines = []

    def close():
        nonlocal operators
        if operators is not None:
            sign, store = operators
            value = finish(lines)
            if sign == '':
                store.clear()
            store[sign] = store[sign].rstrip() + '\n' + value if sign in store else value
        operators = None

    for number, line in enumerate(text.split('\n'), 1):
        if line[:1] in ('#', ';'):
            continue
        if line[:1].isspace() or line == '':
            if operators is not None:
                lines.append(line)
            elif line.strip() and section is not None:
                raise SyntaxError('line %d continues nothing' % number)
            continue
        close()
        header = HEADER.match(line)
        if header:
            name, condition = header.groups()
            holds = condition is None or eval(condition.strip(), {'__builtins__': {}}, CONDITIONS)
            section = sections.setdefault(name, {}) if holds else None
            ignored = not holds
            continue
        option = OPTION.match(line)
        if option is None:
            raise SyntaxError('line %d is no option' % number)
        if section is None:
            if not ignored:
                raise SyntaxError('line %d stands in no section' % number)
            continue
        name, sign, value = option.groups()
        operators = sign, section.setdefault(name, {})
        lines = [value.strip()]
    close()
    return sections


def finish(lines):
    """The value of an option line and what continues it."""
    if lines[0]:
        return '\n'.join(line for line in map(str.strip, lines) if line)
    return textwrap.dedent('\n'.join(lines).rstrip()).lstrip('\n')


class Reader:
    """Reads files, each once, and merges them in that order."""

    def __init__(self, stage):
        self.stage = stage
        self.seen = set()
        self.values = {}
        self.pending = {}

    def read(self, path):
        path = os.path.normpath(path)
        if path in self.seen:
            return
        self.seen.add(path)
        folder = os.path.dirname(path)
        with open(path, encoding='utf-8') as profile:
            text = profile.read()
        if self.stage == 'resolved':
            text = text.replace('${:_profile_base_location_}', folder)
        sections = parse(text)
        for base in sections.get('buildout', {}).pop('extends', {}).get('', '').split():
            self.read(os.path.join(folder, base))
        for name, options in sections.items():
            self.merge(name, options)

    def merge(self, name, options):
        values = self.values.get(name)
        if values is not None:
            for option, operators in options.items():
                operate(values, option, operators)
            return
        values = self.values[name] = {}
        waits = '' in options.get('<', ())
        for option, operators in options.items():
            if '' in operators:
                values[option] = operators.pop('')
            elif '+' in operators and not waits:
                values[option] = operators.pop('+')
            if operators and waits:
                self.pending.setdefault(name, {})[option] = operators
            else:
                operate(values, option, operators)

    def merged(self, name):
        """Operators that wait for macros are options of their own: `name +`."""
        waiting = {
            '%s %s' % (option, sign): value
            for option, operators in self.pending.get(name, {}).items()
            for sign, value in operators.items()
        }
        return {**self.values[name], **waiting}


def operate(values, option, operators):
    if '' in operators:
        values[option] = operators['']
    if '+' in operators:
        values[option] = values.get(option, '') + '\n' + operators['+']
    if '-' in operators:
        removed = set(operators['-'].split('\n'))
        lines = values.get(option, '').split('\n')
        values[option] = '\n'.join(line for line in lines if line not in removed)


class Expander:
    """Applies macros, once for each section."""

    def __init__(self, values, pending):
        self.values = values
        self.pending = pending
        self.done = {}

    def expand(self, name):
        if name not in self.done:
            self.done[name] = self.apply(name)
        return self.done[name]

    def apply(self, name):
        own = self.values[name]
        if '<' not in own or name == 'buildout':
            return own
        options = {}
        for macro in filter(None, map(str.strip, own['<'].split('\n'))):
            options.update(self.expand(macro))
        options.update(own)
        for option, operators in self.pending.get(name, {}).items():
            operate(options, option, operators)
        del options['<']
        return options


class Broken(Exception):
    """A reference leads nowhere; the argument says why."""


class Resolver:
    """Substitutes references when they are met. The result of each option is kept; broken ones are left out."""

    def __init__(self, expander, directory):
        self.expander = expander
        self.directory = directory
        self.done = {}

    def section(self, name):
        options = {option: self.attempt(name, option) for option in self.expander.expand(name)}
        return {option: value for option, value in options.items() if not isinstance(value, Broken)}

    def attempt(self, section, option):
        key = section, option
        if key not in self.done:
            try:
                self.done[key] = self.substitute(self.expander.expand(section)[option], section)
            except Broken as broken:
                self.done[key] = broken
        return self.done[key]

    def substitute(self, text, holder):
        if '${' not in text:
            return text

        def value(match):
            if match.group(2) is None:
                return match.group().replace('$${', '${')
            return self.reference(match.group(1) or holder, match.group(2), holder)

        return REFERENCE.sub(value, text)

    def reference(self, section, option, holder):
        if section not in self.expander.values:
            raise Broken('missing-section')
        options = self.expander.expand(section)
        if option in options:
            value = self.attempt(section, option)
            if isinstance(value, Broken):
                raise value
            return value
        if option == '_buildout_section_name_':
            return holder
        if option == 'location' and 'recipe' in options:
            return os.path.join(self.directory, 'parts', section)
        raise Broken('missing-option')

    def unresolved(self):
        broken = [(key, value) for key, value in self.done.items() if isinstance(value, Broken)]
        return [{'section': key[0], 'option': key[1], 'code': str(value)} for key, value in sorted(broken, key=lambda pair: pair[0])]


def main(profile, stage='resolved'):
    reader = Reader(stage)
    reader.read(os.path.abspath(profile))
    expander = Expander(reader.values, reader.pending)
    resolver = Resolver(expander, os.path.dirname(os.path.abspath(profile)))
    read = {'merged': reader.merged, 'expanded': expander.expand, 'resolved': resolver.section}[stage]
    sections = {name: read(name) for name in sorted(reader.values)}
    json.dump({'files': len(reader.seen), 'sections': sections, 'unresolved': resolver.unresolved()}, sys.stdout)


if __name__ == '__main__':
    main(*sys.argv[1:])
