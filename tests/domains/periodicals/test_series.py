# SPDX-License-Identifier: Apache-2.0
"""Founding, equipping, ending and merging periodicals."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.conftest import Recorded
from tests.domains.matrix import refuses
from tests.factories import items, periodicals
from tests.factories.network import House
from yizhan.domains.periodicals import access
from yizhan.domains.periodicals.models import Issue, Series
from yizhan.domains.periodicals.operations import composing, release, series
from yizhan.domains.periodicals.queries import issues
from yizhan.kernel.actors import Actor, system
from yizhan.kernel.errors import Conflict, Denied, Invalid, NotFound
from yizhan.kernel.ids import new_id

#: Each verb on a series: who may, the call, its arguments beyond actor and id, and what it announces.
VERBS: dict[str, tuple[str, Callable[..., Any], dict[str, Any], str]] = {
    "open_issue": ("editor", composing.open_issue, {}, "periodicals.issue.opened"),
    "describe": (
        "editor",
        series.describe,
        {"masthead": "新刊头", "issuing_office": "编辑部"},
        "periodicals.series.described",
    ),
    "set_columns": ("editor", series.set_columns, {"names": ["要闻"]}, "periodicals.series.columns_set"),
    "set_readers": ("editor", series.set_readers, {"readers": []}, "periodicals.series.readers_set"),
    "retire": ("reviewer", series.retire, {"reason": "精简刊物"}, "periodicals.series.retired"),
    "succeed": ("reviewer", series.succeed, {"by": ...}, "periodicals.series.succeeded"),
}


def take(verb: str, actor: Actor, of: Series) -> Any:
    """Call a verb; a merger is into the other periodical of the station."""
    _, call, arguments, _ = VERBS[verb]
    if "by" in arguments:
        arguments = {"by": Series.objects.exclude(pk=of.pk).get().public_id}
    return call(actor, of.public_id, **arguments)


@pytest.fixture
def of(house: House) -> Series:
    """A periodical, and another one that it could be merged into."""
    own = periodicals.series(house)
    periodicals.series(house)
    return own


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_announces_what_it_did(house: House, of: Series, recorded: Recorded, verb: str) -> None:
    role, *_, event = VERBS[verb]
    recorded.clear()

    take(verb, getattr(house, role), of)

    assert recorded.names == [event]


@pytest.mark.parametrize("verb", VERBS)
def test_who_lacks_the_right_is_denied(house: House, of: Series, verb: str) -> None:
    refuses(lambda: take(verb, house.supervisor, of), Denied, of)


@pytest.mark.parametrize("verb", VERBS)
def test_who_has_the_right_elsewhere_or_is_no_staff_finds_nothing(
    house: House, elsewhere: House, of: Series, verb: str
) -> None:
    for actor in (getattr(elsewhere, VERBS[verb][0]), house.leader, house.member, house.system_administrator):
        refuses(lambda actor=actor: take(verb, actor, of), NotFound, of)


@pytest.mark.parametrize("verb", VERBS)
def test_an_ended_series_is_left_alone(house: House, of: Series, verb: str) -> None:
    actor = getattr(house, VERBS[verb][0])
    series.retire(house.reviewer, of.public_id, reason="精简刊物")

    refused = refuses(lambda: take(verb, actor, of), Conflict, of)

    assert refused.code == "periodicals.series.ended"
    assert access.series_offers(actor, Series.objects.get(pk=of.pk)) == []


def test_series_offers_are_the_verbs_of_the_role(house: House, elsewhere: House, of: Series) -> None:
    assert access.series_offers(house.editor, of) == ["open_issue", "describe", "set_columns", "set_readers"]
    assert access.series_offers(house.signer, of) == ["describe", "set_columns", "set_readers", "retire", "succeed"]
    assert access.series_offers(elsewhere.editor, of) == []


def test_a_series_is_founded_with_a_bare_name(house: House) -> None:
    founded = series.found(house.signer, name=" 《社情民意》 ", kind="bulletin")

    assert (founded.name, str(founded), founded.issuing_office) == ("社情民意", "《社情民意》", house.station.name)


@pytest.mark.parametrize(
    ("wrong", "kind", "code"),
    [
        ({"name": "《》"}, Invalid, "items.text.empty"),
        ({"name": "刊" * 61}, Invalid, "items.text.too_long"),
        ({"kind": "newspaper"}, Invalid, "periodicals.series.kind"),
        ({"opening_number": 3}, Invalid, "periodicals.series.opening"),
        ({"opening_year": 2026}, Invalid, "periodicals.series.opening"),
        ({"opening_year": 2026, "opening_number": 3, "opening_total": 2}, Invalid, "periodicals.series.opening"),
        ({"opening_total": -1}, Invalid, "periodicals.series.opening"),
        ({"name": "建言"}, Conflict, "periodicals.series.name_taken"),
    ],
)
def test_a_series_that_cannot_be_is_refused(house: House, wrong: dict[str, Any], kind: Any, code: str) -> None:
    known = series.found(house.signer, name="建言", kind="bulletin")

    refused = refuses(
        lambda: series.found(house.signer, **{"name": "社情民意", "kind": "bulletin", **wrong}), kind, known
    )

    assert refused.code == code
    assert Series.objects.count() == 1


@pytest.mark.parametrize("role", ["editor", "leader", "member", "handler", "system_administrator"])
def test_who_may_not_found_a_series(house: House, role: str) -> None:
    with pytest.raises(Denied):
        series.found(getattr(house, role), name="社情民意", kind="bulletin")

    assert not Series.objects.exists()


def test_the_installation_founds_series_for_a_station_only(house: House) -> None:
    assert series.found(system(house.station.pk), name="社情民意", kind="bulletin").station == house.station
    with pytest.raises(NotFound):
        series.found(system(), name="社情民意", kind="bulletin")


@pytest.mark.rule("RULE-038")
def test_a_series_has_one_list_of_columns(house: House, of: Series) -> None:
    before = {column.name: column.pk for column in issues.columns_of(of)}

    series.set_columns(house.editor, of.public_id, names=["工作动态", "调研思考"])
    assert [column.name for column in issues.columns_of(of)] == ["工作动态", "调研思考"]

    series.set_columns(house.editor, of.public_id, names=["社情民意", "工作动态"])
    assert {column.name: column.pk for column in issues.columns_of(of)} == before


def test_a_column_is_not_named_twice(house: House, of: Series) -> None:
    refused = refuses(lambda: series.set_columns(house.editor, of.public_id, names=["要闻", " 要闻 "]), Invalid, of)

    assert refused.code == "periodicals.column.twice"


@pytest.mark.parametrize("verb", ["retire", "succeed"])
def test_a_series_with_an_open_issue_does_not_end(house: House, of: Series, verb: str) -> None:
    composing.open_issue(house.editor, of.public_id)

    refused = refuses(lambda: take(verb, house.reviewer, of), Conflict, of)

    assert refused.code == "periodicals.series.has_open_issue"


@pytest.mark.rule("FIX-136")
@pytest.mark.rule("RULE-038")
def test_two_periodicals_become_one_and_nothing_is_lost(house: House, elsewhere: House) -> None:
    """Numbering, archive and readers of both survive; from now on there is one sequence and one list."""
    express = periodicals.series(house, name="要情快报", readers=[periodicals.leader(house.leader)])
    affairs = periodicals.series(
        house, name="政务", readers=[periodicals.leader(house.leader), periodicals.body(elsewhere.department)]
    )
    merged = periodicals.series(house, name="信息", readers=[periodicals.body(house.department)])
    old = [periodicals.released(house, one) for one in (express, express, affairs)]
    labels = [str(issue) for issue in old]

    series.succeed(house.reviewer, express.public_id, by=merged.public_id)
    series.succeed(house.reviewer, affairs.public_id, by=merged.public_id)
    new = periodicals.released(house, merged)

    assert [str(Issue.objects.get(pk=issue.pk)) for issue in old] == labels
    assert list(issues.archive(merged)) == [new, *reversed(old)]
    assert list(issues.archive(express)) == [old[1], old[0]]
    assert [(reader.kind, reader.post_id, reader.organization) for reader in issues.readers_of(merged)] == [
        ("report_to", house.leader.post, None),
        ("issue_to", None, house.department),
        ("issue_to", None, elsewhere.department),
    ]
    assert new.number == 1
    assert access.is_visible(elsewhere.handler, new)
    assert access.is_visible(elsewhere.handler, old[2])
    assert list(Series.objects.filter(is_active=True)) == [merged]


def test_the_archive_follows_several_mergers(house: House) -> None:
    first, second, third = (periodicals.series(house, name=name) for name in ("甲刊", "乙刊", "丙刊"))
    issue = periodicals.released(house, first)

    series.succeed(house.reviewer, first.public_id, by=second.public_id)
    series.succeed(house.reviewer, second.public_id, by=third.public_id)

    assert list(issues.archive(third)) == [issue]


def test_a_series_is_merged_only_into_another_of_its_kind(house: House, of: Series) -> None:
    report = periodicals.series(house, kind="special_report")
    for by in (of, report):
        refused = refuses(
            lambda by=by: series.succeed(house.reviewer, of.public_id, by=by.public_id), Invalid, of, report
        )
        assert refused.code == "periodicals.series.not_a_successor"
    refuses(lambda: series.succeed(house.reviewer, of.public_id, by=new_id()), NotFound, of)


def test_the_issues_of_an_ended_series_stay(house: House, of: Series) -> None:
    issue = periodicals.composed(house, of, placed=[items.signed(house)])
    release.release(house.signer, issue.public_id)

    series.retire(house.reviewer, of.public_id, reason="精简刊物")

    assert access.find(house.editor, issue.public_id) == issue
    assert list(issues.series_of(house.station.pk)) == [Series.objects.exclude(pk=of.pk).get(), of]
