"""Runs zc.buildout several times. Reads a JSON list of argument lists; prints a JSON list of {"code", "stdout"}."""

import json
import os
import sys
import tempfile

from zc.buildout.buildout import main


def run(arguments):
    with tempfile.TemporaryFile() as output:
        child = os.fork()
        if child == 0:
            os.dup2(output.fileno(), 1)
            code = 0
            try:
                main(arguments)
            except SystemExit as ending:
                code = ending.code or 0
            sys.stdout.flush()
            os._exit(code)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        output.seek(0)
        return {'code': code, 'stdout': output.read().decode()}


json.dump([run(arguments) for arguments in json.load(sys.stdin)], sys.stdout)
