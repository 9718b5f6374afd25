# SPDX-License-Identifier: Apache-2.0
"""Every index of the house follows what happens, shows each row that is wrong, and can be made anew."""

from pathlib import Path

import pytest

from tests.factories import files, items, periodicals, supervision
from tests.factories.network import House
from yizhan.domains.files.operations import attaching
from yizhan.domains.items.models import Text
from yizhan.domains.items.operations import editing
from yizhan.domains.items.queries import finding as item_finding
from yizhan.domains.supervision.models import Reply
from yizhan.domains.supervision.queries.findable import REPLIES
from yizhan.engines.text.bigrams import index_tokens
from yizhan.kernel import fulltext, indexes
from yizhan.kernel.fulltext import Document
from yizhan.kernel.fulltext_index import FulltextIndex
from yizhan.kernel.indexes import Fault, Finding


@pytest.fixture
def worked(house: House, files_folder: Path) -> House:
    """A station in which something of everything has happened."""
    item = items.registered(house)
    editing.edit(house.editor, item.public_id, wording=items.wording(title="改后的标题"))
    periodicals.released(house)
    periodicals.discarded(house)
    supervision.feedback(house)
    supervision.replied(house)
    attaching.remove(house.member, files.kept(house).public_id)
    files.handed_in(house)
    return house


def test_operations_keep_every_index_as_it_would_be_made_anew(worked: House) -> None:
    for index in indexes.indexes():
        assert index.count() > 0, index.name
        assert list(index.findings()) == [], index.name
        assert not index.is_unfilled()
        indexes.rebuild(index)
        assert list(index.findings()) == [], index.name


def test_each_row_that_is_wrong_is_found_and_rebuilding_mends_it(worked: House) -> None:
    index, table = REPLIES, REPLIES.table
    first, second = Reply.objects.order_by("pk").values_list("pk", flat=True)[:2]
    fulltext.remove(table, first, index_tokens(index.words_of([first])[first]))
    Reply.objects.filter(pk=second).update(effect="另一种说法。")
    fulltext.enter(table, Document(row=10_000, tokens=index_tokens("多余"), text="多余"))
    found = [Finding(first, Fault.MISSING), Finding(second, Fault.STALE), Finding(10_000, Fault.SURPLUS)]
    assert sorted(index.findings(), key=lambda finding: finding.row) == found
    indexes.rebuild(index)
    assert list(index.findings()) == []


def test_the_same_words_in_another_order_are_stale(house: House) -> None:
    item = items.submitted(house, title="甲乙", situation="丙丁")
    Text.objects.filter(item=item).update(title="丙丁", situation="甲乙")
    assert list(item_finding.FULLTEXT.findings()) == [Finding(item.pk, Fault.STALE)]


def test_an_empty_index_is_filled_when_the_house_is_opened(worked: House) -> None:
    for index in indexes.indexes():
        if isinstance(index, FulltextIndex):
            fulltext.clear(index.table)
            assert index.is_unfilled()
    indexes.fill_new()
    assert [index.name for index in indexes.indexes() if list(index.findings())] == []
