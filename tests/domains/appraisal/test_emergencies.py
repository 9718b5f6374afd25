# SPDX-License-Identifier: Apache-2.0
"""What urgent events bring: reports in time or late by the clock, breaches only once they are decided and stand."""

from decimal import Decimal

import pytest

from tests.factories import appraisal, findings, urgent
from tests.factories.network import House
from yizhan.domains.appraisal.models import Bookmark, Occasion
from yizhan.domains.appraisal.queries import standings
from yizhan.domains.appraisal.queries.accounts import accounts, counted_anew
from yizhan.domains.findings.models import Finding
from yizhan.domains.findings.operations import deciding, hearing, proposing
from yizhan.domains.findings.states import Kind, Outcome
from yizhan.domains.urgent.operations import reporting
from yizhan.engines.scoring.periods import Period
from yizhan.kernel import clock
from yizhan.kernel.actors import system


def lines_of(house: House) -> list[tuple[str, Decimal]]:
    """The lines of the township under the scheme of urgent reports, after booking; following equals counting anew."""
    appraisal.booked()
    today = clock.today()
    period = Period(today.replace(month=1, day=1), today.replace(month=12, day=31), str(today.year))
    (table,) = standings.standings(house.station.pk, period, code="urgent")
    known, anew = accounts(table.scheme, period).appraisal(), counted_anew(table.scheme, period).appraisal()
    assert known.points.tolist() == anew.points.tolist()
    (row,) = [one for one in table.rows if one.subject.name == house.township.name]
    lines = standings.statement(table.scheme, period, row.subject)
    assert sum(line.points for line in lines) == row.total
    return sorted((line.rule, line.points) for line in lines)


def decided(house: House, finding: Finding, outcome: str, kind: str = "") -> Finding:
    """The finding, opened, answered, decided, and accepted unless there was nothing in it."""
    hearing.open_hearing(house.supervisor, finding.public_id)
    hearing.answer(house.officer, finding.public_id, text="信号全无。")
    found = deciding.decide(house.reviewer, finding.public_id, outcome=outcome, kind=kind, reason="核实。")
    return found if outcome == Outcome.DISMISSED else deciding.accept(house.officer, found.public_id)


@pytest.mark.rule("RULE-016", "RULE-081")
def test_a_late_report_counts_by_the_clock_and_as_a_breach_once_that_is_closed(house: House) -> None:
    appraisal.in_force(house, appraisal.URGENT)
    urgent.received(house)
    event = findings.late_event(house)
    assert lines_of(house) == [("in-time", 2), ("late", -1)]
    late = Occasion.objects.get(key=f"urgent/{event.public_id}")
    assert (late.fields["late"], int(late.fields["minutes"][0]) > 60, late.fields["grade"]) == (True, True, ["较大"])
    proposing.propose_due(system(house.station.pk), house.station.pk)
    finding = Finding.objects.get(emergency=event)
    hearing.open_hearing(house.supervisor, finding.public_id)
    hearing.answer(house.officer, finding.public_id, text="道路中断。")
    deciding.decide(house.reviewer, finding.public_id, outcome=Outcome.UPHELD, reason="核实。")
    # Decided and still open to objection: nothing is taken yet.
    assert lines_of(house) == [("in-time", 2), ("late", -1)]
    deciding.accept(house.officer, finding.public_id)
    assert lines_of(house) == [("found-late", -5), ("in-time", 2), ("late", -1)]
    deciding.reopen(house.signer, finding.public_id, reason="有新的证明")
    assert lines_of(house) == [("in-time", 2), ("late", -1)]
    hearing.answer(house.officer, finding.public_id, text="有通信公司的中断证明。")
    deciding.decide(house.reviewer, finding.public_id, outcome=Outcome.DISMISSED, reason="通信中断,不可归责。")
    # There was nothing in it: the report counts as one in time.
    assert lines_of(house) == [("in-time", 2), ("in-time", 2)]
    chain = Occasion.objects.filter(key=f"finding/{finding.public_id}").order_by("pk")
    assert [row.is_cancellation for row in chain] == [False, True]


@pytest.mark.rule("RULE-016")
@pytest.mark.parametrize(
    ("alleged", "outcome", "left", "lines"),
    [
        (Kind.OMITTED, Outcome.UPHELD, "", [("found-omitted", -10)]),
        (Kind.OMITTED, Outcome.LESSENED, Kind.LATE, [("found-late", -5)]),
        (Kind.CONCEALED, Outcome.UPHELD, "", [("found-worse", -20)]),
        (Kind.CONCEALED, Outcome.LESSENED, Kind.OMITTED, [("found-omitted", -10)]),
        (Kind.FALSE, Outcome.UPHELD, "", [("found-worse", -20)]),
        (Kind.FALSE, Outcome.DISMISSED, "", []),
    ],
)
def test_what_is_left_of_a_charge_counts(
    house: House, alleged: str, outcome: str, left: str, lines: list[tuple[str, int]]
) -> None:
    appraisal.in_force(house, appraisal.URGENT)
    finding = findings.charged(house, kind=alleged)
    decided(house, finding, outcome, left)
    assert lines_of(house) == lines


def test_a_withdrawn_event_brings_nothing_and_booking_twice_books_once(house: House) -> None:
    appraisal.in_force(house, appraisal.URGENT)
    event = urgent.reported(house)
    assert lines_of(house) == []
    reporting.receive(house.editor, event.public_id)
    assert lines_of(house) == [("in-time", 2)]
    rows = Occasion.objects.count()
    Bookmark.objects.update(entry=0)
    assert lines_of(house) == [("in-time", 2)]
    assert Occasion.objects.count() == rows
    reporting.withdraw(house.editor, event.public_id, reason="误报")
    assert lines_of(house) == []
