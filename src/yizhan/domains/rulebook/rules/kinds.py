# SPDX-License-Identifier: Apache-2.0
"""Kinds of values: what may be written, what is stored, what code gets, and how it reads.

A value has three forms. Its own (a `Duration`, a `Decimal`) is what rooms work with; the plain one is what JSON and
TOML hold; the written one is what a person types and reads. Each kind goes from one to the other and refuses, with
`Invalid`, what does not fit. Shape and bounds are two questions: a stored value stays readable when a later release
allows less.
"""

import datetime
import re
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Generic, TypeVar, cast

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from yizhan.engines.calendars.durations import Duration
from yizhan.engines.calendars.errors import CalendarError
from yizhan.kernel.errors import Invalid

V = TypeVar("V")

#: A text for people, in English or translated when it is shown.
Text = str | Promise

#: What stands between the words of a list when a person writes them in one line.
_BETWEEN_WORDS = re.compile(r"[\n;,、，；]+")
_DIGITS = re.compile(r"[+-]?[0-9]{1,15}")
_TIME_OF_DAY = re.compile(r"([01]?[0-9]|2[0-3]):[0-5][0-9]")


class Kind(ABC, Generic[V]):
    """One kind of value."""

    def read(self, plain: object) -> V:
        """The value that a plain one stands for, or what a person wrote. Raises `Invalid` for a wrong one."""
        return self.check(self.parse(plain))

    @abstractmethod
    def parse(self, plain: object) -> V:
        """The same without regard to bounds and choices. Raises `Invalid` for a wrong shape."""

    def check(self, value: V) -> V:
        """The value, if it lies within the bounds. Raises `Invalid`."""
        return value

    def plain(self, value: V) -> Any:
        """The value as JSON holds it; two equal values have the same plain form."""
        return value

    @abstractmethod
    def in_words(self, value: V) -> str:
        """The value as people read it, in their language, with its unit."""

    def written(self, value: V) -> str:
        """The value as it stands in a field; `read` understands it."""
        return str(self.plain(value))

    def length(self, value: V) -> Any:
        """By what two values are compared where the shortest, least or greatest counts."""
        return value

    def hint(self) -> str:
        """What may be written, for people."""
        return ""


@dataclass(frozen=True, slots=True)
class WholeNumber(Kind[int]):
    """A whole number between two bounds, both included."""

    minimum: int
    maximum: int
    unit: Text = ""

    def parse(self, plain: object) -> int:
        """A number, or its digits."""
        if isinstance(plain, str) and _DIGITS.fullmatch(plain.strip()):
            plain = int(plain)
        if not isinstance(plain, int) or isinstance(plain, bool):
            raise _not_fitting("rulebook.value.no_whole_number", plain)
        return plain

    def check(self, value: int) -> int:
        """Between the bounds."""
        return _within(value, self.minimum, self.maximum)

    def in_words(self, value: int) -> str:
        """The number with its unit."""
        return f"{value:,} {self.unit}".strip()

    def hint(self) -> str:
        """The bounds."""
        return _bounds(self.minimum, self.maximum, self.unit)


@dataclass(frozen=True, slots=True)
class DecimalNumber(Kind[Decimal]):
    """A decimal number with a fixed number of places between two bounds, both included."""

    minimum: Decimal
    maximum: Decimal
    places: int
    unit: Text = ""

    def parse(self, plain: object) -> Decimal:
        """A number, or its digits. More places than the rule knows are refused, not rounded."""
        number = _decimal(plain)
        fixed = number.quantize(Decimal(1).scaleb(-self.places))
        if fixed != number:
            raise Invalid("rulebook.value.too_fine", field="value", places=self.places)
        return fixed

    def check(self, value: Decimal) -> Decimal:
        """Between the bounds."""
        return _within(value, self.minimum, self.maximum)

    def plain(self, value: Decimal) -> str:
        """Its digits: JSON's own numbers would not keep them."""
        return str(value)

    def in_words(self, value: Decimal) -> str:
        """The number with its unit."""
        return f"{value:,} {self.unit}".strip()

    def hint(self) -> str:
        """The bounds."""
        return _bounds(self.minimum, self.maximum, self.unit)


@dataclass(frozen=True, slots=True)
class Money(Kind[Decimal]):
    """An amount in yuan, to the fen."""

    maximum: Decimal

    def parse(self, plain: object) -> Decimal:
        """An amount, or its digits."""
        return DecimalNumber(Decimal(0), self.maximum, 2).parse(plain)

    def check(self, value: Decimal) -> Decimal:
        """Not below nothing, not above the most."""
        return _within(value, Decimal(0), self.maximum)

    def plain(self, value: Decimal) -> str:
        """Its digits."""
        return str(value)

    def in_words(self, value: Decimal) -> str:
        """The amount in yuan, without fen where there are none."""
        amount = f"{value:,.0f}" if value == value.to_integral_value() else f"{value:,}"
        return _("%(amount)s yuan") % {"amount": amount}

    def hint(self) -> str:
        """The bounds."""
        return _bounds(Decimal(0), self.maximum, _("yuan"))


@dataclass(frozen=True, slots=True)
class LengthOfTime(Kind[Duration]):
    """A duration as rules state it: “3 working days”, “30分钟”. The bounds are judged by their usual length in days."""

    shortest: str = "1 minute"
    longest: str = "100 years"

    def parse(self, plain: object) -> Duration:
        """The duration that a text states."""
        if isinstance(plain, Duration):
            plain = str(plain)
        if not isinstance(plain, str):
            raise _not_fitting("rulebook.value.no_duration", plain)
        try:
            return Duration.parse(plain)
        except CalendarError:
            raise _not_fitting("rulebook.value.no_duration", plain) from None

    def check(self, value: Duration) -> Duration:
        """Between the bounds, by its usual length."""
        shortest, longest = Duration.parse(self.shortest), Duration.parse(self.longest)
        if not shortest.about_days <= value.about_days <= longest.about_days:
            raise Invalid("rulebook.value.out_of_range", field="value", minimum=str(shortest), maximum=str(longest))
        return value

    def plain(self, value: Duration) -> str:
        """As English rules state it."""
        return str(value)

    def in_words(self, value: Duration) -> str:
        """As the reader's language states it."""
        return value.in_words(_calendar_language())

    def written(self, value: Duration) -> str:
        """The same: both languages are read back."""
        return self.in_words(value)

    def length(self, value: Duration) -> Any:
        """About how many days it is. Which of two deadlines comes first only the calendar knows."""
        return value.about_days

    def hint(self) -> str:
        """An example."""
        return _("For example: 30 minutes, 24 hours, 5 working days, 1 month.")


@dataclass(frozen=True, slots=True)
class MomentOfDay(Kind[datetime.time]):
    """A time of day, to the minute, by the clock of the office."""

    def parse(self, plain: object) -> datetime.time:
        """A time, or its text like 17:30."""
        if isinstance(plain, datetime.time):
            plain = plain.isoformat("minutes")
        written = str(plain).strip().replace("：", ":")
        if not _TIME_OF_DAY.fullmatch(written):
            raise _not_fitting("rulebook.value.no_time_of_day", plain)
        return datetime.time.fromisoformat(written.zfill(5))

    def plain(self, value: datetime.time) -> str:
        """Hours and minutes."""
        return value.isoformat("minutes")

    def in_words(self, value: datetime.time) -> str:
        """Hours and minutes."""
        return value.isoformat("minutes")

    def hint(self) -> str:
        """An example."""
        return _("For example: 17:30.")


@dataclass(frozen=True, slots=True)
class Choice(Kind[str]):
    """One of several words; the mapping gives what people read for each."""

    options: Mapping[str, Text]

    def parse(self, plain: object) -> str:
        """A word."""
        if not isinstance(plain, str):
            raise self._refusal(plain)
        return plain

    def check(self, value: str) -> str:
        """One of the choice."""
        if value not in self.options:
            raise self._refusal(value)
        return value

    def in_words(self, value: str) -> str:
        """What the word means; the word itself where the choice has lost it."""
        return str(self.options.get(value, value))

    def hint(self) -> str:
        """All words."""
        return ", ".join(self.options)

    def _refusal(self, given: object) -> Invalid:
        return Invalid("rulebook.value.no_choice", field="value", value=str(given), choices=", ".join(self.options))


@dataclass(frozen=True, slots=True)
class Words(Kind[tuple[str, ...]]):
    """A list of words in the institution's own order, none twice."""

    most: int = 100
    longest: int = 60

    def parse(self, plain: object) -> tuple[str, ...]:
        """A list, or a text with the words under each other or with commas between them."""
        given = _BETWEEN_WORDS.split(plain) if isinstance(plain, str) else plain
        if not isinstance(given, Sequence) or not all(isinstance(word, str) for word in given):
            raise _not_fitting("rulebook.value.no_list", plain)
        words = tuple(word.strip() for word in given if word.strip())
        if any("\0" in word for word in words):
            raise _not_fitting("rulebook.value.no_list", plain)
        if len(set(words)) != len(words):
            raise Invalid("rulebook.value.twice", field="value")
        return words

    def check(self, value: tuple[str, ...]) -> tuple[str, ...]:
        """Not too many, none too long."""
        if len(value) > self.most or any(len(word) > self.longest for word in value):
            raise Invalid("rulebook.value.list_too_long", field="value", most=self.most, longest=self.longest)
        return value

    def plain(self, value: tuple[str, ...]) -> list[str]:
        """The words in their order."""
        return list(value)

    def in_words(self, value: tuple[str, ...]) -> str:
        """The words in one line."""
        return _(", ").join(value) or _("none")

    def written(self, value: tuple[str, ...]) -> str:
        """One word to a line."""
        return "\n".join(value)

    def hint(self) -> str:
        """How to write several."""
        return _("One to a line.")


@dataclass(frozen=True, slots=True)
class YesNo(Kind[bool]):
    """Whether something holds."""

    def parse(self, plain: object) -> bool:
        """True or false, or their words."""
        if isinstance(plain, bool):
            return plain
        try:
            return {"yes": True, "no": False}[cast("str", plain)]
        except (KeyError, TypeError):
            raise Invalid("rulebook.value.no_choice", field="value", value=str(plain), choices="yes, no") from None

    def in_words(self, value: bool) -> str:
        """Yes or no."""
        return _("yes") if value else _("no")

    def written(self, value: bool) -> str:
        """Yes or no, as forms hold it."""
        return "yes" if value else "no"


@dataclass(frozen=True, slots=True)
class MayBeOpen(Kind[V | None]):
    """A value of another kind, or none: the institution has not laid it down."""

    kind: Kind[V]

    def parse(self, plain: object) -> V | None:
        """The value; nothing, or an empty text, leaves it open."""
        return None if plain is None or plain == "" else self.kind.parse(plain)

    def check(self, value: V | None) -> V | None:
        """As the other kind."""
        return None if value is None else self.kind.check(value)

    def plain(self, value: V | None) -> Any:
        """As the other kind."""
        return None if value is None else self.kind.plain(value)

    def in_words(self, value: V | None) -> str:
        """That it is open, where it is."""
        return _("not laid down") if value is None else self.kind.in_words(value)

    def written(self, value: V | None) -> str:
        """As the other kind."""
        return "" if value is None else self.kind.written(value)

    def length(self, value: V | None) -> Any:
        """As the other kind; what is open is neither shorter nor longer."""
        return None if value is None else self.kind.length(value)

    def hint(self) -> str:
        """As the other kind."""
        return self.kind.hint()


def _not_fitting(code: str, given: object) -> Invalid:
    return Invalid(code, field="value", value=str(given)[:60])


Number = TypeVar("Number", int, Decimal)


def _within(value: Number, minimum: Number, maximum: Number) -> Number:
    if not minimum <= value <= maximum:
        raise Invalid("rulebook.value.out_of_range", field="value", minimum=_figure(minimum), maximum=_figure(maximum))
    return value


def _figure(bound: int | Decimal) -> int | str:
    return bound if isinstance(bound, int) else str(bound)


def _decimal(plain: object) -> Decimal:
    if isinstance(plain, bool) or not isinstance(plain, int | str | Decimal):
        raise _not_fitting("rulebook.value.no_number", plain)
    try:
        number = Decimal(plain)
    except InvalidOperation:
        raise _not_fitting("rulebook.value.no_number", plain) from None
    if not number.is_finite():
        raise _not_fitting("rulebook.value.no_number", plain)
    return number


def _bounds(minimum: int | Decimal, maximum: int | Decimal, unit: Text) -> str:
    return _("%(minimum)s to %(maximum)s %(unit)s") % {
        "minimum": f"{minimum:,}",
        "maximum": f"{maximum:,}",
        "unit": unit,
    }


def _calendar_language() -> Any:
    return "en" if (get_language() or "").startswith("en") else "zh"
