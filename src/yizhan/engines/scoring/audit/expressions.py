# SPDX-License-Identifier: Apache-2.0
"""Relations that the reader states: `得分 = 市级得分 + 盟市得分`, `sum(采用) = 67`, `办结率 = 办结 / 受理`."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from yizhan.engines.scoring.findings import nearest, refusal

_TOKEN = re.compile(
    r"\s*(?:(\d+(?:\.\d+)?)(?![^\s+\-*/()=×÷−])|([+\-*/()=×÷−])|(sum|count)(?=\s*\()|([^\s+\-*/()=×÷−]+))"
)
_SIGNS = {"×": "*", "÷": "/", "−": "-"}


@dataclass(frozen=True, slots=True)
class Expression:
    """`target` is what stands alone on the left; `formula` the right side as it was written."""

    target: str
    formula: str
    names: frozenset[str]
    value: Callable[[Callable[[str], Fraction | None], Callable[[str, str], Fraction]], Fraction | None]


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str


def parse_expression(text: str, names: Sequence[str]) -> Expression:
    """Read `target = formula`; raises `Refused` when it cannot be read or names no column."""
    target, separator, formula = text.partition("=")
    if not separator or not target.strip() or not formula.strip():
        raise _refusal(text)
    tokens = _tokens(formula, text)
    parser = _Parser(tokens, names, text)
    value = parser.sum()
    if parser.rest:
        raise _refusal(text)
    return Expression(target.strip(), formula.strip(), frozenset(parser.used), value)


def _refusal(text: str) -> Exception:
    sentence = f"'{text}' is no relation; write column = column + column, sum(column) = 67, or rate = part / whole"
    return refusal("audit.expression", sentence, value=text)


def _tokens(formula: str, text: str) -> list[_Token]:
    tokens, position = [], 0
    while position < len(formula.rstrip()):
        found = _TOKEN.match(formula, position)
        if not found:
            raise _refusal(text)
        kind = ("number", "sign", "function", "name")[next(place for place in range(4) if found[place + 1] is not None)]
        tokens.append(_Token(kind, _SIGNS.get(found[0].strip(), found[0].strip())))
        position = found.end()
    return tokens


Value = Callable[[Callable[[str], Fraction | None], Callable[[str, str], Fraction]], Fraction | None]


class _Parser:
    """Sums of products of numbers, names, functions and brackets."""

    def __init__(self, tokens: list[_Token], names: Sequence[str], text: str) -> None:
        self.rest, self.names, self.text = list(tokens), names, text
        self.used: set[str] = set()

    def sum(self) -> Value:
        value = self._product()
        while self.rest and self.rest[0].text in "+-":
            sign = self.rest.pop(0).text
            value = _combined(value, self._product(), sign)
        return value

    def _product(self) -> Value:
        value = self._factor()
        while self.rest and self.rest[0].text in "*/":
            sign = self.rest.pop(0).text
            value = _combined(value, self._factor(), sign)
        return value

    def _factor(self) -> Value:
        token = self._take()
        if token.kind == "number":
            number = Fraction(token.text)
            return lambda _cell, _whole: number
        if token.kind == "function":
            self._expect("(")
            name = self._known(self._take().text)
            self._expect(")")
            return lambda _cell, whole: whole(token.text, name)
        if token.text == "(":
            value = self.sum()
            self._expect(")")
            return value
        if token.kind != "name":
            raise _refusal(self.text)
        name = self._known(token.text)
        self.used.add(name)
        return lambda cell, _whole: cell(name)

    def _take(self) -> _Token:
        if not self.rest:
            raise _refusal(self.text)
        return self.rest.pop(0)

    def _expect(self, sign: str) -> None:
        if self._take().text != sign:
            raise _refusal(self.text)

    def _known(self, name: str) -> str:
        if name not in self.names:
            near = nearest(name, self.names)
            hint = f"; did you mean '{near}'?" if near else f"; there is {', '.join(self.names)}"
            raise refusal("audit.name_unknown", f"there is no column '{name}'{hint}", name=name, near=near)
        return name


def _combined(left: Value, right: Value, sign: str) -> Value:
    def value(cell: Callable[[str], Fraction | None], whole: Callable[[str, str], Fraction]) -> Fraction | None:
        first, second = left(cell, whole), right(cell, whole)
        if first is None or second is None or (sign == "/" and second == 0):
            return None
        return {"+": first + second, "-": first - second, "*": first * second}[sign] if sign != "/" else first / second

    return value
