# SPDX-License-Identifier: Apache-2.0
"""The journal: the audit administrator's alone, in sentences, narrowed, paged, as a file."""

import csv
import dataclasses
import io
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.factories import items
from tests.factories.network import House
from tests.web.administration.conftest import PEOPLE
from tests.web.items.visits import found, said, visitor
from yizhan.domains.network.models import Person
from yizhan.domains.network.states import Role
from yizhan.kernel import clock
from yizhan.kernel.events import CATALOGUE
from yizhan.kernel.ids import new_id
from yizhan.kernel.models import Entry
from yizhan.web.administration.journal_words import ROOMS, events_by_room, kind_of, room_of, sentence_of
from yizhan.web.administration.views import journal


def rows(page: Any) -> list[str]:
    """The lines of the journal, as text."""
    return found(page, '//tbody[@class="act"]/tr')


def read(page: Any) -> list[dict[str, str]]:
    """The lines of the file."""
    text = b"".join(page.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize("role", [role for role in PEOPLE if role != Role.AUDIT_ADMINISTRATOR])
def test_nobody_else_reads_the_journal(house: House, role: str) -> None:
    client = visitor(getattr(house, role))
    assert client.get("/journal/").status_code == 403
    assert client.get("/journal/export/").status_code == 403


def test_entry_says_who_did_what_to_what_and_what_it_changed(house: House, audit_administrator: Client) -> None:
    item = items.registered(house)
    editor = Person.objects.get(pk=house.editor.person)
    latest = rows(audit_administrator.get(f"/journal/?subject={item.public_id}"))[0]
    for words in (editor.name, "编辑", "登记", "待登记 → 编辑中", item.number):
        assert words in latest
    assert item.title not in latest


def test_entries_of_one_act_stand_under_one_name(house: House, audit_administrator: Client) -> None:
    item = items.submitted(house)
    entries = Entry.objects.filter(matter=item.public_id)
    Entry.objects.bulk_create(
        Entry(
            event="items.item.registered", subject=item.public_id, matter=item.public_id, act=entries[0].act,
            post=entries[0].post, role=entries[0].role, at=clock.now(),
        )
        for _ in range(6)
    )  # fmt: skip
    page = audit_administrator.get(f"/journal/?subject={item.public_id}")
    author = Person.objects.get(pk=house.member.person).name
    assert [author in row for row in rows(page)] == [True] + [False] * 5
    assert rows(page)[-1] == "查看本次操作的全部记录"
    whole = audit_administrator.get(f"/journal/?act={entries[0].act}")
    assert len(rows(whole)) == 7


def test_journal_is_narrowed_by_its_filters(house: House, audit_administrator: Client) -> None:
    item = items.registered(house)
    editor = Person.objects.get(pk=house.editor.person)
    today = clock.today().isoformat()
    for query, count in (
        (f"subject={item.public_id}", 2),
        (f"subject={item.public_id}&what=items.item.registered", 1),
        (f"subject={item.public_id}&what=network", 0),
        (f"subject={item.public_id}&what=items&person={editor.name}", 1),
        (f"subject={item.public_id}&person=没有这个人", 0),
        (f"subject={item.public_id}&since={today}&until={today}", 2),
        (f"subject={item.public_id}&until=2020-01-01", 0),
        (f"subject={new_id()}", 0),
    ):
        assert len(rows(audit_administrator.get(f"/journal/?{query}"))) == count, query


@pytest.mark.parametrize("query", ["what=none", "since=2026-02-30", "subject=x", "act=x", "before=x", "before=²"])
def test_what_an_address_says_wrongly_counts_as_not_said(house: House, audit_administrator: Client, query: str) -> None:
    assert len(rows(audit_administrator.get(f"/journal/?{query}"))) > 10


def test_pages_follow_each_other_by_key(
    house: House, audit_administrator: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal, "SIZE", 10)
    seen, url, pages = 0, "/journal/?what=network", 0
    total = Entry.objects.filter(event__startswith="network.").count()
    while url:
        page = audit_administrator.get(url)
        seen, pages = seen + len(rows(page)), pages + 1
        following = [link for link in found(page, "//a/@href") if "before=" in link]
        url = f"/journal/{following[0].removeprefix('/journal/')}" if following else ""
    assert (seen, pages) == (total, -(-total // 10))


def test_empty_journal_says_what_to_do(house: House, audit_administrator: Client) -> None:
    assert "放宽时间范围" in said(audit_administrator.get("/journal/?until=2019-01-01"))


def test_file_holds_every_entry_in_words(house: House, audit_administrator: Client) -> None:
    item = items.registered(house)
    lines = read(audit_administrator.get(f"/journal/export/?subject={item.public_id}"))
    assert [line["事件"] for line in lines] == ["items.item.registered", "items.item.submitted"]
    latest = lines[0]
    assert (latest["涉及"], latest["原状态"], latest["新状态"]) == (item.number, "待登记", "编辑中")
    assert latest["对象标识"] == str(item.public_id)
    assert len(read(audit_administrator.get("/journal/export/"))) == Entry.objects.count()


def test_every_kind_of_event_has_words_or_its_name() -> None:
    offered = {name for _room, kinds in events_by_room() for name, _words in kinds}
    assert offered == {name for name in CATALOGUE if room_of(name) in ROOMS}
    assert kind_of("network.post.ended") != "network.post.ended"
    assert "…" in kind_of("network.post.ended")


def test_entry_that_lacks_a_particular_is_shown_by_its_name() -> None:
    assert sentence_of("network.post.ended", {}) == "network.post.ended"
    blanks = {field.name: "x" for field in dataclasses.fields(CATALOGUE["network.post.ended"])}
    assert "x" in sentence_of("network.post.ended", blanks)


def test_queries_do_not_grow_with_entries(
    house: House, audit_administrator: Client, queries_of: Callable[[Callable[[], Any]], int]
) -> None:
    items.submitted(house)
    one = queries_of(lambda: audit_administrator.get("/journal/"))
    for _ in range(2):
        items.submitted(house)
    assert queries_of(lambda: audit_administrator.get("/journal/")) == one
