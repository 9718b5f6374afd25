# SPDX-License-Identifier: Apache-2.0
"""What an institution's own rule and calendar say, for `yizhan due --rule`. The only part of it that needs a house."""

from datetime import date

from yizhan.engines.calendars.counting import Counting
from yizhan.engines.calendars.days import WorkingCalendar
from yizhan.engines.calendars.terms import Term
from yizhan.kernel.errors import Refusal

#: Which sentence of `yizhan due` tells of a refusal.
_WORDS = {
    "rulebook.rule.unknown": "rule_unknown",
    "clocks.rule.open": "rule_open",
    "clocks.rule.no_term": "rule_other",
}


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
    from yizhan.domains.clocks.queries import calendars, reckoning, rule_terms  # noqa: PLC0415 -- models exist only now
    from yizhan.domains.network import queries as network  # noqa: PLC0415

    station = network.station_of_code(code)
    if station is None:
        raise Unanswered("station_unknown", "--station", code)
    try:
        given = rule_terms.terms_of(station.pk, key, on, kind=kind, category=category, counting=counting)
    except Refusal as refusal:
        raise Unanswered(_WORDS[refusal.code], "--rule", key) from None
    terms = [Term(term.duration, term.counting, reckoning.label_of(term)) for term in given]
    return terms, calendars.of_station(station.pk)
