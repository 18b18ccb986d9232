"""Which tests of the suite are not about what an engine of our own can have, and why."""

from fnmatch import fnmatchcase

OUT_OF_SCOPE = {
    'test_async*.py::*': 'async',
    'test_bytecode_cache.py::*': 'bytecode cache',
}


def reason_for(name):
    """`None` for a test that is in scope."""
    return next((reason for pattern, reason in OUT_OF_SCOPE.items() if fnmatchcase(name, pattern)), None)
