# SPDX-License-Identifier: Apache-2.0
"""What nobody recorded is added by hand: with a proof, by two people, marked; otherwise figures come from records."""

import datetime
from functools import partial
from typing import Any

import pytest

from tests.conftest import Recorded
from tests.domains.matrix import refuses
from tests.factories import appraisal, files
from tests.factories.network import House
from yizhan.domains.appraisal import access
from yizhan.domains.appraisal.models import Bookmark, Correction, Occasion
from yizhan.domains.appraisal.operations import adding, correcting
from yizhan.domains.appraisal.operations.correcting import Proposal
from yizhan.domains.appraisal.queries import records, standings
from yizhan.domains.appraisal.states import Origin
from yizhan.engines.scoring.periods import parse_period
from yizhan.kernel import clock
from yizhan.kernel.errors import Conflict, Denied, Invalid, NotFound
from yizhan.kernel.ids import new_id


def total(house: House) -> int:
    """The points of the township this year, after booking."""
    appraisal.booked()
    (table,) = standings.standings(house.station.pk, parse_period(str(clock.today().year)))
    return int(next(row.total for row in table.rows if row.subject.name == house.township.name))


@pytest.mark.rule("RULE-081")
def test_an_addition_counts_once_a_second_person_has_seen_its_proof_and_stays_marked(
    house: House, recorded: Recorded
) -> None:
    appraisal.in_force(house)
    recorded.clear()
    row = appraisal.added(house, by=house.reviewer)
    assert recorded.names == [
        "files.attachment.kept", "files.attachment.handed_in", "appraisal.correction.proposed",
    ]  # fmt: skip
    assert total(house) == 0
    # Whoever proposed it is no second person; who only reads may not; elsewhere nobody knows of it.
    confirm = partial(correcting.confirm, public_id=row.public_id)
    for actor, kind in ((house.reviewer, Denied), (house.leader, Denied), (house.neighbour.reviewer, NotFound)):
        refuses(partial(confirm, actor), kind, row)
    assert access.offers(house.second_reviewer, row) == ["confirm", "decline"]
    confirm(house.second_reviewer)
    assert total(house) == 20
    occasion = Occasion.objects.get(key=f"added/{row.public_id}")
    assert (occasion.origin, occasion.fields["kind"], occasion.reason) == (Origin.ADDED, ["采用"], row.reason)
    assert records.added_by_hand([occasion.public_id]) == {occasion.public_id}
    # It outlives reading the journal anew, and is corrected like any other line.
    Bookmark.objects.update(entry=0)
    assert total(house) == 20
    proposal = Proposal(change="restate", reason="是市里采用", words={"level": "市"})
    correction = correcting.propose(house.editor, new_id(), occasion=occasion.public_id, proposal=proposal)
    correcting.confirm(house.reviewer, correction.public_id)
    assert total(house) == 10
    latest = Occasion.objects.latest("pk")
    assert records.added_by_hand([latest.public_id]) == {latest.public_id}


def test_what_was_declined_never_counts(house: House) -> None:
    appraisal.in_force(house)
    row = appraisal.added(house)
    correcting.decline(house.reviewer, row.public_id, reason="刊物上没有这一条")
    assert total(house) == 0
    refuses(partial(correcting.confirm, house.signer, row.public_id), Conflict, row)


@pytest.mark.parametrize(
    ("changes", "kind", "code"),
    [
        ({"kind": "转载"}, Invalid, "appraisal.addition.kind"),
        ({"units": []}, Invalid, "appraisal.addition.nobody"),
        ({"title": " "}, Invalid, "items.text.empty"),
        ({"reason": ""}, Invalid, "items.text.empty"),
        ({"day": datetime.date(2199, 1, 1)}, Invalid, "appraisal.addition.future"),
        ({"words": {"points": "90"}}, Invalid, "appraisal.correction.attribute"),
        (None, Invalid, "appraisal.addition.no_proof"),
    ],
)
def test_what_cannot_be_added(
    house: House, recorded: Recorded, changes: dict[str, Any] | None, kind: type[Invalid], code: str
) -> None:
    appraisal.in_force(house)
    key = new_id()
    if changes is not None:
        files.kept(house, by=house.editor, subject=key)
    recorded.clear()
    given = appraisal.addition(house, **(changes or {}))
    assert refuses(partial(adding.add, house.editor, key, addition=given), kind).code == code
    assert (Correction.objects.count(), recorded.names) == (0, [])
    # A proof that somebody else keeps under this id is none.
    if changes is None:
        files.kept(house, by=house.reviewer, subject=key)
        assert refuses(partial(adding.add, house.editor, key, addition=given), kind).code == code


def test_who_may_add(house: House) -> None:
    appraisal.in_force(house)
    for actor in (house.officer, house.member, house.leader, house.signer):
        refuses(partial(adding.add, actor, new_id(), addition=appraisal.addition(house)), Denied)
    row = appraisal.added(house)
    again = partial(adding.add, house.editor, row.public_id, addition=appraisal.addition(house))
    assert refuses(again, Conflict).code == "appraisal.correction.id_taken"
    # An addition names no line of the books: it cannot be proposed as a correction of one.
    occasion, proposal = appraisal.occasion(house).public_id, Proposal(change="add", reason="补记")
    wrong = partial(correcting.propose, house.editor, new_id(), occasion=occasion, proposal=proposal)
    assert refuses(wrong, Invalid).code == "appraisal.correction.change"
