"""A plugin of pytest: runs Jinja's own tests against the engine, and writes what came of each one to a file.

`SLAPBUILD_SUITE_ENGINE` is the command of the engine, as JSON; `SLAPBUILD_SUITE_REPORT` the file of the report: for each
test whether it passed, failed, or was out of scope, and why.
"""

import json
import os

import pytest
from suite_environment import take_over
from suite_link import Link
from suite_scope import reason_for

link = Link()
take_over(link)
report = {}

NOT_ASKED = 'classes and functions of Jinja alone'


def name_of(item):
    return item.nodeid.removeprefix('tests/')


def pytest_collection_modifyitems(items):
    for item in items:
        reason = reason_for(name_of(item))
        if reason is not None:
            item.add_marker(pytest.mark.skip(reason=f'out of scope: {reason}'))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item, nextitem):
    link.requests = 0
    answer = yield
    link.reset()
    return answer


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    result = yield
    name = name_of(item)
    if result.skipped:
        why = call.excinfo.value.msg if call.excinfo is not None else ''
        report[name] = {'outcome': 'out of scope', 'why': why.removeprefix('out of scope: ')}
    elif result.failed:
        report[name] = {'outcome': 'failed', 'why': call.excinfo.exconly() if call.excinfo is not None else ''}
    elif call.when == 'call':
        passed = {'outcome': 'passed', 'why': ''}
        report[name] = passed if link.requests > 0 else {'outcome': 'out of scope', 'why': NOT_ASKED}
    return result


def pytest_sessionfinish():
    link.close()
    with open(os.environ['SLAPBUILD_SUITE_REPORT'], 'w', encoding='utf-8') as file:
        json.dump(report, file)
