# SPDX-License-Identifier: Apache-2.0
"""What is in force on a day, for whom: against a reference that goes through everything ever laid down, day by day."""

import datetime
import itertools
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factories.network import House
from yizhan.domains.items.rules import REVIEW_LEVELS
from yizhan.domains.network.states import Level, OrganizationKind
from yizhan.domains.rulebook import queries
from yizhan.domains.rulebook.models import Rule
from yizhan.domains.rulebook.operations import laying_down
from yizhan.domains.rulebook.queries import InForce
from yizhan.domains.rulebook.rules.definitions import DEFINITIONS, Definition, Several
from yizhan.domains.rulebook.rules.kinds import Kind, LengthOfTime, WholeNumber
from yizhan.domains.rulebook.rules.provisions import Instrument, Provision
from yizhan.domains.rulebook.rules.scopes import EVERYWHERE, SCOPE_PARTS, Scope, Subject
from yizhan.kernel import clock
from yizhan.kernel.actors import system
from yizhan.kernel.errors import Invalid

DAYS = [datetime.date(2026, 1, 1) + datetime.timedelta(days=number) for number in range(8)]
SCOPES = [
    EVERYWHERE,
    Scope(organizations=(7,)),
    Scope(levels=(4,)),
    Scope(levels=(4,), kinds=("flood",)),
    Scope(categories=("sudden",)),
    Scope(organizations=(7, 8), categories=("sudden",)),
]
SUBJECTS = [
    Subject(),
    Subject(organization=7, level=4, line="party", body_kind="township"),
    Subject(organization=8, level=4, kind="flood", category="sudden"),
    Subject(organization=9, level=3, category="sudden"),
]
TODAY = clock.today()


def declared(kind: Kind[Any], default: Any, several: Several = Several.NEAREST) -> Definition[Any]:
    """A rule of this test only."""
    definition = Definition(f"test.{uuid.uuid4().hex}", kind, default, title="t", source="s", several=several)
    del DEFINITIONS[definition.key]
    return definition


@st.composite
def rows(draw: Callable[..., Any]) -> list[Rule]:
    """Rows as they were entered, days in any order."""
    drawn = draw(
        st.lists(
            st.tuples(
                st.sampled_from(DAYS),
                st.sampled_from(SCOPES),
                st.sampled_from(["", "province"]),
                st.integers(1, 99),
                st.booleans(),
                st.sampled_from([False, False, False, True]),
            ),
            max_size=12,
        )
    )
    return [
        Rule(
            pk=number,
            public_id=uuid.UUID(int=number),
            key="k",
            value=None if ends else amount,
            valid_from=day,
            scope=scope.plain(),
            strand=strand,
            is_instead=instead,
            ends=ends and bool(scope != EVERYWHERE or strand),
            instrument="制度",
        )
        for number, (day, scope, strand, amount, instead, ends) in enumerate(drawn, start=1)
        if not (ends and scope == EVERYWHERE and not strand)
    ]


def reference(rows: list[Rule], on: datetime.date, subject: Subject, definition: Definition[Any]) -> list[int | None]:
    """Versions that apply (None for the default), the one that counts first and the others in any order."""
    standing: list[Rule] = []
    for scope, strand in itertools.product(SCOPES, ["", "province"]):
        own = [row for row in rows if row.scope == scope.plain() and row.strand == strand and row.valid_from <= on]
        if own:
            standing.append(max(own, key=lambda row: (row.valid_from, row.pk)))
    standing = [row for row in standing if not row.ends]
    held = [row for row in standing if all(_names(row.scope, part, subject) for part in SCOPE_PARTS)]
    closeness = {row.pk: ("organizations" in row.scope, len(row.scope)) for row in held}
    floors = [closeness[row.pk] for row in held if row.is_instead]
    kept = [row for row in held if not floors or closeness[row.pk] >= max(floors)]
    has_default = not floors and not any(row.scope == {} and row.strand == "" for row in standing)
    ranked: list[tuple[Any, ...]] = [(closeness[row.pk], row.valid_from, row.pk, row.value) for row in kept]
    if has_default:
        ranked.append(((False, -1), datetime.date.min, None, definition.default))
    ranked.sort(key=lambda one: (one[0], one[1], one[2] or 0), reverse=True)
    if definition.several is Several.LEAST:
        first = min(ranked, key=lambda one: one[3])
    elif definition.several is Several.GREATEST:
        first = max(ranked, key=lambda one: one[3])
    else:
        first = ranked[0]
    return [first[2], *sorted((one[2] or 0) for one in ranked)]


def _names(scope: dict[str, Any], part: str, subject: Subject) -> bool:
    asked = {"organizations": "organization", "levels": "level", "lines": "line", "body_kinds": "body_kind"}
    asked |= {"kinds": "kind", "categories": "category"}
    return part not in scope or getattr(subject, asked[part]) in scope[part]


def number_of(one: InForce[Any]) -> int | None:
    return None if one.version is None else one.version.int


@settings(max_examples=300, deadline=None)
@given(
    entered=rows(), on=st.sampled_from(DAYS), subject=st.sampled_from(SUBJECTS), several=st.sampled_from(list(Several))
)
def test_in_force_is_what_the_reference_says(
    entered: list[Rule], on: datetime.date, subject: Subject, several: Several
) -> None:
    definition = declared(WholeNumber(1, 99), 50, several)
    laid_down = sorted((row for row in entered if row.valid_from <= on), key=lambda row: (row.valid_from, row.pk))
    found = queries.applying(definition, laid_down, subject)
    counts = queries.counting(definition, found)
    assert [number_of(counts), *sorted(number_of(one) or 0 for one in found)] == reference(
        entered, on, subject, definition
    )


def provide(house: House, value: Any, *, days: int = 0, key: str = REVIEW_LEVELS.key, **more: Any) -> Rule:
    day = TODAY + datetime.timedelta(days=days)
    origin = Instrument(title="《审核办法》", number="兰政办〔2026〕3号", article="第三条")
    return laying_down.lay_down(
        system(),
        house.station.pk,
        Provision(key=key, value=value, valid_from=day, instrument=origin, **more),
    )


def test_a_value_says_where_it_comes_from(house: House) -> None:
    default = queries.in_force(house.station.pk, REVIEW_LEVELS)
    assert (default.value, default.is_default, default.version, default.valid_from) == (2, True, None, None)
    rule = provide(house, 3)
    found = queries.in_force(house.station.pk, REVIEW_LEVELS)
    assert (found.value, found.version, found.is_default, found.strength) == (3, rule.public_id, False, "must")
    assert str(found.instrument) == "《审核办法》 兰政办〔2026〕3号 第三条"


def test_days_may_be_entered_out_of_order(house: House) -> None:
    for value, days in ((4, 20), (3, 0), (1, 10)):
        provide(house, value, days=days)
    by_day = [
        queries.value(house.station.pk, REVIEW_LEVELS, TODAY + datetime.timedelta(days=days))
        for days in (-1, 0, 9, 10, 19, 20, 300)
    ]
    assert by_day == [2, 3, 3, 1, 1, 4, 4]


def test_a_closer_scope_comes_before_a_wider_one(house: House) -> None:
    provide(house, 1)
    provide(house, 3, scope=Scope(levels=(Level.COUNTY,), body_kinds=(OrganizationKind.TOWNSHIP,)))
    provide(house, 4, scope=Scope(organizations=(house.department.pk,)))
    asked = [(None, 1), (house.township.pk, 3), (house.department.pk, 4), (house.other_department.pk, 1)]
    for organization, expected in asked:
        assert queries.value(house.station.pk, REVIEW_LEVELS, organization=organization) == expected


def test_of_parallel_deadlines_the_shortest_counts_unless_one_stands_instead(house: House) -> None:
    definition = Definition(
        f"test.{uuid.uuid4().hex}", LengthOfTime(), LengthOfTime().read("2 hours"), title="t", source="s",
        several=Several.LEAST,
    )  # fmt: skip
    try:
        provide(house, "90分钟", key=definition.key)
        provide(house, "1 hour", key=definition.key, strand="province", scope=Scope(categories=("flood",)))
        provide(house, "3 working days", key=definition.key, scope=Scope(kinds=("report",)), is_instead=True)
        station = house.station.pk
        assert str(queries.value(station, definition)) == "90 minutes"
        found = queries.candidates(station, definition, category="flood")
        assert [(str(one.value), one.strand) for one in found] == [("1 hour", "province"), ("90 minutes", "")]
        assert str(queries.in_force(station, definition, category="flood").value) == "1 hour"
        assert str(queries.value(station, definition, kind="report")) == "3 working days"
        provide(house, None, key=definition.key, strand="province", scope=Scope(categories=("flood",)), ends=True)
        assert str(queries.value(station, definition, category="flood")) == "90 minutes"
    finally:
        del DEFINITIONS[definition.key]


def test_what_once_was_allowed_stays_readable_after_the_bounds_have_changed(house: House) -> None:
    provide(house, 4)
    Rule.objects.update(value=9)
    assert queries.value(house.station.pk, REVIEW_LEVELS) == 9


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"scope": Scope(organizations=(999_999,))}, "rulebook.scope.unreadable"),
        ({"scope": Scope(levels=(9,))}, "rulebook.scope.unreadable"),
        ({"scope": Scope(lines=("navy",))}, "rulebook.scope.unreadable"),
        ({"strength": "perhaps"}, "rulebook.strength.unknown"),
        ({"ends": True}, "rulebook.rule.cannot_end"),
        ({"strand": "长" * 61}, "rulebook.text.too_long"),
        ({"value": "3.5"}, "rulebook.value.no_whole_number"),
        ({"value": True}, "rulebook.value.no_whole_number"),
    ],
)
def test_a_provision_that_makes_no_sense_is_refused(house: House, changes: dict[str, Any], code: str) -> None:
    with pytest.raises(Invalid) as refused:
        provide(house, **{"value": 3, **changes})
    assert refused.value.code == code
    assert Rule.objects.count() == 0


def test_bodies_of_other_stations_are_no_scope(house: House) -> None:
    with pytest.raises(Invalid, match="scope"):
        provide(house, 3, scope=Scope(organizations=(house.neighbour.department.pk,)))


def test_the_number_of_queries_does_not_grow(house: House) -> None:
    def asked(organization: int | None) -> int:
        with CaptureQueriesContext(connection) as captured:
            queries.value(house.station.pk, REVIEW_LEVELS, organization=organization)
        return len(captured)

    assert asked(house.township.pk) == 1
    for value in (1, 3, 4):
        provide(house, value)
        assert asked(house.township.pk) == 1
    provide(house, 3, scope=Scope(levels=(Level.COUNTY,)))
    assert asked(house.township.pk) == 2
    assert asked(None) == 1
