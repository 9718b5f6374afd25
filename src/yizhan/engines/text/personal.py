# SPDX-License-Identifier: Apache-2.0
"""Finds personal numbers in a text (identity card, telephone, bank card), says how sure it is, and masks them.

PI-05: masked by default. Checksums: GB 11643-1999 (ISO 7064 MOD 11-2) for identity cards, ISO/IEC 7812-1 (Luhn) for
bank cards.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

PersonalKind = Literal["identity_card", "mobile", "landline", "bank_card"]
Confidence = Literal["certain", "likely"]

#: Full-width digits and signs to plain ones, each to one character, so that places stay the same.
_PLAIN = str.maketrans("０１２３４５６７８９－—–‐―Ｘｘ（）　", "0123456789-----Xx() ")
_IDENTITY = re.compile(r"(?<![\dA-Za-z])\d{6}[ -]?\d{4}[ -]?\d{4}[ -]?\d{3}[\dXx](?![\dA-Za-z])")
_CARD = re.compile(r"(?<![\d.])\d{4}(?:[ -]?\d{4}){2,3}(?:[ -]?\d{1,4})?(?![\d.%])")
_MOBILE = re.compile(r"(?<![\d.])(?:(?:\+|00)86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?![\d.%])")
_LANDLINE = re.compile(r"(?<!\d)\(?0(?:10|2\d|[3-9]\d{2})\)?[ -]{0,2}[2-8]\d{6,7}(?:-\d{1,5})?(?!\d)")
_LABELLED_LANDLINE = re.compile(
    r"(?:电话|座机|固话|传真|[Tt][Ee][Ll])[号码为是:： ]{0,4}(?P<number>[2-8]\d{6,7}(?:-\d{1,5})?)(?!\d)"
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"
_PROVINCE = re.compile("1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]")

#: How many characters stay readable at the beginning and at the end of a masked number.
_READABLE: dict[PersonalKind, tuple[int, int]] = {
    "identity_card": (3, 2),
    "mobile": (3, 4),
    "landline": (4, 2),
    "bank_card": (4, 4),
}


@dataclass(frozen=True, slots=True)
class PersonalNumber:
    """A personal number: `certain` when its checksum or its form leaves no doubt, else `likely`."""

    kind: PersonalKind
    start: int
    end: int
    text: str
    confidence: Confidence

    @property
    def masked(self) -> str:
        """The number with its middle struck out; separators stay, so that its form can still be read."""
        head, tail = _READABLE[self.kind]
        signs = [place for place, character in enumerate(self.text) if character.isalnum()]
        hidden = set(signs[head : len(signs) - tail])
        return "".join("*" if place in hidden else character for place, character in enumerate(self.text))


def personal_numbers(text: str) -> list[PersonalNumber]:
    """The personal numbers of a text in order, never overlapping; the more telling kind wins where two fit."""
    plain = text.translate(_PLAIN)
    found: list[PersonalNumber] = []
    for finder in (_identity_cards, _mobiles, _bank_cards, _landlines):
        for kind, start, end, confidence in finder(plain):
            if not any(start < other.end and other.start < end for other in found):
                found.append(PersonalNumber(kind, start, end, text[start:end], confidence))
    return sorted(found, key=lambda number: number.start)


def masked(text: str, numbers: Iterable[PersonalNumber] | None = None) -> str:
    """The text with its personal numbers masked: those given, or all that are found."""
    result, place = "", 0
    for number in personal_numbers(text) if numbers is None else sorted(numbers, key=lambda number: number.start):
        result += text[place : number.start] + number.masked
        place = number.end
    return result + text[place:]


_Found = Iterable[tuple[PersonalKind, int, int, Confidence]]


def _identity_cards(plain: str) -> _Found:
    for match in _IDENTITY.finditer(plain):
        number = re.sub(r"[ -]", "", match.group()).upper()
        if _PROVINCE.match(number) and _is_birthday(number[6:14]):
            yield "identity_card", *match.span(), "certain" if has_identity_checksum(number) else "likely"


def _mobiles(plain: str) -> _Found:
    for match in _MOBILE.finditer(plain):
        yield "mobile", *match.span(), "certain"


def _bank_cards(plain: str) -> _Found:
    for match in _CARD.finditer(plain):
        digits = re.sub(r"[ -]", "", match.group())
        if 13 <= len(digits) <= 19 and has_luhn_checksum(digits) and len(set(digits)) > 1:
            issued = digits.startswith("62") or digits[0] in "45"
            yield "bank_card", *match.span(), "certain" if issued and len(digits) >= 16 else "likely"


def _landlines(plain: str) -> _Found:
    for match in _LANDLINE.finditer(plain):
        yield "landline", *match.span(), "certain"
    for match in _LABELLED_LANDLINE.finditer(plain):
        yield "landline", *match.span("number"), "likely"


def has_identity_checksum(number: str) -> bool:
    """Whether the last character of an 18-character identity number is the one its first 17 digits call for."""
    return (
        _CHECK[sum(int(digit) * weight for digit, weight in zip(number[:17], _WEIGHTS, strict=True)) % 11] == number[17]
    )


def has_luhn_checksum(digits: str) -> bool:
    """Whether the digits pass the Luhn check that bank cards carry."""
    doubled = [sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2]]
    return (sum(doubled) + sum(int(digit) for digit in digits[-1::-2])) % 10 == 0


def _is_birthday(digits: str) -> bool:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:])).year >= 1850
    except ValueError:
        return False
