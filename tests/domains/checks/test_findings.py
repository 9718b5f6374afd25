# SPDX-License-Identifier: Apache-2.0
"""What the checks find in items of each kind; setting a finding aside: who, when, with which reason."""

import datetime
from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.conftest import Recorded
from tests.domains.matrix import refuses
from tests.factories import items
from tests.factories.items import IN_STATE
from tests.factories.network import House
from yizhan.domains.checks import access, operations, queries, sentences
from yizhan.domains.checks.models import SetAside
from yizhan.domains.checks.queries import Asked, Found
from yizhan.domains.items.models import Item
from yizhan.domains.items.operations.writing import Wording
from yizhan.domains.items.states import OPEN, Kind, State
from yizhan.engines.text.completeness import Lengths
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Denied, Invalid, NotFound, Refusal
from yizhan.kernel.models import Entry

TODAY = datetime.date(2026, 3, 1)
ASKED = Asked(Lengths(0, 1500), parts=True)

#: An invented identity number with the check digit it calls for, and the same mistyped.
IDENTITY, MISTYPED = "110101199003078515", "110101199003078514"

SLIPS = {
    "title": "青石街道反映饮水问题",
    "situation": "2026年2月30日,柳荫里小区共12户停水，其中东区8户、西区5户。",
    "analysis": "管网老化。",
    "suggestion": "尽快改造。",
    "scope": "柳荫里小区",
}


def codes(kind: str, **texts: str) -> list[str]:
    wording = Wording(**{"title": "小区噪音", "situation": "小区噪音大。", **texts})
    return [found.code for found in queries.findings(kind, wording, ASKED, TODAY)]


@pytest.fixture
def item(house: House) -> Item:
    """A registered item with three slips."""
    return items.registered(house, **SLIPS)


def found_in(house: House, item: Item) -> list[Found]:
    return access.findings_of(house.editor, item)


@pytest.mark.rule("RULE-027")
@pytest.mark.rule("RULE-028")
@pytest.mark.rule("RULE-030")
@pytest.mark.rule("RULE-031")
@pytest.mark.parametrize(
    ("kind", "parts"),
    [
        (Kind.PROBLEM, ["cause", "consequence", "scope", "time", "figures", "suggestion"]),
        (Kind.SOCIAL_OPINION, ["cause", "scope", "time", "suggestion"]),
        (Kind.EARLY_WARNING, ["cause", "consequence", "scope", "time", "suggestion"]),
        (Kind.SUGGESTION, ["cause", "suggestion"]),
        (Kind.RESEARCH, ["cause", "scope", "figures", "suggestion"]),
        (Kind.EXPERIENCE, ["scope", "figures"]),
        (Kind.DYNAMICS, ["scope", "time"]),
        ("no such kind", []),
    ],
)
def test_each_kind_is_asked_for_its_parts(kind: str, parts: list[str]) -> None:
    assert codes(kind) == [f"missing.{part}" for part in parts]


@pytest.mark.rule("RULE-030")
def test_a_part_that_has_a_field_of_its_own_is_there_whatever_its_words() -> None:
    filled = {"analysis": "甲", "suggestion": "乙", "scope": "丙", "occurrence": "丁", "consequence": "戊"}
    assert codes(Kind.PROBLEM, **filled) == ["missing.figures"]
    assert queries.findings(Kind.PROBLEM, Wording(title="甲", situation="乙"), replace(ASKED, parts=False), TODAY) == []


@pytest.mark.rule("RULE-031")
@pytest.mark.parametrize(("lengths", "code"), [(Lengths(7, 9), ["length.short"]), (Lengths(1, 4), ["length.long"])])
def test_the_length_is_the_station_s_policy(lengths: Lengths, code: list[str]) -> None:
    wording = Wording(title="标题不算在内", situation="甲乙丙丁戊。")
    found = queries.findings(Kind.DYNAMICS, wording, Asked(lengths, parts=False), TODAY)
    assert [one.code for one in found] == code


@pytest.mark.rule("RULE-027")
def test_slips_are_found_in_their_part_with_what_is_around(house: House, item: Item) -> None:
    assert [(one.code, one.part, one.before, one.words, one.after) for one in found_in(house, item)] == [
        ("length.short", "", "", "", ""),
        ("date.wrong", "situation", "", "2026年2月30日", ",柳荫里小区共12户停水，其…"),
        ("punctuation.half_width", "situation", "2026年2月30日", ",", "柳荫里小区共12户停水，其中…"),
        ("sum.contradicts", "situation", "…6年2月30日,柳荫里小区共", "12户停水，其中东区8户、西区5户", "。"),
    ]


@pytest.mark.parametrize(
    ("number", "kind", "doubt"),
    [(IDENTITY, "身份证号", False), (MISTYPED, "身份证号", True), ("13800138000", "手机号", False)],
)
def test_personal_numbers_are_masked_wherever_they_show(number: str, kind: str, doubt: bool) -> None:
    wording = Wording(title="甲", situation=f"当事人{number}，{number}。")
    found = queries.findings(Kind.EXPERIENCE, wording, replace(ASKED, parts=False), TODAY)
    assert [one.code for one in found] == ["personal.number"] * 2
    assert number not in repr(found)
    told = sentences.problem(found[0])
    assert (kind in told, "校验码不符" in told) == (True, doubt)


def test_an_author_is_told_of_a_secrecy_mark(house: House) -> None:
    found = access.findings_in(house.member, Kind.DYNAMICS, Wording(title="机密★一年", situation="甲"))
    assert "secrecy.mark" in [one.code for one in found]


@pytest.mark.parametrize(
    "text", ["", "甲", "\x00\x07", "🚰𠮷<b>'\"%s%(words)s", "《" * 300, "1" * 20_000, "\ud800", "共1户，其中"]
)
def test_any_text_gets_an_answer_in_words(text: str) -> None:
    found = queries.findings(Kind.PROBLEM, Wording(title=text, situation=text), ASKED, TODAY)
    assert all(sentences.problem(one) for one in found)
    assert all(len(one.words) <= 61 for one in found)


def test_what_is_set_aside_is_kept_with_its_reason_and_comes_back(house: House, item: Item, recorded: Recorded) -> None:
    wrong = found_in(house, item)[1]
    recorded.clear()
    made = operations.set_aside(house.editor, item.public_id, wrong.key, reason=" 原文如此 ")
    assert (made.words, made.reason, made.post_id) == ("2026年2月30日", "原文如此", house.editor.post)
    assert operations.set_aside(house.reviewer, item.public_id, wrong.key, reason="原文如此") == made
    assert recorded.names == ["checks.finding.set_aside"]
    assert Entry.objects.latest("pk").matter == item.public_id
    assert [one.set_aside for one in found_in(house, item)] == [None, made, None, None]
    refuses(lambda: operations.set_aside(house.reviewer, item.public_id, wrong.key, reason="别的"), Conflict, item)
    operations.take_up(house.reviewer, item.public_id, wrong.key)
    operations.take_up(house.reviewer, item.public_id, wrong.key)
    assert recorded.names == ["checks.finding.set_aside", "checks.finding.taken_up"]
    assert [one.set_aside for one in found_in(house, item)] == [None] * 4


@pytest.mark.parametrize("step", [lambda *given: operations.set_aside(*given, reason="原文如此"), operations.take_up])
@pytest.mark.parametrize(
    ("actor", "kind"),
    [
        (lambda house: house.signer, Denied),
        (lambda house: house.member, Denied),
        (lambda house: house.handler, NotFound),
        (lambda house: house.neighbour.editor, NotFound),
    ],
)
def test_others_do_not_decide(
    house: House,
    item: Item,
    actor: Callable[[House], Actor],
    kind: type[Refusal],
    step: Callable[[Actor, object, str], object],
) -> None:
    key, who = found_in(house, item)[0].key, actor(house)
    refuses(lambda: step(who, item.public_id, key), kind, item)
    assert not SetAside.objects.exists()


@pytest.mark.parametrize("state", State.values)
def test_only_what_is_on_the_desk_is_decided_about(house: House, state: str) -> None:
    item = IN_STATE[state](house)
    key = found_in(house, Item.objects.get(pk=item.pk))[0].key
    if state in OPEN:
        assert operations.set_aside(house.editor, item.public_id, key, reason="可以").item == item
    else:
        refuses(lambda: operations.set_aside(house.editor, item.public_id, key, reason="可以"), Conflict, item)


@pytest.mark.parametrize("reason", ["", "  ", "甲" * 501, "甲\x00"])
def test_a_reason_that_is_none_is_refused(house: House, item: Item, reason: str) -> None:
    key = found_in(house, item)[0].key
    refuses(lambda: operations.set_aside(house.editor, item.public_id, key, reason=reason), Invalid, item)


def test_an_unknown_finding_is_refused(house: House, item: Item) -> None:
    refuses(lambda: operations.set_aside(house.editor, item.public_id, "0" * 32, reason="甲"), NotFound, item)


@pytest.mark.parametrize("name", ["leader", "handler"])
def test_who_neither_writes_nor_edits_asks_nothing(house: House, item: Item, name: str) -> None:
    refuses(lambda: access.findings_in(getattr(house, name), Kind.PROBLEM, items.wording()), Denied, item)
    refuses(lambda: access.findings_of(house.member, item), Denied, item)
