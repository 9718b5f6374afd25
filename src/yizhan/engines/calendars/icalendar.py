# SPDX-License-Identifier: Apache-2.0
"""Calendar files (RFC 5545): a deadline or a meeting that people take into their own calendar.

The same matter keeps its UID, so that a calendar replaces an earlier date instead of showing two.
"""

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

#: Octets of one line before it is folded (RFC 5545, 3.1).
_LINE = 75

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Appointment:
    """One date: a moment (aware), or with `is_all_day` the whole day it falls on in its own zone."""

    uid: str
    title: str
    start: datetime.datetime
    stamp: datetime.datetime
    is_all_day: bool = False
    url: str = ""


def calendar_file(appointments: Sequence[Appointment]) -> bytes:
    """The file, with a reminder a day before whole days and half an hour before moments."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Yizhan//Notices//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    for one in appointments:
        lines += _event(one)
    lines.append("END:VCALENDAR")
    return b"".join(part for line in lines for part in _folded(line))


def _event(one: Appointment) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{one.uid}"
    yield f"DTSTAMP:{_utc(one.stamp)}"
    if one.is_all_day:
        yield f"DTSTART;VALUE=DATE:{one.start:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{one.start + datetime.timedelta(days=1):%Y%m%d}"
    else:
        yield f"DTSTART:{_utc(one.start)}"
    yield f"SUMMARY:{_text(one.title)}"
    if one.url:
        yield f"URL:{_CONTROL.sub('', one.url)}"
    yield from ("TRANSP:TRANSPARENT", "BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{_text(one.title)}")
    yield "TRIGGER:-P1D" if one.is_all_day else "TRIGGER:-PT30M"
    yield from ("END:VALARM", "END:VEVENT")


def _utc(moment: datetime.datetime) -> str:
    return f"{moment.astimezone(datetime.UTC):%Y%m%dT%H%M%SZ}"


def _text(given: str) -> str:
    """A text value: backslash, semicolon and comma escaped, line breaks written as such (3.3.11)."""
    plain = _CONTROL.sub("", given.replace("\r\n", "\n").replace("\r", "\n"))
    for mark in ("\\", ";", ","):
        plain = plain.replace(mark, f"\\{mark}")
    return plain.replace("\n", "\\n")


def _folded(line: str) -> Iterator[bytes]:
    """The line in pieces of at most 75 octets, never inside a character; further ones begin with a space."""
    piece = b""
    for character in line:
        octets = character.encode()
        if len(piece) + len(octets) > _LINE:
            yield piece + b"\r\n"
            piece = b" "
        piece += octets
    yield piece + b"\r\n"
