"""Makes templates by chance: correct ones, and ones with something wrong in them."""

import random

WORDS = """a b 1 1.5 's' true none not in is if else and or with context ignore missing recursive as import scoped required
+ - * / // % ** ~ | ( ) [ ] { } , . : = == != < >= ; f endfor loop a.b a|f f(a) [1] x=1 é $ ! 0x1 1_0 {{ }} %} {% # ## -%}
+%} -}}""".split() + [" ", "\n", "(a, b)", "a[1:2]", "'a\\x'"]
TAGS = """for a in b;endfor;if a;elif b;else;endif;set a = 1;set a;endset;macro f(a, b=1);endmacro;call f();call(x) f();endcall
filter upper;endfilter;block a;block a required;endblock;endblock a;with a = 1;endwith;include 'x';import 'x' as y
from 'x' import y;extends 'x';autoescape a;endautoescape;raw;endraw;do a;break;continue;print a;foo""".replace("\n", ";").split(";")
TEXTS = ["a", "\n", "  ", "\n\n", "\t", "x ", "#", "# ", "##", " ## c\n", "# print a\n", "\r\n", "{", "}", "%", "{#", "#}", "\u00a0", "-"]
INFIX = ["+", "-", "*", "/", "//", "%", "**", "~", "and", "or", "in", "not in", "==", "<", ">="]
CHARACTERS = "abx01'\"\\()[]{}%#-+|.,:=~*/<>! \n\r\t_éN"


class Templates:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.pick = self.random.choice

    def sign(self):
        return self.pick(["", "", "-", "+"])

    def expression(self, depth):
        if depth <= 0:
            return self.pick(["a", "b", "1", "'s'", "2.5", "none", "[]", "{}", "()"])
        one, two, three = (self.expression(depth - self.random.randint(1, 2)) for _ in range(3))
        space = self.pick([" ", " ", "\n"])
        return self.pick([
            f"{one} {self.pick(INFIX)}{space}{two}", f"({one})", f"({one},{space}{two})", f"[{one}, {two},]",
            f"{{{one}:{space}{two}}}", f"{one}.x", f"{one}[{two}:{three}]", f"{one}({two},{space}k={three})", f"{one}{space}|{space}f",
            f"{one}|f({two})", f"{one} is t", f"{one} is not t {two}", f"not {one}", f"-{one}", f"{one} if {two} else {three}",
            f"{one} if {two}",
        ])

    def tag(self, inside):
        return "{%" + self.sign() + self.pick([" ", " ", "\n"]) + inside + " " + self.sign() + "%}"

    def block(self, depth):
        def body():
            return "".join(self.piece(depth - 1) for _ in range(self.random.randint(0, 3)))

        one, two = self.expression(3), self.expression(3)
        return self.pick([
            lambda: self.tag(f"for a, b in ({one})") + body() + self.tag("else") + body() + self.tag("endfor"),
            lambda: self.tag(f"for a in b if {one}") + body() + self.tag("endfor"),
            lambda: self.tag(f"if ({one})") + body() + self.tag(f"elif ({two})") + body() + self.tag("else") + body() + self.tag("endif"),
            lambda: self.tag(f"set a | f({one})") + body() + self.tag("endset"),
            lambda: self.tag(f"set a, n.b = {one}"),
            lambda: self.tag(f"macro f(a, b={one})") + body() + self.tag("endmacro"),
            lambda: self.tag(f"call(a) f({one})") + body() + self.tag("endcall"),
            lambda: self.tag(f"filter f({one})|g") + body() + self.tag("endfilter"),
            lambda: self.tag(f"with a={one}, b={two}") + body() + self.tag("endwith"),
            lambda: self.tag("raw") + body() + self.tag("endraw"),
            lambda: self.tag(f"include {one} ignore missing"),
            lambda: self.tag(f"print {one}, {two}"),
        ])()

    def text(self, count=len(TEXTS)):
        return "".join(self.pick(TEXTS[:count]) for _ in range(self.random.randint(1, 4)))

    def piece(self, depth):
        chance = self.random.random()
        if chance < 0.4 and depth > 0:
            return self.block(depth)
        if chance < 0.7:
            return "{{" + self.pick([" ", "-", "+"]) + self.expression(4) + self.pick([" ", "-", " \n"]) + "}}"
        return "{#" + self.sign() + " c " + self.sign() + "#}" if chance < 0.75 else self.text(7)

    def correct(self):
        return "".join(self.piece(2) for _ in range(self.random.randint(1, 4)))

    def soup(self):
        """Tags, words and texts that do not belong together."""
        def words():
            return self.pick(["", " "]).join(self.pick(WORDS) for _ in range(self.random.randint(1, 5)))

        def misfit():
            begun = self.pick(["set x = ", "if ", "for x in ", "set ", "for ", "include ", "from ", "import ", "block ", "macro ", "call ", "with ", "filter "])
            return self.tag(begun + words())

        makers = [lambda: self.tag(self.pick(TAGS)), lambda: "{{ " + words() + " }}", misfit, self.text, lambda: self.piece(1)]
        return "".join(self.pick(makers)() for _ in range(self.random.randint(1, 6)))

    def spoilt(self, template):
        """A template with a few characters or words changed."""
        text = template
        for _ in range(self.random.randint(1, 3)):
            at, other = sorted(self.random.randint(0, len(text)) for _ in range(2))
            added = self.pick([self.pick(CHARACTERS), self.pick(WORDS), text[at:other][:20], ""])
            text = text[:at] + added + text[at + (added == "") :]
        return text

    def settings(self):
        names = ["trim_blocks", "lstrip_blocks", "keep_trailing_newline"]
        settings = {name: True for name in names if self.random.random() < 0.5}
        if self.random.random() < 0.3:
            settings.update(line_statement_prefix="#", line_comment_prefix="##")
        if self.random.random() < 0.5:
            settings["extensions"] = ["do", "loopcontrols"]
        return settings

    def case(self):
        template = self.pick([self.correct, self.correct, self.soup])()
        if self.random.random() < 0.3:
            template = self.spoilt(template)
        return template, self.settings()
