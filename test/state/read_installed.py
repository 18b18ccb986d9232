"""Lets zc.buildout read or write state files. Reads a JSON list of texts or values; prints a JSON list of answers."""

import io
import json
import os
import sys
import tempfile

from zc.buildout import buildout


class Release:
    """As much of a buildout as reading a state file needs."""

    def __init__(self, path):
        self.path = path

    def __getitem__(self, name):
        return {'installed': self.path}

    def Options(self, release, section, options):
        return options


def read(text):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, 'installed.cfg')
        with open(path, 'wb') as file:
            file.write(text.encode())
        sections, _ = buildout.Buildout._read_installed_part_options(Release(path))
    names = sections.pop('buildout')['parts'].split()
    return {name: sections[name] for name in names}


def write(value):
    file = io.StringIO()
    buildout._save_options('buildout', {'parts': 'a'}, file)
    options = {
        'o': value,
        'recipe': 'x',
        '__buildout_installed__': '',
        '__buildout_signature__': 's',
    }
    buildout._save_options('a', options, file)
    return file.getvalue()


answer = {'read': read, 'write': write}[sys.argv[1]]
json.dump([answer(item) for item in json.load(sys.stdin)], sys.stdout)
