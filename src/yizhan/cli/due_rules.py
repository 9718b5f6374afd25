# SPDX-License-Identifier: Apache-2.0
"""What an institution's own rule and calendar say, for `yizhan due --rule`. The only part of it that needs a house."""

from datetime import date

from yizhan.engines.calendars.counting import Counting
from yizhan.engines.calendars.days import WorkingCalendar
from yizhan.engines.calendars.durations import Duration
from yizhan.engines.calendars.terms import Term


class Unanswered(Exception):  # noqa: N818 -- no fault of the program: the house knows no such rule or station
    """The house cannot say. `word` is which of the sentences of `yizhan due` tells why, `option` where."""

    def __init__(self, word: str, option: str, value: str) -> None:
        super().__init__(word)
        self.word, self.option, self.value = word, option, value


def terms_of(
    key: str, code: str, on: date, counting: Counting, *, kind: str | None = None, category: str | None = None
) -> tuple[list[Term], WorkingCalendar]:
    """The terms of a rule at a station for an event of a day, kind and category, and the station's calendar.

    Raises `Unanswered` for a station or rule that does not exist, a rule that gives no term, or one left open.
    """
    from yizhan.cli.house import open_house  # noqa: PLC0415 -- without --rule no house is opened

    open_house(migrate=False)
    from yizhan.domains.clocks.queries import calendars, reckoning  # noqa: PLC0415 -- models exist only now
    from yizhan.domains.network.models import Station  # noqa: PLC0415
    from yizhan.domains.rulebook import queries as rulebook  # noqa: PLC0415
    from yizhan.domains.rulebook.rules.definitions import DEFINITIONS  # noqa: PLC0415

    station = Station.objects.filter(code=code).first()
    if station is None:
        raise Unanswered("station_unknown", "--station", code)
    definition = DEFINITIONS.get(key)
    if definition is None:
        raise Unanswered("rule_unknown", "--rule", key)
    found = [
        one
        for one in rulebook.candidates(station.pk, definition, on, kind=kind, category=category)
        if one.value is not None
    ]
    if not found:
        raise Unanswered("rule_open", "--rule", key)
    if not all(isinstance(one.value, Duration) for one in found):
        raise Unanswered("rule_other", "--rule", key)
    given = reckoning.terms(definition, found, counting=counting)
    terms = [Term(term.duration, term.counting, reckoning.label_of(term)) for term in given]
    return terms, calendars.of_station(station.pk)
