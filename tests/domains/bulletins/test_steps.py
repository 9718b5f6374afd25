# SPDX-License-Identifier: Apache-2.0
"""Every step of a bulletin from every state: as the table says, or refused without a trace."""

from typing import Any

import pytest

from tests.conftest import Recorded
from tests.domains.matrix import Try, refuses
from tests.factories import bulletins
from tests.factories.network import House
from yizhan.domains.bulletins import access
from yizhan.domains.bulletins.models import Bulletin
from yizhan.domains.bulletins.operations import deciding, drafting, releasing
from yizhan.domains.bulletins.permissions import NEEDED
from yizhan.domains.bulletins.states import PUBLISHED, STEPS, State
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Denied, NotFound
from yizhan.kernel.ids import new_id

_DRAFTED = frozenset({State.DRAFTED})


def prepare(actor: Actor, public_id: Any, **given: Any) -> Bulletin:
    """The notice's own id is made by whoever asks."""
    return drafting.prepare_correction(actor, public_id, new_id(), **given)


def tries() -> dict[str, Try]:
    """For each verb: who may, and how it is called."""
    reason = {"reason": "数字有误"}
    table: list[tuple[str, str, Any, dict[str, Any], tuple[str, ...]]] = [
        ("release", "signer", releasing.release, {}, ("released",)),
        ("sign", "signer", deciding.sign, {}, ("signed",)),
        ("hand_over", "editor", drafting.hand_over, {}, ("handed_over",)),
        ("take_back", "editor", drafting.take_back, {}, ("taken_back",)),
        ("check", "reviewer", deciding.check, {}, ("checked",)),
        ("rewrite", "editor", drafting.rewrite, {"title": "通报", "sections": bulletins.SECTIONS}, ("rewritten",)),
        ("renew", "editor", drafting.renew, {"is_redrafted": True}, ("figures_renewed",)),
        ("send_back", "reviewer", deciding.send_back, reason, ("sent_back",)),
        ("prepare_correction", "editor", prepare, reason, ("drafted",)),
        ("discard", "editor", drafting.discard, reason, ("discarded",)),
    ]
    stays = {"rewrite": _DRAFTED, "renew": _DRAFTED, "prepare_correction": PUBLISHED}
    return {
        verb: Try(
            verb,
            actor,
            call,
            given,
            stays[verb] if verb in stays else STEPS[verb].sources,
            tuple(f"bulletins.bulletin.{name}" for name in happened),
        )
        for verb, actor, call, given, happened in table
    }


def test_the_table_names_every_verb_and_state() -> None:
    assert set(tries()) == set(NEEDED)
    assert set(bulletins.IN_STATE) == set(State)


@pytest.mark.parametrize("state", State.values)
def test_every_step_from_a_state(house: House, elsewhere: House, recorded: Recorded, state: str) -> None:
    row = bulletins.IN_STATE[state](house)
    for verb, step in tries().items():
        actor = getattr(house, step.actor)
        assert (verb in access.offers(actor, row)) == (state in step.sources), verb
        refused = refuses(lambda step=step: step.take(house.supervisor, row.public_id), Denied, row)  # type: ignore[misc] # mypy
        assert refused.parameters == {"permission": NEEDED[verb]}
        refuses(lambda step=step: step.take(getattr(elsewhere, step.actor), row.public_id), NotFound, row)  # type: ignore[misc] # as above
        if state not in step.sources:
            refuses(lambda step=step, actor=actor: step.take(actor, row.public_id), Conflict, row)  # type: ignore[misc] # as above
        refused = refuses(
            lambda step=step, actor=actor: step.take(actor, row.public_id, seen=row.version + 7),  # type: ignore[misc] # as above
            Conflict,
            row,
        )
        assert refused.code == "page.outdated"


@pytest.mark.parametrize("verb", sorted(NEEDED))
def test_a_step_moves_writes_its_event_and_may_be_repeated(house: House, recorded: Recorded, verb: str) -> None:
    step = tries()[verb]
    for state in sorted(step.sources):
        row = bulletins.IN_STATE[state](house)
        actor = getattr(house, step.actor).requested(new_id())
        recorded.clear()
        if verb != "prepare_correction":
            done = step.take(actor, row.public_id, seen=row.version)
            assert step.take(actor, row.public_id, seen=row.version) == done
            assert done.version == row.version + 1
        else:
            step.take(actor.requested(None), row.public_id, seen=row.version)
        assert tuple(name for name in recorded.names if name.startswith("bulletins.")) == step.events
        row.refresh_from_db()
        assert row.state == (STEPS[verb].target if verb in STEPS else state)
        if row.state == State.DRAFTED:
            drafting.discard(house.editor, row.public_id, reason="让位")
            continue
        if len(step.sources) > 1:
            break


@pytest.mark.rule("RULE-073")
def test_whoever_wrote_neither_checks_nor_signs(house: House) -> None:
    """Not in another post either: the person counts."""
    row = drafting.draft(house.reviewer, new_id(), kind="month", period=bulletins.last_month())
    refused = refuses(lambda: deciding.check(house.reviewer, row.public_id), Denied, row)
    assert refused.code == "bulletins.second_person"
    assert access.offers(house.reviewer, row) == ["hand_over", "rewrite", "renew", "discard"]
    drafting.hand_over(house.reviewer, row.public_id)
    deciding.check(house.second_reviewer, row.public_id)
    signing = house.signer
    assert access.offers(signing, Bulletin.objects.get(pk=row.pk)) == ["sign", "send_back"]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"kind": "week", "period": "2026-01"}, "bulletins.bulletin.kind"),
        ({"kind": "quarter", "period": "第三季度"}, "bulletins.period.unreadable"),
        ({"kind": "quarter", "period": "2026-01"}, "bulletins.period.other_kind"),
        ({"kind": "campaign", "period": "2020-01-01..2021-06-30", "matter": "防汛"}, "bulletins.period.too_long"),
        ({"kind": "campaign", "period": "2026-01-01..2026-01-31"}, "items.text.empty"),
        ({"kind": "year", "period": "2190"}, "bulletins.period.future"),
    ],
)
def test_what_cannot_be_drafted(house: House, recorded: Recorded, given: dict[str, str], code: str) -> None:
    with pytest.raises(Exception) as refused:  # noqa: PT011 -- the code is compared below
        drafting.draft(house.editor, new_id(), **given)
    assert getattr(refused.value, "code", "") == code
    assert (Bulletin.objects.count(), recorded.names) == (0, [])


def test_a_regular_period_has_one_bulletin_and_others_may_share_their_days(house: House) -> None:
    first = bulletins.drafted(house)
    with pytest.raises(Conflict) as refused:
        bulletins.drafted(house)
    assert refused.value.code == "bulletins.bulletin.twin"
    drafting.discard(house.editor, first.public_id, reason="另行起草")
    bulletins.drafted(house)
    for _number in range(2):
        bulletins.drafted(house, kind="occasional", period=str(bulletins.last_month()))
    with pytest.raises(Conflict) as refused:
        drafting.draft(house.editor, first.public_id, kind="occasional", period=bulletins.last_month())
    assert refused.value.code == "bulletins.bulletin.id_taken"


def test_wordings_and_figures_are_only_added(house: House) -> None:
    row = bulletins.drafted(house)
    drafting.rewrite(house.editor, row.public_id, title="  通报  ", sections=bulletins.SECTIONS)
    drafting.renew(house.editor, row.public_id)
    assert [one.title for one in row.wordings.all()] == [row.title, "通报"]
    assert [one.number for one in row.snapshots.all()] == [1, 2]
    for given, code in (
        ({"title": "", "sections": bulletins.SECTIONS}, "items.text.empty"),
        ({"title": "通报", "sections": ()}, "bulletins.wording.empty"),
        ({"title": "通报", "sections": bulletins.SECTIONS * 11}, "bulletins.wording.too_many"),
        ({"title": "秘密★1年 通报", "sections": bulletins.SECTIONS}, "items.text.secret"),
    ):
        with pytest.raises(Exception) as refused:  # noqa: PT011 -- the code is compared below
            drafting.rewrite(house.editor, row.public_id, **given)
        assert getattr(refused.value, "code", "") == code
    assert row.wordings.count() == 2
