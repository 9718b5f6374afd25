# SPDX-License-Identifier: Apache-2.0
"""Calendar files as RFC 5545 wants them."""

import datetime

from yizhan.engines.calendars.icalendar import Appointment, calendar_file

MOMENT = datetime.datetime(2026, 3, 2, 9, 30, tzinfo=datetime.timezone(datetime.timedelta(hours=8)))


def lines(*appointments: Appointment) -> list[str]:
    raw = calendar_file(appointments)
    assert raw.endswith(b"\r\n")
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    return raw.decode().replace("\r\n ", "").split("\r\n")


def test_a_whole_day_is_the_day_of_its_zone() -> None:
    midnight = MOMENT.replace(hour=0, minute=0)

    written = lines(Appointment("u@yizhan", "答复期限", midnight, MOMENT, is_all_day=True))

    assert "DTSTART;VALUE=DATE:20260302" in written
    assert "DTEND;VALUE=DATE:20260303" in written
    assert "TRIGGER:-P1D" in written


def test_a_moment_is_written_in_utc() -> None:
    written = lines(Appointment("u@yizhan", "会议", MOMENT, MOMENT, url="https://x.example/notices/"))

    assert {"DTSTART:20260302T013000Z", "DTSTAMP:20260302T013000Z", "UID:u@yizhan"} <= set(written)
    assert "URL:https://x.example/notices/" in written


def test_texts_are_escaped_and_folded_between_characters() -> None:
    title = "一,二;三\\四\n五" + "长" * 60 + "\x07"

    written = lines(Appointment("u@yizhan", title, MOMENT, MOMENT))

    assert "SUMMARY:一\\,二\\;三\\\\四\\n五" + "长" * 60 in written
