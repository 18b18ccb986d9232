"""Which tests of the suite are not about what an engine of our own can have, and why: a pattern of their names a line."""

from fnmatch import fnmatchcase

CACHE = "Jinja's cache of templates"
SANDBOX = 'sandbox: exceptions and hooks of its own'
STREAMS = 'pieces of the output while it is made'
TRACEBACKS = "Python's tracebacks"
OUT_OF_SCOPE = {
    'test_async*.py::*': 'async',
    'test_bytecode_cache.py::*': 'bytecode cache',
    'test_nativetypes.py::*': 'native types: templates that answer values',
    'test_api.py::TestExtendedAPI::test_template_passthrough': CACHE,
    'test_api.py::TestExtendedAPI::test_sandbox_max_range': SANDBOX,
    'test_api.py::TestStreaming::*': STREAMS,
    'test_debug.py::TestDebug::test_runtime_error': TRACEBACKS,
    'test_debug.py::TestDebug::test_syntax_error': TRACEBACKS,
    'test_ext.py::TestAutoEscape::test_volatile_scoping': 'code that Jinja makes',
    'test_loader.py::TestFileSystemLoader::test_caches_template_based_on_mtime': CACHE,
    'test_loader.py::TestFileSystemLoader::test_filename_normpath': CACHE,
    'test_loader.py::TestLoaders::test_*cache*': CACHE,
    'test_loader.py::TestLoaders::test_caching': CACHE,
    'test_pickle.py::*': "pickling of Python's objects",
    'test_security.py::TestSandbox::test_*_operator_intercepting': SANDBOX,
    'test_security.py::TestSandbox::test_attr_filter': SANDBOX,
    'test_security.py::TestSandbox::test_immutable_environment': SANDBOX,
    'test_security.py::TestSandbox::test_unsafe': SANDBOX,
    'test_security.py::TestStringFormat*::test_*_format_all_okay': SANDBOX,
    'test_security.py::TestStringFormat*::test_*_format_safety': SANDBOX,
    'test_security.py::TestStringFormatMap::test_attr_filter': SANDBOX,
    'test_security.py::TestStringFormatMap::test_indirect_call': SANDBOX,
}


def reason_for(name):
    """`None` for a test that is in scope."""
    return next((reason for pattern, reason in OUT_OF_SCOPE.items() if fnmatchcase(name, pattern)), None)
