"""Writes the expressions that the modules of templates are tested with, as a JSON list; the argument names the group."""

import itertools, json, sys

GROUPS = {}


def group(function):
    GROUPS[function.__name__] = function
    return function


@group
def paths():
    samples = ['', '/', '//', '///', 'a', 'a/b', '/a/b', 'a/b/', '/a//b', './a/../b', '../..', '/..', '//a/../b', 'a.b/c.tar.gz',
               '.bashrc', 'a/.b.c', '...', 'a..b', 'a.', '/.', 'é/ü.ñ', 'a/./b/.', '~/x', 'a b/c']
    for name in 'split dirname basename splitext normpath normcase isabs splitdrive'.split():
        for sample in samples:
            yield f'os.path.{name}({sample!r})'
    for left, right in itertools.product(['', '/', 'a', '/a/', 'a/b'], ['', '/', 'b', '/c', '../d', 'e/']):
        yield f'os.path.join({left!r}, {right!r})'
    for parts in [['a'], ['a', 'b', 'c'], ['/a', '', 'b'], ['a', '/b', 'c'], ['a/', 'b/', ''], ['a', 'b', '/', 'c']]:
        yield f'os.path.join({", ".join(map(repr, parts))})'
    for wrong in ['None', '1', '[]', "('a',)", 'True', '1.5', '{}']:
        yield f'os.path.join({wrong})'
        yield f'os.path.join("a", {wrong})'
        yield f'os.path.basename({wrong})'
        yield f'os.path.splitext({wrong})'
        yield f'os.path.isabs({wrong})'
        yield f'os.path.normpath({wrong})'
    for members in [[], [''], ['a'], ['/usr/lib', '/usr/lib64'], ['abc', 'abd', 'ab'], ['', 'a'], ['é1', 'é2'],
                    [['a', 'b'], ['a', 'c']], ['x', 'y'], ('aa', 'ab'), [(1, 2), (1, 3)], ['ab', 'ab']]:
        yield f'os.path.commonprefix({members!r})'
    for members in [[], ['/a/b', '/a/c'], ['a/b', 'a/b/c'], ['/a', 'b'], ['/'], ['/', '/a'], ['a//b/', 'a/./b/c'], ['a'],
                    ['', 'a'], ['/usr/lib', '/usr/lib64'], ('/x/y/z', '/x/y', '/x/y/w')]:
        yield f'os.path.commonpath({members!r})'
    for path, start in [('/a/b', '/a'), ('/a', '/a/b'), ('/a/b', '/c/d'), ('a/b', 'a'), ('a', 'a'), ('', '/a'), ('/', '/a'),
                        ('/a/../b', '/'), ('a/b/c', 'a/d'), ('x', 'y/z'), ('../x', 'y')]:
        yield f'os.path.relpath({path!r}, {start!r})'
    for name in 'sep linesep pardir curdir extsep pathsep altsep devnull name defpath'.split():
        yield f'os.{name}'
    for name in 'sep pardir curdir extsep pathsep altsep devnull defpath supports_unicode_filenames'.split():
        yield f'posixpath.{name}'
    yield from ["os.path.join()", "os.path.basename()", "os.path.basename('a', 'b')", "os.path.basename(q='a')",
                "os.path.basename('a', p='b')", "os.path.relpath()", "os.path.relpath('a', 'b', 'c')", "os.path.basename(p='x/y')",
                "os.path.join(a='x')", "os.fspath('a')", "os.fspath(1)", "os.path.commonprefix(['a', 1])", "os.path.commonpath([1])",
                "os.path.commonpath(1)"]


@group
def jsons():
    values = ['None', 'True', '1', '-5', '12345678901234567890123', '1.0', '1e100', '1.5e-7', '0.1', '""', '"é\\n\\t\\x7f\\x01"',
              '"\\u2028\U0001f600"', '"a\\"b\\\\c/"', '[]', '{}', '[1, [2, {}], []]', '(1, 2)', '()',
              '{"b": 1, "a": [1, {"c": None}]}', '{1: 2, None: 3, True: 4, 1.5: 5}', '{"x": (1,), "y": {"z": {}}}',
              'float("nan")', 'float("inf")', '[float("-inf")]']
    options = ['', 'indent=2', 'indent=0', 'indent="\\t"', 'sort_keys=True', 'separators=(",", ":")', 'ensure_ascii=False',
               'indent=1, sort_keys=True, separators=(" , ", " : ")', 'indent=2, ensure_ascii=False', 'allow_nan=False']
    for value, option in itertools.product(values, options):
        yield f'json.dumps({value}{", " + option if option else ""})'
    yield from ['json.dumps({1, 2})', 'json.dumps(b"a")', 'json.dumps({(1,): 2})', 'json.dumps({(1,): 2}, skipkeys=True)',
                'json.dumps({b"a": 1})', 'json.dumps({"a": {1}}, indent=1)', 'json.dumps({2: 1, "a": 2}, sort_keys=True)',
                'json.dumps({None: 1, "a": 2}, sort_keys=True)', 'json.dumps({1, 2}, default=list)', 'json.dumps({1}, default=lambda o: {"set": list(o)})',
                'json.dumps([b"x", b"y"], default=lambda o: repr(o), indent=1)', 'json.dumps()', 'json.dumps(1, 2)', 'json.dumps(1, foo=2)',
                'json.dumps(1, indent=True)', 'json.dumps([1], indent=True)', 'json.dumps([1], indent=-1)', 'json.dumps([1], indent=1.5)',
                'json.dumps([1], separators=(",",))', 'json.dumps([1], separators=[",", ":", ";"])', 'json.dumps([1, 2], separators=";:")',
                'json.dumps({2: 1, 10: 2, 1: 3}, sort_keys=True)', 'json.dumps(range(3))', 'json.dumps(json)', 'json.dumps(json.dumps)',
                'json.dumps({float("nan"): 1})', 'json.dumps({1.0: 2, 2: 3})', 'json.dumps(obj=[1])',
                'json.dumps([float("nan")], allow_nan=False, indent=1)', 'json.dumps({"a": 1, "b": 2}, indent=4, separators=(",", ": "))']
    texts = ['', ' ', '1', '-1', '-', '01', '1.', '1.5', '1e5', '1E+2', '-0', '-0.0', '1e400', '123456789012345678901', 'null', 'true',
             'false', 'nul', 'NaN', 'Infinity', '-Infinity', '[', '[1', '[1,', '[1,]', '[1 2]', '[]', '[ ]', '[,]', ']', '{', '{}', '{ }', '{"a"',
             '{"a":', '{"a":1', '{"a":1,', '{"a":1,}', '{"a" 1}', '{a:1}', "{'a':1}", '{"a":1 "b":2}', '{1:2}', '{"a":1,"a":2}', '{"b":[1,{"c":null}]}',
             '"', '"a', '"a"', '"\\"', '"\\x"', '"\\u12"', '"\\u00e9"', '"\\ud83d\\ude00"', '"\\ud83d"', '"\t"', '"a\nb"', '"\x7f"', '"é"', '1 2', '[] []',
             ' [1 , 2 ] ', '\ufeff1', '\n\n  x', '{\n "a": 1,\n "b" 2\n}', '["😀", x]', '"\x80"', '[1,\n2,\n,3]', '{"a":}', '{"a":1]', '[1}',
             '"\\', 'tru', 'Nan', '+1', '.5', '0x1', '1_0', '\u00a01', '{"":0}', '"\\/\\b\\f\\n\\r\\t"', '[1.0,1]', '-x', '[-]', '{"a":1}x', '"\\uD83D\\u0041"', '"\\u 123"']
    for text in texts:
        yield f'json.loads({text!r})'
    yield from ['json.loads(b\'{"a": 1}\')', 'json.loads(b"\\xef\\xbb\\xbf1")', 'json.loads(1)', 'json.loads(None)', 'json.loads([])', 'json.loads()',
                'json.loads("1", "2")', 'json.loads("1.5", parse_float=str)', 'json.loads("[1, 2]", parse_int=str)', 'json.loads("[NaN, -Infinity]", parse_constant=str)',
                'json.loads(\'{"a": {"b": 1}}\', object_hook=lambda d: list(d))', 'json.loads(\'{"b": 1, "a": 2}\', object_pairs_hook=list)',
                'json.loads(\'{"b": 1, "b": 2}\', object_pairs_hook=list)', 'json.loads(b"\\xff")', 'json.loads("1", foo=1)', 'json.loads(s="[]")']


@group
def urls():
    texts = ['', 'a', 'a b', 'a/b?c=d&e', 'é', '😀', '100%', '%41%zz%', '~-._', 'a+b', '\x00\x7f', '%E9', '%C3%A9', '%f0%9f%98%80', 'é%C3', '%e2%82', 'a;b:c@d[e]', "!*'()"]
    for name in 'quote quote_plus unquote unquote_plus unquote_to_bytes'.split():
        for text in texts:
            yield f'urllib.parse.{name}({text!r})'
    for text, safe in itertools.product(['a/b c', 'é~/', 'x+y%'], ['', '/', ' ', '+%', 'é']):
        yield f'urllib.parse.quote({text!r}, safe={safe!r})'
        yield f'urllib.parse.quote_plus({text!r}, {safe!r})'
    yield from ['urllib.parse.quote(b"a \\xff")', 'urllib.parse.quote(1)', 'urllib.parse.quote(None)', 'urllib.parse.quote_plus(1)', 'urllib.parse.quote(b"a", encoding="utf-8")',
                'urllib.parse.quote_from_bytes("a")', 'urllib.parse.quote_from_bytes(b"/ a")', 'urllib.parse.unquote(b"a%20b")', 'urllib.parse.unquote(1)',
                'urllib.parse.unquote_plus(1)', 'urllib.parse.quote("\\ud800")', 'urllib.parse.quote("\\ud800", errors="replace")', 'urllib.parse.unquote("%ff", errors="strict")',
                'urllib.parse.unquote("%ff", errors="ignore")', 'urllib.parse.quote()', 'urllib.parse.quote("a", foo=1)', 'urllib.parse.quote("a", safe=1)', 'urllib.parse.quote("a", encoding="utf8")',
                'urllib.parse.unquote("%ff%fe%41")', 'urllib.parse.quote_plus(b"a b")']
    samples = ['', 'http://a/b', 'HTTP://User:Pa:ss@Host.COM:8080/p;x=1/q;y?z=1&w#frag', '//host/path', 'mailto:a@b', 'path/only', '?q', '#f', 'http://[::1]:80/x',
               'http://[::1', 'http://h:99999/', 'http://h:x/', 'http://h:/', 'a:b:c', '1a://x', 'http:a', ' http://x ', 'ht\ntp://y\t/z', 'file:///etc', 'tel:123;ext=4',
               'http://@h', 'http://u@h', 'http://:p@h', 'https://h?a=b?c#d#e', 'http://a/b;c/d;e', 'é://x', 'http://é/ü', 'http://[v1.a]/', 'http://[1.2.3.4]/', 'http://[zz]/',
               'http://[fe80::1%Eth0]/', 'http://h:080', 'unix:///run/x.sock', 'http://a;b', 'x:', ':x', 'http:///p', 'http://h:8_0', '////a', 'http://ℂ.com', 'http://a℀b/', 'rtsp:x;y']
    for sample in samples:
        yield f'urllib.parse.urlparse({sample!r})'
        yield f'urllib.parse.urlsplit({sample!r})'
        yield f'urllib.parse.urlparse({sample!r}).geturl()'
        yield f'urllib.parse.urldefrag({sample!r})'
        for name in 'hostname port username password'.split():
            yield f'urllib.parse.urlsplit({sample!r}).{name}'
        yield f'urllib.parse.urlunparse(urllib.parse.urlparse({sample!r}))'
        yield f'urllib.parse.urljoin("http://a/b/c/d;p?q", {sample!r})'
        yield f'urllib.parse.urljoin({sample!r}, "../g?y#s")'
    for url in ['g:h', 'g', './g', 'g/', '/g', '//g', '?y', 'g?y', '#s', 'g#s', ';x', 'g;x', '', '.', './', '..', '../', '../g', '../..', '../../g', '../../../g', '/./g', '/../g', 'g.', '..g',
                './../g', 'g/./h', 'g/../h', 'g;x=1/./y', 'g?y/../x', 'http:g', 'a//b', '//']:
        for base in ['http://a/b/c/d;p?q', 'http://a', 'b/c', 'mailto:x', 'http://a/b/', '/x/y', 'http://a//b/']:
            yield f'urllib.parse.urljoin({base!r}, {url!r})'
    for query in ["{'a': 1, 'b': 'x y'}", "[('a', 'é'), ('a', 2)]", "{'a': [1, 2]}", "{}", "''", "'ab'", "[]", "[1]", "1", "[('a',)]", "[('a', 1, 2)]", "{'a': None, b'b': b'\\xff'}", "(('a', 'b'),)", "{'a': 1.5, 'b': True}"]:
        yield f'urllib.parse.urlencode({query})'
        yield f'urllib.parse.urlencode({query}, doseq=True)'
    yield from ["urllib.parse.urlencode({'a': ['x', 'y z'], 'b': 'cd', 'e': (), 'f': 5}, True)", "urllib.parse.urlencode({'a b': 'c d'}, quote_via=urllib.parse.quote)", "urllib.parse.urlencode({'a': '/x'}, safe='/')"]
    for query in ['', 'a=1', 'a=1&a=2&b=3', 'a', 'a=', 'a=&b', '&&a=1', 'a=b=c', 'a+b=c%20d', '%C3%A9=%ff', 'a;b=1', 'a=1;b=2']:
        for option in ['', ', True', ', keep_blank_values=True, strict_parsing=True', ', separator=";"']:
            yield f'urllib.parse.parse_qs({query!r}{option})'
            yield f'urllib.parse.parse_qsl({query!r}{option})'
    yield from ["urllib.parse.parse_qs('a=1&b=2', max_num_fields=1)", "urllib.parse.parse_qs('a=1', separator='')", "urllib.parse.urlunsplit(('http', 'h', 'p', 'q', 'f'))", "urllib.parse.urlunsplit(('', '', '', '', ''))",
                "urllib.parse.urlunparse(('http', 'h', 'p', '', '', ''))", "urllib.parse.urlunparse(('a', 'b'))", "urllib.parse.urlunsplit(['http', 'h', '/p', '', '', ''])", "urllib.parse.urlparse('http://h/p')._replace(netloc='x:1')",
                "urllib.parse.urlparse('http://h/p')._replace(foo='x')", "urllib.parse.urlsplit('http://h/p')._replace(scheme='https', query='a').geturl()", "urllib.parse.urlsplit('http://h/p')[1]", "urllib.parse.urlsplit('http://h/p')[:2]",
                "len(urllib.parse.urlparse('x'))", "list(urllib.parse.urlsplit('a:b'))", "urllib.parse.urlsplit('x') == ('', '', 'x', '', '')", "urllib.parse.urlsplit('//h:1').netloc", "urllib.parse.urlparse('x', 'http')",
                "urllib.parse.urlparse('a#b', allow_fragments=False)", "urllib.parse.urlparse('a#b', '', False)", "urllib.parse.urlparse(1)", "urllib.parse.urlparse('a', 1)", "urllib.parse.urljoin('a', 1)", "urllib.parse.urljoin('', 'x')",
                "urllib.parse.urljoin('x', None)", "urllib.parse.urlparse()", "urllib.parse.urldefrag('a#b').url", "urllib.parse.urldefrag('a#b').fragment", "urllib.parse.urldefrag('a#b').geturl()", "urllib.parse.urlsplit('a').port",
                "urllib.parse.SplitResult('http', 'h', '/p', '', '').geturl()", "urllib.parse.urlunsplit(1)", "urllib.parse.urlparse('http://h')._asdict()", "urllib.parse.urlunsplit(('http', '', 'p', '', ''))", "urllib.parse.urlunsplit(('x', '', 'p', '', ''))",
                "urllib.parse.urlunsplit(('', 'h', '', '', ''))", "urllib.parse.urlunsplit(('mailto', '', '//x', '', ''))"]


@group
def iterations():
    sources = ['[]', '[1]', '[1, 2, 3]', '"abc"', 'range(4)', '{"a": 1, "b": 2}', '(5, 3, 5)', 'iter([1, 2, 3, 4])']
    for source in sources:
        for call in ['chain({0}, {0})', 'chain.from_iterable([{0}, "xy"])', 'permutations({0})', 'permutations({0}, 2)', 'combinations({0}, 2)', 'combinations({0}, 0)', 'combinations_with_replacement({0}, 2)',
                     'product({0}, repeat=2)', 'product({0}, "ab")', 'zip_longest({0}, "ab")', 'zip_longest({0}, [1], fillvalue=0)', 'islice({0}, 2)', 'islice({0}, 1, None)', 'islice({0}, 0, 3, 2)', 'pairwise({0})', 'accumulate({0})',
                     'accumulate({0}, lambda a, b: b)', 'takewhile(lambda x: x != 3, {0})', 'dropwhile(lambda x: x != 2, {0})', 'filterfalse(lambda x: x == 2, {0})', 'filterfalse(None, {0})', 'compress({0}, [1, 0, 1])', 'islice(cycle({0}), 7)',
                     'starmap(lambda a, b: b, pairwise({0}))']:
            call = call.replace('pairwise({0}))', 'itertools.pairwise({0}))').replace('islice(cycle', 'islice(itertools.cycle')
            yield f'list(itertools.{call.format(source)})'
        yield f'list(itertools.chain.from_iterable(itertools.chain.from_iterable([[g[0], list(g[1])] for g in []] or [[{source}]])))'.replace('[[g[0], list(g[1])] for g in []] or ', '')
    yield from ['list(itertools.islice(itertools.count(), 3))', 'list(itertools.islice(itertools.count(5, 2), 3))', 'list(itertools.islice(itertools.count(0.5), 3))', 'list(itertools.islice(itertools.count(start=10, step=-1), 3))', 'itertools.count("a")',
                'next(itertools.count(7))', 'itertools.count(7).__next__()', 'list(itertools.repeat(1, 3))', 'list(itertools.repeat("a", 0))', 'list(itertools.repeat("a", -1))', 'list(itertools.islice(itertools.repeat(None), 2))', 'list(itertools.repeat(object=2, times=2))',
                'list(itertools.chain())', 'list(itertools.chain(1))', 'itertools.chain.from_iterable(1)', 'list(itertools.chain.from_iterable([1]))', 'list(itertools.product())', 'list(itertools.product("ab", repeat=0))', 'list(itertools.product([], repeat=2))',
                'list(itertools.product("ab", [1, 2], repeat=2))', 'itertools.product("ab", repeat=-1)', 'itertools.permutations("ab", -1)', 'list(itertools.permutations("abc", 3))', 'list(itertools.permutations("abcd", 3))', 'itertools.combinations("ab", -1)', 'list(itertools.combinations("abcde", 3))',
                'list(itertools.combinations("ab", 3))', 'list(itertools.combinations_with_replacement("abc", 3))', 'list(itertools.combinations_with_replacement("", 2))', 'itertools.combinations("ab")', 'itertools.combinations(r=1)', 'itertools.islice([1], -1)', 'itertools.islice([1], 0, -1)', 'itertools.islice([1], 0, 1, 0)',
                'itertools.islice([1], "a")', 'itertools.islice([1])', 'itertools.islice()', 'itertools.islice([1], 1, 2, 3, 4)', 'itertools.islice(1, 2)', 'list(itertools.accumulate([1, 2, 3], initial=10))', 'list(itertools.accumulate([], initial=10))', 'list(itertools.accumulate(["a", "b"]))', 'list(itertools.accumulate([1, "a"]))',
                'list(itertools.accumulate([3, 1, 2], operator.mul))', 'itertools.takewhile(1)', 'list(itertools.takewhile(1, [1]))', 'itertools.cycle()', 'itertools.cycle(1)', 'itertools.cycle([1], a=1)', 'list(itertools.starmap(operator.add, [(1, 2), (3, 4)]))', 'list(itertools.starmap(operator.add, [1]))',
                'list(itertools.tee([1, 2, 3])[0])', 'list(itertools.tee([1, 2], 3)[2])', 'len(itertools.tee([1], 3))', 'itertools.tee([1], -1)', 'itertools.tee(1)', 'itertools.tee([1], 0)',
                'list(itertools.starmap(lambda k, g: (k, list(g)), itertools.groupby("aabbbac")))', 'list(itertools.starmap(lambda k, g: (k, list(g)), itertools.groupby([1, 2, 4, 5, 7], lambda x: x // 3)))', 'list(itertools.starmap(lambda k, g: (k, list(g)), itertools.groupby([])))',
                'list(itertools.starmap(lambda k, g: k, itertools.groupby([1, 1.0, True, 2])))', 'list(itertools.starmap(lambda k, g: (k, len(list(g))), itertools.groupby(sorted("mississippi"))))', 'list(next(itertools.groupby("aab"))[1])', 'list(itertools.starmap(lambda k, g: list(g), list(itertools.groupby("aab"))))',
                'list(itertools.starmap(lambda k, g: k, itertools.groupby([{"a": 1}, {"a": 1}], key=operator.itemgetter("a"))))', 'itertools.groupby()', 'list(itertools.zip_longest())', 'list(itertools.zip_longest("abc", [], fillvalue="-"))', 'list(itertools.pairwise(["a", None, 0]))',
                'functools.reduce(operator.add, [1, 2, 3])', 'functools.reduce(operator.add, [], 5)', 'functools.reduce(operator.add, [])', 'functools.reduce(operator.add, 5)', 'functools.reduce(lambda a, b: a + [b], "abc", [])', 'functools.reduce(1, [1])', 'functools.reduce(1, [1, 2])', 'functools.reduce(operator.add)',
                'functools.partial(operator.add, 1)(2)', 'functools.partial(next, itertools.count(5))()', 'functools.partial(json.dumps, sort_keys=True)({"b": 1, "a": 2})', 'functools.partial(functools.partial(json.dumps, indent=1), [1])(indent=None)', 'functools.partial(operator.add, 1).args', 'functools.partial(json.dumps, indent=1).keywords',
                'functools.partial()', 'functools.partial(1)', 'functools.partial(operator.add, 1)(2, 3)']


@group
def small():
    for name in 'add sub mul truediv floordiv mod pow eq ne lt le gt ge concat getitem contains is_ is_not'.split():
        for left, right in [('7', '2'), ('"ab"', '"b"'), ('[1, 2]', '1'), ('2.5', '2'), ('None', '1'), ('(1,)', '(2,)'), ('7', '-2')]:
            if name == 'concat' and left in '72.5None': continue
            if name in ('is_', 'is_not', 'contains', 'mod') and left == '"ab"': continue
            yield f'operator.{name}({left}, {right})'
    yield from ['operator.neg(3)', 'operator.pos(True)', 'operator.not_([])', 'operator.truth("a")', 'operator.invert(5)', 'operator.invert("a")', 'operator.index(True)', 'operator.index(1.5)', 'operator.itemgetter(1)([1, 2])', 'operator.itemgetter("a", "b")({"a": 1, "b": 2})',
                'operator.itemgetter("x")({})', 'operator.itemgetter(5)([])', 'operator.itemgetter()', 'operator.attrgetter("pi")(math)', 'operator.attrgetter("path.sep", "sep")(os)', 'operator.attrgetter(1)', 'operator.add(1)', 'operator.add(1, 2, 3)', 'operator.neg()', 'operator.add(a=1, b=2)', 'operator.itemgetter("a")(1)',
                'operator.itemgetter("a")()', 'operator.attrgetter("nope")(math)' if False else 'operator.truth(0)']
    for name in 'ascii_letters ascii_lowercase ascii_uppercase digits hexdigits octdigits punctuation whitespace printable'.split():
        yield f'string.{name}'
    yield from ['string.capwords("hello wOrld  x")', 'string.capwords("a-b-C", "-")', 'string.capwords(" a b ")', 'string.capwords("a b", " ")', 'string.capwords("")']
    for text in ['', 'a', '  a\n  b', '  a\n b', '\ta\n\tb', '  a\n\n  b\n', '  \n a', 'a\n  b', ' \t a\n \tb', '    a\n      b\n    c\n', '  a\r\n  b', '\n  a']:
        yield f'textwrap.dedent({text!r})'
        yield f'textwrap.indent({text!r}, "> ")'
        yield f'textwrap.indent({text!r}, "+", lambda line: True)'
    yield from ['textwrap.dedent(1)', 'textwrap.indent(1, "a")', 'textwrap.indent("a", 1)', 'textwrap.indent("a")', 'textwrap.indent("a\\x0bb\\u2028c\\x85d", "-")']
    for name in 'md5 sha1 sha224 sha256 sha384 sha512 sha3_224 sha3_256 sha3_384 sha3_512 blake2b blake2s'.split():
        for data in ['', 'b""', 'b"abc"', '"é".encode()']:
            yield f'hashlib.{name}({data}).hexdigest()'
        yield f'hashlib.{name}(b"x").digest()'
        yield f'hashlib.{name}().digest_size'
        yield f'hashlib.{name}().block_size'
        yield f'hashlib.{name}().name'
        yield f'hashlib.new({name!r}, b"q").hexdigest()'
        yield f'hashlib.{name}(b"q").copy().hexdigest()'
    yield from ['hashlib.md5("a")', 'hashlib.md5(1)', 'hashlib.md5(None)', 'hashlib.md5(b"a").update("x")', 'hashlib.md5(b"a").update(b"x")', 'hashlib.new("nope")', 'hashlib.new("MD5", b"a").hexdigest()', 'hashlib.new("SHA256").name', 'hashlib.new(1)', 'hashlib.md5(string=b"a").hexdigest()', 'hashlib.md5(b"a", usedforsecurity=False).hexdigest()',
                'hashlib.md5(b"a", b"b")', 'hashlib.md5(b"a").hexdigest(1)', 'hashlib.md5(b"a").hexdigest()[:6]', 'hashlib.new()']
    for data in ['b""', 'b"a"', 'b"ab"', 'b"abc"', 'b"\\xff\\xfe\\xfd\\xfc"', '"é€".encode()', 'b"0123456789" * 9']:
        for name in 'b64encode standard_b64encode urlsafe_b64encode b32encode b16encode encodebytes'.split():
            yield f'base64.{name}({data})'
    for text in ['', 'YQ==', 'YQ=', 'YQ', 'YWI=', 'YWJj', 'Y', 'YWJjZ', 'YW Jj', 'YW\nJj\n', '-_-_', '//79', '=', '====', 'YQ==YQ==', 'Y=Q=', 'YQ=a', 'é', 'YWJj=', 'YQ===', '$$$$']:
        for name in 'b64decode standard_b64decode urlsafe_b64decode'.split():
            yield f'base64.{name}({text!r})'
        yield f'base64.b64decode({text!r}, validate=True)'
    for text in ['', 'ME======', 'MFRA====', 'MFRGG===', 'MFRGGZA=', 'MFRGGZDF', 'ME=====', 'M1======', 'me======', 'M=======', 'MFR=====']:
        yield f'base64.b32decode({text!r})'
        yield f'base64.b32decode({text!r}, True)'
    for text in ['', '00FF', '0f', 'ABC', 'GG']:
        yield f'base64.b16decode({text!r})'
        yield f'base64.b16decode({text!r}, casefold=True)'
    yield from ['base64.b64encode("a")', 'base64.b64encode(1)', 'base64.b64decode(1)', 'base64.b64decode(None)', 'base64.b64decode(b"YQ==")', 'base64.b64encode(b"\\xff\\xfe", b"-_")', 'base64.b64decode("__4=", b"-_")', 'base64.b64encode()', 'base64.encodebytes("a")', 'base64.b32encode("a")', 'base64.b16encode("a")', 'base64.urlsafe_b64encode("a")']
    yield from ['copy.copy([1, [2]])', 'copy.copy({"a": 1})', 'copy.copy((1, 2))', 'copy.deepcopy({"a": [1, {2}]})', 'copy.deepcopy([(1, [2])])', 'copy.deepcopy("x")', 'copy.copy()', 'copy.deepcopy(None)', 'copy.copy({1, 2})']
    for text in ['', 'a', 'a b', "it's", 'a/b-c_d.e', '$x', '"', 'é', 'a\nb', '%+=:,@']:
        yield f'shlex.quote({text!r})'
    yield from ['shlex.join(["a b", "c"])', 'shlex.quote(1)', 'shlex.join("ab")', 'shlex.join([])', 'shlex.join([1])']
    for value in ['0', '1', '-1', '2', '2.5', '-2.5', '10**20', '0.5', 'True', '1e308', '"a"', 'None', 'float("inf")', 'float("-inf")', 'float("nan")', '-0.0']:
        for name in 'sqrt floor ceil trunc fabs isnan isinf isfinite log log2 log10 degrees radians modf exp factorial isqrt'.split():
            if name == 'exp' and value in ('2.5', '-2.5', '0.5', '1', '-1', 'True', '2'): continue
            if name in ('factorial', 'isqrt') and value == '10**20': continue
            yield f'math.{name}({value})'
    for left, right in [('7', '3'), ('-7', '3'), ('7.5', '-2'), ('0', '5'), ('12', '18'), ('2', '10'), ('10', '0'), ('0', '0'), ('5', 'float("inf")'), ('"a"', '1'), ('1', 'None')]:
        for name in 'gcd lcm fmod pow copysign comb perm atan2 hypot isclose'.split():
            if name == 'atan2' and left not in ('0', '"a"'): continue
            if name == 'hypot' and left in ('7', '-7', '7.5', '12', '2'): continue
            yield f'math.{name}({left}, {right})'
    yield from ['math.pi', 'math.e', 'math.tau', 'math.inf', 'math.nan', 'math.gcd()', 'math.lcm()', 'math.gcd(4, 6, 8)', 'math.lcm(4, 6, 10)', 'math.factorial(20)', 'math.factorial(30)', 'math.factorial(1.5)', 'math.isqrt(10**30)', 'math.comb(50, 25)', 'math.perm(5)', 'math.prod([1, 2, 3])', 'math.prod([], start=5)', 'math.fsum([0.1] * 10)', 'math.fsum([])',
                'math.fsum([1e100, 1, -1e100])', 'math.log(8, 2)', 'math.log(100, 10)', 'math.log(0)', 'math.log(-1)', 'math.log(2, 1)', 'math.sqrt()', 'math.sqrt(1, 2)', 'math.floor(1e300)', 'math.ceil(-0.5)', 'math.isclose(1, 1.0000000001)', 'math.isclose(1, 1.1, abs_tol=0.2)', 'math.isclose(1, 1, rel_tol=-1)', 'math.hypot(3, 4)', 'math.fmod(5, 0)', 'math.pow(0, -1)',
                'math.pow(-8, 1/3)', 'math.pow(2, 5000)', 'math.comb(3, 5)', 'math.comb(-1, 1)', 'math.gcd(1.5)', 'math.sin(0)', 'math.cos(0)', 'math.atan(0)', 'math.log2(2**100)', 'math.sqrt(x=1)']


@group
def networks():
    addresses = ['10.0.0.1', '0.0.0.0', '255.255.255.255', '127.0.0.1', '192.168.1.77', '224.0.0.1', '169.254.1.1', '8.8.8.8', '255.255.255.0', '0.0.0.255', '240.1.1.1', '::', '::1', '2001:db8::1',
                 'fe80::1', 'ff02::1', 'fd00::5', '::ffff:1.2.3.4', '::1.2.3.4', '1:2:3:4:5:6:7:8', '1::8', '1:0:0:4::8', 'ABCD:EF::', '2001:4:112::1', 'ffff:ffff::', '1:2:3:4:5:6:1.2.3.4', '0:0:1::']
    wrong = ['', '1', '1.2.3', '1.2.3.4.5', '256.1.1.1', '01.2.3.4', 'a', '1.2.3.4 ', ' 1.2.3.4', '1:2', ':::', '1::2::3', '12345::', '::1%lo', '1:2:3:4:5:6:7:8:9', '1.2.3.4/8', ':1', '1:', '::g', '1.2.3.-4', '::1.2.3', '1::2:3:4:5:6:7:8', '1:2:3:4:5:6:7::']
    for a in addresses:
        make = f'netaddr.IPAddress({a!r})'
        yield make
        yield f'str({make})'
        yield f'int({make})'
        for name in 'value version words bin packed reverse_dns'.split(): yield f'{make}.{name}'
        for name in 'is_loopback is_link_local is_multicast is_unicast is_reserved is_ipv4_mapped is_ipv4_compat is_global is_ipv4_private_use is_ipv6_unique_local is_netmask is_hostmask bits netmask_bits ipv6 to_canonical format'.split(): yield f'{make}.{name}()'
        for other in ['+ 1', '- 1', '+ 256', '+ 2**33', '== 1', '< netaddr.IPAddress("10.0.0.2")', '>= netaddr.IPAddress("::1")', f'== netaddr.IPAddress({a!r})', 'in netaddr.IPNetwork("10.0.0.0/8")', 'in netaddr.IPNetwork("::/16")']: yield f'{make} {other}'
        yield f'5 + {make}'
        yield f'netaddr.IPNetwork({a!r})'
        yield f'netaddr.IPAddress({make})'
        yield f'netaddr.IPAddress(int({make}), {make}.version)'
        yield f'netaddr.valid_ipv4({a!r})'
        yield f'netaddr.valid_ipv6({a!r})'
    for w in wrong:
        yield f'netaddr.IPAddress({w!r})'
        yield f'netaddr.IPAddress({w!r}, 4)'
        yield f'netaddr.IPAddress({w!r}, version=6)'
        yield f'netaddr.IPNetwork({w!r})'
        yield f'netaddr.IPNetwork({w!r} + "/24")'
        yield f'netaddr.valid_ipv4({w!r})'
        yield f'netaddr.valid_ipv6({w!r})'
    nets = ['10.0.0.0/8', '192.168.1.77/24', '192.168.1.77/30', '1.2.3.4/31', '1.2.3.4/32', '0.0.0.0/0', '10.1.2.3/255.255.0.0', '10.1.2.3/0.0.0.255', '172.16.0.0/12', '2001:db8::/32', '2001:db8::5/126', '::/0', '1234::/71', 'fe80::1/64', '::1/128', '::1/127', 'ffff::/ffff:ffff::']
    for n in nets:
        make = f'netaddr.IPNetwork({n!r})'
        yield make
        yield f'str({make})'
        for name in 'ip network broadcast netmask hostmask cidr prefixlen version value first last size'.split(): yield f'{make}.{name}'
        for name in 'is_loopback is_link_local is_multicast is_unicast is_reserved is_ipv4_mapped is_ipv4_compat ipv6 next previous'.split(): yield f'{make}.{name}()'
        yield f'{make}.ipv6(True)'
        yield f'{make}.next(2)'
        yield f'{make}[0]'
        yield f'{make}[-1]'
        yield f'{make}[3]'
        yield f'{make}[300]'
        yield f'{make}["a"]'
        yield f'list({make}[1:3])'
        yield f'list({make}[0:8:2])'
        if not n.startswith('1234'): yield f'len({make})'
        yield f'list(itertools.islice({make}, 5))'
        yield f'list(itertools.islice({make}.iter_hosts(), 5))'
        for p in [8, 16, 26, 33, 64, 128]: yield f'list(itertools.islice({make}.subnet({p}), 3))'
        yield f'list({make}.subnet(32, count=2))'
        yield f'list({make}.subnet({make}.prefixlen + 1, 1))'
        yield f'{make}.supernet(6)'
        yield f'{make}.supernet({make}.prefixlen - 1)'
        yield f'{make}.supernet(200)'
        yield f'{make} == netaddr.IPNetwork({n!r}).cidr'
        yield f'{make} < netaddr.IPNetwork("10.0.0.0/9")'
        yield f'{make} > netaddr.IPAddress("10.0.0.0")'
        yield f'"10.1.2.3" in {make}'
        yield f'netaddr.IPAddress("2001:db8::7") in {make}'
        yield f'netaddr.IPNetwork("10.1.0.0/16") in {make}'
        yield f'"zzz" in {make}'
        yield f'netaddr.IPNetwork({n!r}, flags=netaddr.NOHOST)'
        yield f'netaddr.IPNetwork({n!r}, 4)'
        yield f'netaddr.IPNetwork({n!r}, version=6)'
    yield from ['netaddr.IPNetwork("10.0.0.0/33")', 'netaddr.IPNetwork("10.0.0.0/-1")', 'netaddr.IPNetwork("10.0.0.0/a")', 'netaddr.IPNetwork("10.0.0.0/255.0.255.0")', 'netaddr.IPNetwork("::/129")', 'netaddr.IPNetwork("10.0.0.0/8/9")', 'netaddr.IPNetwork("10.0.0.0/")', 'netaddr.IPNetwork(1)', 'netaddr.IPNetwork(None)', 'netaddr.IPNetwork((1, 32))',
                'netaddr.IPNetwork((2**40, 64), version=6)', 'netaddr.IPNetwork((2**40, 64))', 'netaddr.IPNetwork((1, 33), 4)', 'netaddr.IPNetwork((1,), 4)', 'netaddr.IPNetwork("10.0.0.0/8", 5)', 'netaddr.IPNetwork("10.0.0.0/8", flags=1)', 'netaddr.IPNetwork(netaddr.IPNetwork("10.0.0.1/8"))', 'netaddr.IPNetwork(netaddr.IPAddress("10.0.0.1"))', 'netaddr.IPNetwork()', 'netaddr.IPAddress()',
                'netaddr.IPAddress(1)', 'netaddr.IPAddress(2**32)', 'netaddr.IPAddress(2**128)', 'netaddr.IPAddress(-1)', 'netaddr.IPAddress(1, 6)', 'netaddr.IPAddress(2**33, 4)', 'netaddr.IPAddress("1.2.3.4", 5)', 'netaddr.IPAddress(netaddr.IPAddress("1.2.3.4"), 6)', 'netaddr.IPAddress(True)', 'netaddr.IPAddress("1.2.3.4") + "a"', 'netaddr.IPAddress("1.2.3.4") - netaddr.IPAddress("1.2.3.1")' if False else 'netaddr.IPAddress("1.2.3.4") + 1.5',
                'netaddr.IPAddress("1.2.3.4") * 2', 'netaddr.IPAddress("1.2.3.4") < 5', 'netaddr.IPAddress("1.2.3.4") == "1.2.3.4"', 'netaddr.IPAddress("1.2.3.4").ipv4()', 'netaddr.IPAddress("::1.2.3.4").ipv4()', 'netaddr.IPAddress("::ffff:1.2.3.4").ipv4()', 'netaddr.IPNetwork("::ffff:1.2.3.0/120").ipv4()', 'netaddr.IPAddress("1.2.3.4").bits("-")', 'netaddr.IPAddress("1.2.3.4").ipv6(ipv4_compatible=True)',
                'sorted([netaddr.IPAddress("10.0.0.9"), netaddr.IPAddress("10.0.0.10"), netaddr.IPAddress("::1")])', 'sorted([netaddr.IPNetwork("10.0.0.0/9"), netaddr.IPNetwork("10.0.0.0/8"), netaddr.IPNetwork("9.0.0.0/8")])', 'len(set([netaddr.IPAddress("1.2.3.4"), netaddr.IPAddress("1.2.3.4"), netaddr.IPAddress(16909060)]))', '{netaddr.IPAddress("1.2.3.4"): 1}[netaddr.IPAddress("1.2.3.4")]',
                'netaddr.valid_ipv4(1)', 'netaddr.valid_ipv6(None)', 'netaddr.valid_ipv4()', 'str(netaddr.IPAddress(int(netaddr.IPAddress("2001:db8::")) + 2**64))', 'netaddr.IPNetwork("10.0.0.0/29").subnet(30, count=9)' if False else 'list(netaddr.IPNetwork("10.0.0.0/29").subnet(30, count=9))', 'list(netaddr.IPNetwork("10.0.0.0/30").subnet(32))', 'netaddr.IPNetwork("10.0.0.0/24")[256]', 'netaddr.IPNetwork("10.0.0.0/24")[-257]', 'netaddr.IPNetwork("10.0.0.0/24")[::50]' if False else 'list(netaddr.IPNetwork("10.0.0.0/24")[::50])',
                'list(netaddr.IPNetwork("10.0.0.0/29")[::-1])', 'bool(netaddr.IPAddress("0.0.0.0"))', 'netaddr.IPNetwork("10.0.0.0/8").first + 1', 'netaddr.IPNetwork("255.255.255.0/24").next()', 'netaddr.IPNetwork("0.0.0.0/24").previous()', 'netaddr.NOHOST', 'netaddr.INET_PTON']


@group
def more():
    yield from ['list(six.iteritems({"a": 1}))', 'list(six.itervalues({"a": 1}))', 'list(six.iterkeys({"a": 1}))', 'six.PY2', 'six.PY3', 'six.ensure_binary("é")', 'six.ensure_binary(b"a")', 'six.ensure_str(b"a")', 'six.ensure_text("a")', 'six.ensure_text(1)', 'six.ensure_binary(1)', 'six.b("a")', 'six.u("a")', 'six.MAXSIZE',
                'six.string_types', 'six.integer_types', 'six.text_type', 'six.binary_type', 'six.moves.urllib.parse.quote("a b")', 'six.moves.shlex_quote("a b")', 'list(six.moves.range(3))', 'list(six.moves.zip([1], [2]))', 'list(six.moves.map(str, [1]))', 'six.iteritems(1)', 'next(six.iteritems({"a": 1}))', 'list(six.viewitems({"a": 1}))', 'six.moves.reduce(operator.add, [1, 2])',
                'hashlib.md5(six.ensure_binary("http://x")).hexdigest()', 'functools.partial(next, itertools.count(5))()', 'six.iteritems()', 'six.text_type(5)']
    for pattern, text in [('a', 'banana'), ('(a)(n)?', 'banana'), ('', 'ab'), ('(?P<x>b)|(?P<y>c)', 'abc'), ('x', 'abc'), ('\\d+', 'a1b22'), ('^.', 'a\nb'), ('[éà]', 'caféà')]:
        for call in ['findall({0}, {1})', 'split({0}, {1})', 'sub({0}, "-", {1})', 'sub({0}, "[\\g<0>]", {1}, 1)', 'subn({0}, "-", {1})', 'search({0}, {1})', 'match({0}, {1})', 'fullmatch({0}, {1})', 'split({0}, {1}, maxsplit=1)', 'compile({0}).findall({1}, 1)', 'compile({0}).findall({1}, 1, 3)', 'compile({0}).search({1}, 2)',
                     'compile({0}, re.I)', 'compile({0}).groups', 'compile({0}).flags', 'compile({0}).pattern', 'sub({0}, lambda m: m.group().upper() or "!", {1})'.replace('.upper() or "!"', '() * 2' if False else ''), 'escape({1})', 'findall({0}, {1}, re.M)', 'findall({0}, {1}, flags=re.IGNORECASE + re.MULTILINE)']:
            yield 're.' + call.format(repr(pattern), repr(text))
    match = 're.match("(a)(?P<n>b)?(c)?", "abx")'
    for tail in ['', '.group()', '.group(0)', '.group(1)', '.group("n")', '.group(1, 2)', '.group(3)', '.group(4)', '.group("z")', '.group(1.5)', '.groups()', '.groups("-")', '.groups(default=0)', '.groupdict()', '.groupdict(1)', '.start()', '.start(2)', '.end("n")', '.span()', '.span(3)', '.start(9)', '.string', '.re', '.pos', '.endpos', '.lastindex', '.lastgroup', '.regs', '[0]', '["n"]', '[7]',
                 '.expand(r"\\1-\\g<n>")', '.expand(r"\\3")', '.expand(r"\\g<zz>")', '.groups(1, 2)', '.group(x=1)', '.expand()']:
        yield match + tail
    for template in ['\\1', '\\g<1>', '\\g<n>', '\\2', '\\g<2>', '\\g<x>', '\\g', '\\g<', '\\g<>', '\\g<1', '\\g<-1>', '\\q', '\\', '\\n', '\\0', '\\00', '\\012', '\\101', '\\400', '\\\\', '\\.', 'é\\1', '\\10', '\\18', '\\g<0>\\g<0>', '\\g<1a>', '\\g< 1>', '\\x41']:
        yield f're.sub("(?P<n>b)", {template!r}, "abc")'
    for bad in ['(', ')', '[', '[a', '*', 'a**', 'a{2,1}', '(?P<a>x)(?P<a>y)', '(?P<1>x)', '(?P=x)', '(?P>x)', '(?z)', '(?', '(?P', '(?P<', '(?P<a', '(?<', '(?<x', '(?<=a*)', '\\', '\\1', '(\\1)', '\\q', '[\\q]', '[z-a]', '[\\d-z]', '\\x1', '\\u12', '\\U00110000', '\\8', '\\777', '[\\777]', '[\\8]', 'a(?i)b', '(?i-i:a)', '(?-:a)', '(?-', '(?i', '(?L)a', '(?au)a', '(?-a:b)', '(?#',
                '(?(1)a|b|c)', '(?(1)a)', '(?(0)a)', '(?(x)a)', '(?()a)', '(?(-1)a)', 'a{99999999999}', '(?:', '(?=', '\n(', 'a\nb(c', '(?P<é>x)', '(?i:', '(?a-u:x)', '(?ii)x', 'x*+?', 'x{1}{2}', '^*', '$+', '\\b*', '(?<=(a))b', '(?<=(a)\\1)b', '(a)(?<=\\1)', '(?s-m:.)', '(?x: a #b\n c)', '(?x)a b', 'a{', 'a{1', 'a{,}', 'a{x}', '{', 'x{0}', '\\N{DASH', '(?P<n>', '(?P<n>a', '(?>', '(?>a', '[]', '[^]', '[]a]', '[^]a]', '[a-', '[a-]', '[-a]', '[\\]']:
        yield f're.compile({bad!r})'
    yield from ['re.compile(1)', 're.compile(None)', 're.compile([])', 're.match("a", 1)', 're.match("a", None)', 're.match("a", b"a")', 're.sub("a", 1, "a")', 're.sub("a", lambda m: 1, "ba")', 're.sub("a", lambda m: None, "bab")', 're.match()', 're.match("a")', 're.match("a", "b", 0, 1)', 're.compile("a", 4)', 're.compile(re.compile("a"))', 're.compile(re.compile("a"), 2)', 're.compile("a") == re.compile("a")', 're.compile("a") == re.compile("a", 2)',
                're.escape("a.b*c é\\n-_/#")', 're.escape(1)', 're.escape("")', 're.compile("a", re.I + re.M + re.S + re.X + re.A)', 're.compile("(?ims)a").flags', 're.compile("(?P<a>x)(?P<b>y)").groupindex["b"]', 'list(re.finditer("a", "aXa"))', 're.split("(,)|;", "a,b;c")', 're.split("x*", "axbc")', 're.sub("x*", "-", "abxd")', 're.findall("(?i)straße", "STRASSE Straße")', 're.findall(r"\\w+", "añb_1 c²")', 're.findall(r"\\d", "1٣²")',
                're.sub("(?m)^", "> ", "a\\nb")', 're.findall("(?s).", "a\\n")', 're.match("(?x) a b # c", "ab")', 're.findall(r"\\bfoo\\b", "foo foobar foo")', 're.sub(r"[^a-z0-9]+", "-", "Hello World 42!".lower())' if False else 're.sub(r"[^a-z0-9]+", "-", "Hello World 42!")', 're.match(r"(\\d+)\\.(\\d+)", "24.1632").groups()', 're.search("a" * 60, "b" + "a" * 70)', 're.compile("a" * 250)', 're.purge()', 're.sub("a", "b", "aaa", count=2)', 're.sub("a", "b", "aaa", -1)']


@group
def undefineds():
    """`missing` and `unset` are undefined values, strict and not: what a template passes on when a name is wrong."""
    one = ['base64.b64encode', 'copy.copy', 'hashlib.md5', 'hashlib.sha256', 'hashlib.new', 'itertools.count', 'json.loads',
           'json.dumps', 'math.ceil', 'math.floor', 'math.hypot', 'math.log', 'math.sqrt', 'netaddr.IPAddress',
           'netaddr.IPNetwork', 'netaddr.valid_ipv4', 'netaddr.valid_ipv6', 'os.path.basename', 'os.path.dirname',
           'os.path.join', 'os.path.normpath', 'os.path.relpath', 're.compile', 're.escape', 'reversed', 'shlex.join',
           'shlex.quote', 'six.b', 'six.ensure_binary', 'six.ensure_str', 'six.ensure_text', 'six.iteritems',
           'six.viewitems', 'string.capwords', 'textwrap.dedent', 'urllib.parse.parse_qs', 'urllib.parse.quote',
           'urllib.parse.quote_plus', 'urllib.parse.unquote', 'urllib.parse.unquote_plus', 'urllib.parse.unquote_to_bytes',
           'urllib.parse.urlencode', 'dict', 'list', 'tuple', 'set', 'frozenset', 'sorted', 'int', 'float', 'str', 'len', 'abs',
           'range', 'enumerate', 'sum', 'min', 'max', 'any', 'all', 'bool', 'chr', 'ord', 'hex', 'round', 'divmod', 'zip']
    for name in one:
        text = f'{name}(missing)'
        yield f'list({text})' if name in ('enumerate', 'zip') else f'repr(next({text}))' if name.endswith('count') else text
    yield from ['dict(missing, a=1)', '{}.update(missing)', 'math.pow(missing, 2)', 'math.pow(2, missing)',
                'math.fsum([missing])', 'math.isclose(1, missing)', 'netaddr.IPAddress("::1", missing)',
                'netaddr.IPNetwork("::/8", missing)', 'netaddr.IPNetwork(missing, 4)', 'os.path.join("a", missing)',
                'os.path.join(missing, "a")', 're.match(missing, "a")', 're.match("a", missing)', 're.match("a", "b", missing)',
                're.compile("a", missing)', 're.sub("a", missing, "a")', 're.sub("a", "b", missing)', 're.split("a", missing)',
                'shlex.join([missing])', 'string.capwords("a", missing)', 'textwrap.indent(missing, "")',
                'textwrap.indent("a", missing)', 'urllib.parse.quote("a", missing)', 'urllib.parse.unquote(missing, "x")',
                'urllib.parse.unquote("a", "no codec")', 'urllib.parse.unquote("%41", "no codec")',
                'urllib.parse.unquote_plus("a", missing)', 'urllib.parse.urljoin("a", missing)',
                'urllib.parse.urljoin(missing, "a")', 'urllib.parse.urlencode({"a": missing})', 'json.dumps([missing])',
                'functools.partial(next, itertools.count(missing))()',
                'next(itertools.count(1, missing))', 'list(itertools.chain([1], missing))', 'list(itertools.islice(missing, 1))',
                'functools.reduce(operator.add, missing)', 'hashlib.new(missing, b"")', 'int("1", missing)',
                'itertools.count("a")', 'itertools.count(None)', 'dict(unset)', 'dict(unset, a=1)', '{}.update(unset)', 'list(unset)',
                'sorted(unset)', 'str(unset)', 'math.sqrt(unset)', 'os.path.join("a", unset)', 'urllib.parse.unquote(unset)',
                'netaddr.IPNetwork(unset)', 'shlex.quote(unset)', 'six.iteritems(unset)', 'list(reversed(unset))', 'shlex.quote(None)',
                'netaddr.IPAddress("::1", unset)', 'netaddr.IPNetwork("::1", "4")', 'netaddr.IPAddress(1, 4.0)', 'os.path.relpath(unset)',
                'os.path.relpath(None)', 're.compile(1, unset)', 're.compile([], missing)', 're.compile("a", [])']


@group
def typenames():
    """What messages call the types of the modules."""
    makers = ['itertools.accumulate([1])', 'itertools.chain([1])', 'itertools.combinations([1], 1)', 'itertools.compress([1], [1])',
              'itertools.count(1)', 'itertools.cycle([1])', 'itertools.dropwhile(bool, [1])', 'itertools.filterfalse(bool, [1])',
              'itertools.groupby([1])', 'itertools.islice([1], 1)', 'itertools.pairwise([1])', 'itertools.permutations([1])',
              'itertools.product([1], [2])', 'itertools.repeat(1)', 'itertools.starmap(max, [[1]])', 'itertools.tee([1])[0]',
              'itertools.takewhile(bool, [1])', 'itertools.zip_longest([1])', 'functools.partial(max)', 're.compile("a")',
              're.match("a", "a")', 're.finditer("a", "a")', 'hashlib.md5()', 'hashlib.blake2b()', 'operator.itemgetter(1)',
              'operator.attrgetter("a")', 'urllib.parse.urlsplit("a")', 'urllib.parse.urldefrag("a#b")', 'netaddr.IPAddress("::1")']
    for maker in makers:
        for use in ['len({})', '1 + {}', '"a" + {}', '-{}', '{}[0.5]', '{} < 1', 'int({})', '"".join([{}])', 'abs({})', 'json.dumps({})', 'os.path.join({})', 'os.path.join("a", {})']:
            if 'url' not in maker or use not in ('len({})', 'json.dumps({})'): yield use.format(maker)


if __name__ == '__main__':
    print(json.dumps(list(dict.fromkeys(GROUPS[sys.argv[1]]()))))
