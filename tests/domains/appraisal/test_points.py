# SPDX-License-Identifier: Apache-2.0
"""From what is recorded to points: what counts, for whom, once; and that following always equals counting anew."""

import datetime
import random
import uuid
from decimal import Decimal
from functools import partial

import pytest

from tests.domains.matrix import refuses
from tests.factories import appraisal, items, network, reporting, supervision, topics
from tests.factories.network import House
from yizhan.domains.appraisal import access
from yizhan.domains.appraisal.models import Bookmark, Occasion
from yizhan.domains.appraisal.operations import correcting, freezing, objecting, recording, schemes
from yizhan.domains.appraisal.operations.correcting import Proposal
from yizhan.domains.appraisal.queries import comparing, prospects, standings
from yizhan.domains.appraisal.queries.accounts import accounts, counted_anew
from yizhan.domains.appraisal.queries.holders import own_subject
from yizhan.domains.items.models import Item
from yizhan.domains.items.operations import review
from yizhan.domains.network.operations import tree
from yizhan.domains.network.states import Level, Line, OrganizationKind
from yizhan.domains.reporting.operations import adoption
from yizhan.domains.rulebook.operations import laying_down
from yizhan.engines.scoring.periods import Period, parse_period
from yizhan.kernel import clock
from yizhan.kernel.actors import system
from yizhan.kernel.errors import Conflict, Invalid, NotFound
from yizhan.kernel.ids import new_id

YEAR = parse_period("2026")
JUNE = datetime.datetime(2026, 6, 10, 9, tzinfo=clock.OFFICE_ZONE)
JULY = datetime.datetime(2026, 7, 10, 9, tzinfo=clock.OFFICE_ZONE)
OCTOBER = datetime.datetime(2026, 10, 10, 9, tzinfo=clock.OFFICE_ZONE)


def points(house: House, period: Period = YEAR, code: str = "qingxi") -> dict[str, Decimal]:
    """Totals of those who have any, by name."""
    (table,) = standings.standings(house.station.pk, period, code=code, is_money=None)
    return {row.subject.name: row.total for row in table.rows if row.total}


@pytest.mark.rule("RULE-081")
def test_points_come_from_the_records_and_each_line_says_why(house: House) -> None:
    version = appraisal.in_force(house)
    with clock.at(JUNE):
        item = items.released(house, by=house.officer)
        adopted = reporting.adopted(house, item)
        supervision.recorded(house, item=item)
        appraisal.booked()
        assert points(house) == {house.township.name: Decimal(31)}
        (table,) = standings.standings(house.station.pk, YEAR)
        (subject,) = [row.subject for row in table.rows if row.total]
        lines = standings.statement(version, YEAR, subject)
    assert [(line.rule, line.clause, line.arithmetic, line.points, line.matter) for line in lines] == [
        ("adopted", "第四条", "20", Decimal(20), item.public_id),
        ("instructed", "第五条", "10", Decimal(10), item.public_id),
        ("handed-in", "第三条", "1", Decimal(1), item.public_id),
    ]
    assert Occasion.objects.get(public_id=lines[0].occasion).key == f"adoption/{adopted.public_id}/{item.public_id}"


@pytest.mark.rule("RULE-072")
def test_an_adoption_counts_once_per_publication_and_a_synthesis_by_shares(house: House) -> None:
    appraisal.in_force(house)
    appraisal.in_force(house, appraisal.FEES)
    with clock.at(JUNE):
        whole = items.synthesis(
            house,
            [items.registered(house, by=house.officer), items.registered(house, by=house.member)],
            shares=[7500, 2500],
        )
        whole = signed_off(house, whole)
        body = reporting.body(house, level=Level.CITY)
        reporting.adopted(house, whole, body)
        appraisal.booked()
        kinds = Occasion.objects.filter(replaced_by__isnull=True).values_list("key", flat=True)
        assert [key.split("/")[0] for key in kinds].count("adoption") == 1
        # The member sits in the office: each half of the synthesis brings its own unit its part.
        assert points(house) == {house.township.name: Decimal(6), house.office.name: Decimal(6)}
        assert sorted(points(house, code="fees").values()) == [Decimal(25), Decimal(75)]
        reporting.adopted(house, whole, body, publication="另一刊物")
        appraisal.booked()
        assert sorted(points(house, code="fees").values()) == [Decimal(50), Decimal(150)]


@pytest.mark.rule("RULE-065", "RULE-066", "RULE-067", "RULE-068")
def test_fees_are_paid_by_level_and_doubled_once_by_an_instruction(house: House) -> None:
    appraisal.in_force(house, appraisal.FEES)
    with clock.at(JUNE):
        paid = {}
        for level in (Level.COUNTY, Level.CITY, Level.NATION):
            item = items.released(house)
            reporting.adopted(house, item, reporting.body(house, level=level))
            paid[item.public_id] = level
        appraisal.booked()
        plain = {line.line.matter: line.line.points for line in standings.fee_lines(house.station.pk, YEAR)}
        assert {paid[matter]: points for matter, points in plain.items() if matter} == {
            Level.COUNTY: 30,
            Level.CITY: 100,
            Level.NATION: 300,
        }
        for matter in paid:
            item = Item.objects.get(public_id=matter)
            supervision.recorded(house, item=item)
            supervision.recorded(house, item=item)
        appraisal.booked()
        lines = [one.line for one in standings.fee_lines(house.station.pk, YEAR)]
        assert sorted(line.points for line in lines) == [60, 200, 600]
        assert {line.arithmetic for line in lines} == {"30 × 2 = 60", "100 × 2 = 200", "300 × 2 = 600"}


@pytest.mark.rule("RULE-080")
def test_lines_are_ranked_apart_and_only_where_the_institution_wants_places(house: House) -> None:
    appraisal.in_force(house)
    units = [
        tree.set_up_organization(
            system(),
            station=house.station.pk,
            name=name,
            kind=OrganizationKind.DEPARTMENT,
            level=Level.COUNTY,
            line=line,
        )
        for name, line in (
            ("宣传部", Line.PARTY),
            ("统战部", Line.PARTY),
            ("水利局", Line.GOVERNMENT),
            ("财政局", Line.GOVERNMENT),
        )
    ]
    with clock.at(JUNE):
        for unit, number in zip(units, (1, 2, 1, 0), strict=True):
            writer = network.actor(unit, "officer")
            for _ in range(number):
                items.submitted(house, by=writer)
        appraisal.booked()
        (table,) = standings.standings(house.station.pk, YEAR)
        assert {row.rank for row in table.rows} == {None}
        laying_down.set_rule(
            system(), house.station.pk, key="appraisal.ranking", value=True,
            valid_from=datetime.date(2026, 1, 1), instrument="测试",
        )  # fmt: skip
        (table,) = standings.standings(house.station.pk, YEAR)
        places = {
            row.subject.name: (row.group, row.rank)
            for row in table.rows
            if row.subject.name in {one.name for one in units}
        }
        assert places == {"统战部": ("党委", 1), "宣传部": ("党委", 2), "水利局": ("政府", 1), "财政局": ("政府", 2)}


@pytest.mark.rule("RULE-079", "RULE-082")
def test_a_superior_counts_for_the_stations_below_it(house: House) -> None:
    city = house.city
    appraisal.in_force(city)
    with clock.at(JUNE):
        report = reporting.forwarded(house, items.signed(house))
        adopted = reporting.passed(city, report.result)
        reporting.adopted(city, adopted, reporting.body(city))
        appraisal.booked()
        assert points(city) == {house.station.name: Decimal(21)}
        # The same adoption counts for the district itself, whoever recorded it.
        assert Occasion.objects.filter(station=house.station, key__startswith="adoption/").count() == 1


def test_commissions_count_late_when_nobody_answers_and_once_when_somebody_does(house: House) -> None:
    appraisal.in_force(house)
    with clock.at(JUNE):
        topic = topics.commissioned(house, due_on=datetime.date(2026, 6, 20))
    with clock.at(JULY):
        appraisal.booked()
        assert points(house) == {house.township.name: Decimal(-3)}
        topics.answered(house, topic)
        appraisal.booked()
        assert points(house) == {house.township.name: Decimal(-2)}
    chain = Occasion.objects.filter(key__startswith="commission/")
    assert [(row.fields["status"], row.replaces_id is not None) for row in chain] == [
        (["未交"], False),
        (["迟交"], True),
    ]


def test_a_unit_that_was_joined_to_another_keeps_its_history(house: House) -> None:
    terms = f"""
[[change]]
date = 2026-07-01
change = "joined"
from = ["{house.township.name}"]
to = ["{house.department.name}"]
"""
    appraisal.in_force(house, terms=terms)
    with clock.at(JUNE):
        items.submitted(house, by=house.officer)
        appraisal.booked()
        half = parse_period("2026H1")
        assert points(house, half) == {house.township.name: Decimal(1)}
    with clock.at(JULY):
        items.submitted(house, by=network.actor(house.department, "officer"))
        appraisal.booked()
        assert points(house) == {house.township.name: Decimal(1), house.department.name: Decimal(2)}
        assert points(house, half) == {house.township.name: Decimal(1)}


def test_following_always_equals_counting_anew_after_any_mix_of_corrections(house: House) -> None:
    versions = [appraisal.in_force(house), appraisal.in_force(house, appraisal.FEES)]
    chance = random.Random(20261123)
    with clock.at(JUNE):
        told = [items.released(house, by=house.officer), items.released(house)]
        bodies = [reporting.body(house, level=level) for level in (Level.COUNTY, Level.CITY, Level.NATION)]
        recorded: list[uuid.UUID] = []
        for number in range(14):
            drawn = chance.choice(("adopt", "adopt", "instruct", "revoke", "cancel", "restate", "submit"))
            if drawn == "adopt":
                body = chance.choice(bodies)
                recorded.append(
                    reporting.adopted(house, chance.choice(told), body, publication=f"第{number}刊").public_id
                )
            elif drawn == "instruct":
                supervision.recorded(house, item=chance.choice(told))
            elif drawn == "revoke" and recorded:
                adoption.revoke_adoption(house.editor, recorded.pop(), reason="登记错误")
            elif drawn == "submit":
                items.submitted(house, by=house.officer)
            appraisal.booked()
            counting = Occasion.objects.filter(replaced_by__isnull=True, is_cancellation=False, station=house.station)
            if drawn in ("cancel", "restate") and (found := list(counting)):
                given = {"units": [(house.department.public_id, 10_000)]} if drawn == "restate" else {}
                proposal = Proposal(change=drawn, reason="更正", **given)
                made = correcting.propose(
                    house.editor, new_id(), occasion=chance.choice(found).public_id, proposal=proposal
                )
                correcting.confirm(house.reviewer, made.public_id)
            for version in versions:
                followed, anew = accounts(version, YEAR).appraisal(), counted_anew(version, YEAR).appraisal()
                names = [holder.name for holder in anew.context.register.holders]
                codes = followed.context.register.codes
                assert {name: int(followed.points[codes[name]]) for name in names} == dict(
                    zip(names, map(int, anew.points), strict=True)
                )
        for version in versions:
            for row in standings.table(version, YEAR).rows:
                listed = standings.statement(version, YEAR, row.subject)
                assert sum((line.points for line in listed), Decimal(0)) == row.total
        booked = Occasion.objects.count()
        Bookmark.objects.update(entry=0, due_until=None)
        appraisal.booked()
        assert Occasion.objects.count() == booked


def test_what_is_frozen_stays_and_later_corrections_appear_in_the_next_quarter(house: House) -> None:
    version = appraisal.in_force(house)
    name = house.township.name
    with clock.at(JUNE):
        item = items.released(house, by=house.officer)
        adopted = reporting.adopted(house, item)
    with clock.at(JULY):
        frozen = freezing.freeze(house.reviewer, new_id(), code="qingxi", period="2026Q2")
        assert points(house, parse_period("2026Q2")) == {name: Decimal(21)}
        reporting.adopted(house, item, reporting.body(house, level=Level.CITY), adopted_on=datetime.date(2026, 6, 30))
        items.submitted(house, by=house.officer)
        appraisal.booked()
        assert points(house, parse_period("2026Q2")) == {name: Decimal(21)}
        assert points(house, parse_period("2026Q3")) == {name: Decimal(11)}
    with clock.at(OCTOBER):
        freezing.freeze(house.reviewer, new_id(), code="qingxi", period="2026Q3")
        reporting_revoked(house, adopted.public_id)
        (row,) = [one for one in standings.table(version, parse_period("2026Q4")).rows if one.total]
        assert (row.points, row.correction, row.corrected) == (0, -20, {"2026Q2": Decimal(-20)})
        published = sum(
            (points(house, parse_period(f"2026Q{quarter}")).get(name, Decimal(0)) for quarter in (2, 3, 4)), Decimal(0)
        )
        assert published == points(house)[name] == row.cumulative == 12
    assert frozen.accounts.get(organization=house.township).points == 21


def signed_off(house: House, item: Item) -> Item:
    """A registered item brought to its signature."""
    review.send_to_review(house.editor, item.public_id)
    review.approve(house.reviewer, item.public_id)
    review.approve(house.second_reviewer, item.public_id)
    return review.sign_off(house.signer, item.public_id)


def reporting_revoked(house: House, public_id: object) -> None:
    """The adoption turns out to be none, and the books follow."""
    adoption.revoke_adoption(house.editor, public_id, reason="登记错误")
    appraisal.booked()


def test_what_a_draft_would_give_is_told_per_account(house: House) -> None:
    former = appraisal.in_force(house)
    tried = appraisal.drafted(house, appraisal.UNITS.replace('"省" = 20', '"省" = 40').replace("2026-1", "2027"))
    with clock.at(JUNE):
        reporting.adopted(house, items.released(house, by=house.officer))
        appraisal.booked()
        found = comparing.compare(former, tried, YEAR)
    first = found.differences[0]
    assert (first.subject.name, first.before, first.after, first.change) == (house.township.name, 21, 41, 20)
    assert (found.total_before, found.total_after, found.by_rule["采用 1 条"]) == (21, 41, 40)


MEMBERS = """
[scheme]
id = "members"
name = "委员履职积分办法"
version = "2026"
holder = "person"

[fields]
kind = ["报送", "采用", "调研"]
status = { column = "情况", values = ["按时参加", "提交", "采用"] }

[[rule]]
id = "opinion"
name = "反映 1 条"
when = { kind = "报送" }
points = 2

[[rule]]
id = "research"
name = "参加调研"
when = { kind = "调研", status = "按时参加" }
points = 3

[[limit]]
id = "cap"
name = "调研封顶"
rules = ["research"]
at_most = 4
every = "year"

[[duty]]
id = "monthly"
name = "每月反映 1 条"
count = { kind = "报送" }
every = "month"
at_least = 1

[[grade]]
name = "不合格"
less_than = 6

[[grade]]
name = "合格"
at_least = 6
"""


@pytest.mark.rule("RULE-046", "RULE-050", "RULE-072")
def test_the_record_of_a_member_counts_with_evidence_and_says_what_comes_next(house: House) -> None:
    version = appraisal.in_force(house, MEMBERS)
    with clock.at(JUNE):
        for _ in range(2):
            activity = recording.enter(house.member, new_id(), particulars=appraisal.particulars())
            recording.confirm(house.editor, activity.public_id)
        recording.enter(house.member, new_id(), particulars=appraisal.particulars())
        subject = own_subject("person", house.member.person, house.member.organization)
        assert subject is not None
        assert sorted(points(house, code="members").values()) == [Decimal(4)]
        ahead = {(one.kind, one.name): (one.value, one.goal) for one in prospects.prospects(version, YEAR, subject)}
        assert ahead == {("duty", "每月反映 1 条"): (0, 1), ("cap", "调研封顶"): (4, 4), ("grade", "合格"): (4, 6)}
        row = next(one for one in standings.table(version, YEAR).rows if one.subject == subject)
        assert [duty["period"] for duty in row.shortfalls] == ["2026-01", "2026-02", "2026-03", "2026-04", "2026-05"]
        recording.strike(house.editor, activity.public_id, reason="重复")
        assert sorted(points(house, code="members").values()) == [Decimal(3)]
    for actor, sees in ((house.member, True), (house.officer, False), (house.editor, True), (house.leader, True)):
        assert access.sees(actor, subject) is sees


def test_periods_and_versions_that_do_not_fit_are_refused(house: House) -> None:
    former = appraisal.in_force(house)
    freeze = partial(freezing.freeze, house.reviewer, new_id(), code="qingxi")
    with clock.at(OCTOBER):
        for period, kind, code in (
            ("2026Q5", Invalid, "appraisal.period.unreadable"),
            ("2026Q4", Invalid, "appraisal.period.not_over"),
            ("2025Q4", NotFound, "appraisal.scheme.none_counts"),
        ):
            assert refuses(partial(freeze, period=period), kind).code == code
        freeze(period="2026Q1")
        again = partial(freezing.freeze, house.reviewer, new_id(), code="qingxi")
        assert refuses(partial(again, period="2026Q1"), Conflict).code == "appraisal.period.frozen"
        assert refuses(partial(again, period="2026Q3"), Conflict).code == "appraisal.period.gap"
        following = appraisal.reviewed(house, appraisal.UNITS.replace("2026-1", "2026-2"))
        force = partial(schemes.put_in_force, house.signer, following.public_id, instrument=appraisal.INSTRUMENT)
        for day, kind, code in (
            (datetime.date(2026, 8, 15), Invalid, "appraisal.scheme.mid_month"),
            (datetime.date(2026, 3, 1), Conflict, "appraisal.scheme.published"),
        ):
            assert refuses(partial(force, valid_from=day), kind, following).code == code
        force(valid_from=datetime.date(2026, 8, 1))
        assert refuses(partial(again, period="2026Q3"), Conflict).code == "appraisal.period.two_versions"
        objection = partial(
            objecting.raise_objection,
            house.officer,
            new_id(),
            scheme=former.public_id,
            period="2026Q1",
            statement="少计",
        )
    with clock.at(OCTOBER + datetime.timedelta(days=8)):
        assert refuses(objection, Conflict).code == "appraisal.objection.too_late"
    with clock.at(OCTOBER + datetime.timedelta(days=7)):
        assert objection().period == "2026Q1"


@pytest.mark.parametrize(
    ("text", "terms", "line", "mistakes"),
    [
        ("[scheme]\nid = 'x'\nname = 'x'\nversion = '1'\n", "", 0, 1),
        (appraisal.UNITS.replace("points = 10", "ponits = 10"), "", 43, 1),
        (appraisal.UNITS, '[word.level]\n"市级" = "市"\n', 1, 1),
        (appraisal.UNITS, '[words.level]\n"市级" = 3\n[[change]]\ndate = 2026-07-01\n', 2, 2),
    ],
)
def test_a_text_that_cannot_be_counted_by_is_refused_with_its_line(
    house: House, text: str, terms: str, line: int, mistakes: int
) -> None:
    refusal = refuses(partial(schemes.draft, house.editor, new_id(), text=text, terms=terms), Invalid)
    assert refusal.code == "appraisal.scheme.refused"
    assert (refusal.parameters["line"], refusal.parameters["mistakes"]) == (line, mistakes)
