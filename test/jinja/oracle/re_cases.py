"""Writes cases of patterns and texts with what Python's `re` makes of them, as JSON: [pattern, flags, text, outcome].

The patterns are made from a grammar with a fixed seed; an outcome is the spans of all matches with their groups, or the
kind and message of the error.
"""

import json, random, re, sys, warnings

warnings.simplefilter('ignore')
RANDOM = random.Random(20240611)
ALPHABET = 'abcAB1 _\n-éÉßıKſσςΣ\U0001f600'


def atom(depth):
    pick = RANDOM.random()
    if pick < .34: return re.escape(RANDOM.choice(ALPHABET)) if RANDOM.random() < .9 else RANDOM.choice('.^$')
    if pick < .42: return RANDOM.choice([r'\d', r'\D', r'\w', r'\W', r'\s', r'\S', r'\b', r'\B', r'\A', r'\Z', '^', '$', '.', '.'])
    if pick < .54: return klass()
    if depth <= 0: return RANDOM.choice('abcAB')
    if pick < .72: return '(%s)' % alternation(depth - 1)
    if pick < .77: return '(?:%s)' % alternation(depth - 1)
    if pick < .79: return '(?P<n%d>%s)' % (RANDOM.randrange(3), alternation(depth - 1))
    if pick < .82: return '(?=%s)' % alternation(depth - 1)
    if pick < .85: return '(?!%s)' % alternation(depth - 1)
    if pick < .87: return '(?<=%s)' % sequence(0)
    if pick < .89: return '(?<!%s)' % sequence(0)
    if pick < .92: return '(?>%s)' % alternation(depth - 1)
    if pick < .95: return '\\%d' % RANDOM.randrange(1, 4)
    if pick < .96: return '(?P=n%d)' % RANDOM.randrange(3)
    if pick < .98: return '(?(%d)%s|%s)' % (RANDOM.randrange(1, 3), sequence(depth - 1), sequence(depth - 1))
    return '(?%s:%s)' % (RANDOM.choice(['i', 's', 'm', 'a', 'i-s', '-i', 'x']), alternation(depth - 1))


def klass():
    members = []
    for _ in range(RANDOM.randrange(1, 4)):
        members.append(RANDOM.choice(['a', 'b-c', 'A-B', 'é', 'a-z', 'A-Z', r'\d', r'\W', r'\s', '0-9', '\\-', 'σ', 'k', 's', '\u0300-\U00010000']))
    return '[%s%s]' % (RANDOM.choice(['', '', '^']), ''.join(members))


def piece(depth):
    result = atom(depth)
    if RANDOM.random() < .35 and result not in ('^', '$'):
        result += RANDOM.choice(['*', '+', '?', '*?', '+?', '??', '{2}', '{1,2}', '{0,2}?', '{,2}', '*+', '++', '?+', '{1,2}+', '{2,}', '{0}'])
    return result


def sequence(depth):
    return ''.join(piece(depth) for _ in range(RANDOM.choice([0, 1, 1, 2, 2, 3])))


def alternation(depth):
    return '|'.join(sequence(depth) for _ in range(RANDOM.choice([1, 1, 1, 2, 3])))


def text():
    return ''.join(RANDOM.choice(ALPHABET) for _ in range(RANDOM.randrange(0, 9)))


def broken(pattern):
    pattern = list(pattern)
    for _ in range(RANDOM.choice([1, 1, 2])):
        at = RANDOM.randrange(len(pattern) + 1)
        if RANDOM.random() < .5 and pattern: del pattern[min(at, len(pattern) - 1)]
        else: pattern.insert(at, RANDOM.choice('()[]{}*+?|\\<>=!:-,12Pixaz#^$'))
    return ''.join(pattern)


def outcome(pattern, flags, subject):
    try:
        compiled = re.compile(pattern, flags)
        found = [[m.regs, m.lastindex, m.lastgroup] for m in compiled.finditer(subject)]
        full = compiled.fullmatch(subject)
        return {'all': found, 'full': full and full.regs, 'split': compiled.split(subject, 3), 'sub': compiled.sub(r'<\g<0>>', subject), 'groups': compiled.groups}
    except re.error as error:
        return {'kind': 'error', 'message': str(error)}
    except (ValueError, OverflowError, RecursionError) as error:
        return {'kind': type(error).__name__, 'message': str(error)}


if __name__ == '__main__':
    count = int(sys.argv[1])
    rows = []
    while len(rows) < count:
        pattern = alternation(3)
        if len(pattern) > 60: continue
        if len(rows) % 6 == 5: pattern = broken(pattern)
        flags = RANDOM.choice([0, 0, 0, re.I, re.M, re.S, re.A, re.I | re.A, re.I | re.M | re.S, re.X])
        subject = text()
        rows.append([pattern, int(flags), subject, outcome(pattern, flags, subject)])
    print('[\n' + ',\n'.join(json.dumps(row) for row in rows) + '\n]')
