# SPDX-License-Identifier: Apache-2.0
"""Letters: who gets which, when they leave, and every step in every state."""

import datetime
import functools
from collections.abc import Callable
from typing import Any

import pytest

from tests.conftest import Recorded
from tests.domains.matrix import refuses
from tests.factories import notices
from tests.factories.network import House
from yizhan.domains.network.states import Role
from yizhan.domains.notices import access, queries, rules
from yizhan.domains.notices.models import Attempt, Letter
from yizhan.domains.notices.operations import addresses, mending, sending, wishing
from yizhan.domains.notices.permissions import NEEDED
from yizhan.domains.notices.states import (
    LETTER_STEPS,
    Audience,
    Channel,
    LetterState,
    Manner,
    Outcome,
    Purpose,
)
from yizhan.domains.rulebook.operations import laying_down as rulebook
from yizhan.kernel import clock
from yizhan.kernel.actors import Actor, system
from yizhan.kernel.errors import Conflict, Denied, Invalid, NotFound, Refusal
from yizhan.kernel.ids import new_id

S = LetterState


def office(hour: int, minute: int = 0, *, day: int = 2) -> datetime.datetime:
    """A moment of the office's clock in March 2026."""
    return datetime.datetime(2026, 3, day, hour, minute, tzinfo=clock.OFFICE_ZONE)


def letters() -> list[Letter]:
    """What was queued besides the codes."""
    return list(Letter.objects.exclude(purpose=Purpose.CODE).order_by("pk"))


def set_rule(house: House, definition: Any, value: Any) -> None:
    rulebook.set_rule(
        system(),
        house.station.pk,
        key=definition.key,
        value=value,
        valid_from=datetime.date(2026, 1, 1),
        instrument="办公室通知",
    )


def test_who_proved_no_address_gets_no_letter(house: House) -> None:
    addresses.give_address(house.editor, channel=Channel.MAIL, address="a@office.example")

    notices.told(house, house.editor, urgent=True)

    assert letters() == []


@pytest.mark.parametrize(
    ("manner", "how", "told_at", "leaves"),
    [
        (Manner.AT_ONCE, {}, office(10), office(10)),
        (Manner.AT_ONCE, {}, office(22, 5), office(8, day=3)),
        (Manner.AT_ONCE, {}, office(3), office(8)),
        (Manner.AT_ONCE, {"urgent": True}, office(22, 5), office(22, 5)),
        (Manner.DIGEST, {}, office(8, 59), office(9)),
        (Manner.DIGEST, {}, office(9), office(9, day=3)),
        (Manner.DIGEST, {"urgent": True}, office(10), office(10)),
        (Manner.URGENT, {}, office(10), None),
        (Manner.URGENT, {"must_acknowledge": True}, office(10), office(10)),
        (Manner.URGENT, {"urgent": True}, office(3), office(3)),
        (Manner.NEVER, {"urgent": True}, office(10), None),
    ],
)
def test_when_a_letter_leaves(
    house: House, manner: Manner, how: dict[str, Any], told_at: datetime.datetime, leaves: datetime.datetime | None
) -> None:
    notices.reachable(house.editor)
    wishing.wish(house.editor, mail_manner=manner)

    with clock.at(told_at):
        notices.told(house, house.editor, **how)

    assert [letter.due_at for letter in letters()] == ([leaves] if leaves else [])


def test_defaults_are_the_institutions_and_wishes_go_first(house: House) -> None:
    notices.reachable(house.editor)
    set_rule(house, rules.MAIL_MANNER, Manner.AT_ONCE)
    with clock.at(office(10)):
        notices.told(house, house.editor)
    wishing.wish(house.editor, digest_hours=[16, 11], mail_manner=Manner.DIGEST, quiet_hours=(12, 17))
    with clock.at(office(10)):
        notices.told(house, house.editor)
    with clock.at(office(11)):
        notices.told(house, house.editor)

    assert [letter.due_at for letter in letters()] == [office(10), office(11), office(17)]


def test_capacities_that_were_not_chosen_stay_in_the_page(house: House) -> None:
    notices.reachable(house.editor)
    wishing.wish(house.editor, mail_manner=Manner.AT_ONCE, audiences=[Audience.LEADER])

    with clock.at(office(10)):
        notices.told(house, house.editor)
        assert letters() == []
        notices.told(house, house.editor, urgent=True)

    assert len(letters()) == 1


def test_waiting_notices_share_a_letter_and_each_goes_once(house: House) -> None:
    notices.reachable(house.editor)
    with clock.at(office(10)):
        first, second = notices.entry(house), notices.entry(house)
        notices.told(house, house.editor, about=first)
        notices.told(house, house.editor, about=first)
        notices.told(house, house.editor, about=second)

    [letter] = letters()
    assert letter.purpose == Purpose.DIGEST
    assert [one.entry for one in queries.enclosed(letter.pk)] == [first, second]


def test_a_letter_on_its_way_takes_nothing_more_along(house: House) -> None:
    notices.reachable(house.editor)
    with clock.at(office(8)):
        notices.told(house, house.editor)
    with clock.at(office(9)):
        notices.claimed()
        notices.told(house, house.editor)

    assert len(letters()) == 2


def test_urgent_letters_leave_first(house: House) -> None:
    with clock.at(office(10)):
        for one in (house.editor, house.reviewer):
            notices.reachable(one)
            wishing.wish(one, mail_manner=Manner.AT_ONCE)
        notices.told(house, house.editor)
        notices.told(house, house.reviewer, urgent=True)

        assert notices.claimed().person_id == house.reviewer.person
        assert notices.claimed().person_id == house.editor.person
        assert sending.claim(system(), Channel.MAIL) is None


def queued(house: House) -> Letter:
    """A letter that is due."""
    notices.reachable(house.editor)
    notices.told(house, house.editor, urgent=True)
    [letter] = letters()
    return letter


def test_sent_once_with_its_attempt(house: House, recorded: Recorded) -> None:
    letter = queued(house)
    recorded.clear()

    held = notices.claimed()
    assert sending.claim(system(), Channel.MAIL) is None
    notices.sent(held)

    letter.refresh_from_db()
    assert (letter.state, letter.attempts, letter.claim, letter.claimed_until) == (S.SENT, 1, None, None)
    attempt = Attempt.objects.get(letter=letter)
    assert (attempt.outcome, attempt.words, attempt.ended_at is not None) == (Outcome.ACCEPTED, "250 taken", True)
    assert recorded.names == ["notices.letter.sent"]
    assert refuses(lambda: notices.sent(held), Conflict, letter).code == "notices.letter.claim_lost"


def test_failures_are_tried_again_after_growing_pauses_and_given_up(house: House, recorded: Recorded) -> None:
    letter, moment, pauses = queued(house), clock.now(), []
    recorded.clear()
    for _ in range(rules.ATTEMPTS.default):
        with clock.at(moment):
            held = notices.claimed()
            letter = sending.mark_failed(
                system(), held.pk, held=held.claim, outcome=Outcome.UNREACHABLE, words="connection"
            )
            pauses.append(int((letter.due_at - moment).total_seconds()))
            moment = max(letter.due_at, moment)

    assert pauses[:-1] == [30, 120, 480, 1920, 7200, 7200, 7200]
    assert (letter.state, letter.problem, letter.attempts) == (S.FAILED, "connection", 8)
    assert recorded.names == ["notices.letter.failed"]


def test_a_refusal_for_good_is_given_up_at_once(house: House) -> None:
    queued(house)

    letter = notices.failed(notices.claimed())

    assert (letter.state, letter.problem) == (S.FAILED, "550 nobody here")


@pytest.mark.parametrize("repeat", [True, False])
def test_a_sender_that_died_leaves_its_letter_to_the_next(house: House, repeat: bool) -> None:
    set_rule(house, rules.REPEAT_UNCLEAR, repeat)
    letter, start = queued(house), clock.now()
    with clock.at(start):
        lost = notices.claimed()
    with clock.at(start + sending.CLAIM - datetime.timedelta(seconds=1)):
        assert sending.claim(system(), Channel.MAIL) is None
    with clock.at(start + sending.CLAIM):
        again = sending.claim(system(), Channel.MAIL)

    letter.refresh_from_db()
    first = Attempt.objects.get(letter=letter, number=1)
    assert (first.outcome, first.words) == (Outcome.UNCLEAR, "sender_ended")
    assert (again is not None, letter.state) == ((True, S.QUEUED) if repeat else (False, S.FAILED))
    if again is not None:
        assert (again.public_id, again.attempts) == (lost.public_id, 2)
        refuses(lambda: notices.sent(lost), Conflict, letter)
        assert notices.sent(again).state == S.SENT


def test_unclear_outcomes_are_repeated_only_where_the_rule_says_so(house: House) -> None:
    set_rule(house, rules.REPEAT_UNCLEAR, False)
    queued(house)
    held = notices.claimed()

    letter = sending.mark_failed(system(), held.pk, held=held.claim, outcome=Outcome.UNCLEAR, words="broken_off")

    assert letter.state == S.FAILED


def in_state(house: House, state: str) -> Letter:
    """A letter in that state, brought there by the operations."""
    letter = queued(house)
    if state == S.QUEUED:
        return letter
    held = notices.claimed()
    if state == S.NEEDLESS:
        return sending.drop(system(), held.pk, held=held.claim, reason="read")
    if state in {S.FAILED, S.SETTLED}:
        letter = notices.failed(held)
        return (
            mending.settle(house.system_administrator, letter.public_id, note="电话") if state == S.SETTLED else letter
        )
    letter = notices.sent(held)
    if state == S.DELIVERED:
        return mending.report(house.system_administrator, letter.public_id, is_delivered=True)
    return letter


BY_HAND: dict[str, tuple[Callable[..., Letter], dict[str, Any], str]] = {
    "try_again": (mending.try_again, {}, "notices.letter.tried_again"),
    "settle": (mending.settle, {"note": "9:40 电话告知"}, "notices.letter.settled"),
    "deliver": (mending.report, {"is_delivered": True}, "notices.letter.delivered"),
    "bounce": (mending.report, {"is_delivered": False, "reason": "空号"}, "notices.letter.failed"),
}


@pytest.mark.parametrize("state", S)
def test_every_step_by_hand_in_every_state(house: House, elsewhere: House, recorded: Recorded, state: str) -> None:
    letter = in_state(house, state)
    assert letter.state == state
    administrator = house.system_administrator
    offered = [verb for verb in NEEDED if state in LETTER_STEPS[verb].sources]
    assert access.offers(administrator, letter) == offered
    for verb, (step, arguments, _event) in BY_HAND.items():
        refused: list[tuple[Actor, type[Refusal]]] = [
            (house.editor, NotFound),
            (elsewhere.system_administrator, NotFound),
            (house.member, Denied),
        ]
        if verb not in offered:
            refused.append((administrator, Conflict))
        for actor, kind in refused:
            refuses(functools.partial(step, actor, letter.public_id, **arguments), kind, letter)
    if offered:
        step, arguments, event = BY_HAND[offered[0]]
        old_page = functools.partial(step, administrator, letter.public_id, seen=letter.version + 1, **arguments)
        if "is_delivered" not in arguments:
            refuses(old_page, Conflict, letter)
        recorded.clear()
        requested = administrator.requested(new_id())
        first = step(requested, letter.public_id, **arguments)
        assert step(requested, letter.public_id, **arguments) == first
        assert first.state == LETTER_STEPS[offered[0]].target
        assert recorded.names == [event]


def test_a_bounce_comes_back_to_the_page_of_failures(house: House) -> None:
    letter = in_state(house, S.SENT)

    bounced = mending.report(house.system_administrator, letter.public_id, is_delivered=False, reason="空号")

    assert (bounced.state, bounced.problem) == (S.FAILED, "空号")
    mending.try_again(house.system_administrator, letter.public_id)
    assert notices.claimed().public_id == letter.public_id


def test_a_settlement_says_how(house: House) -> None:
    letter = in_state(house, S.FAILED)

    refuses(lambda: mending.settle(house.system_administrator, letter.public_id, note=" "), Invalid, letter)


def test_a_test_letter_goes_through_the_same_queue(house, recorded: Recorded) -> None:
    letter = mending.test_channel(house.system_administrator, channel=Channel.SMS, address="139 0000 0001")

    assert (letter.recipient, letter.purpose, letter.state) == ("13900000001", Purpose.TEST, S.QUEUED)
    assert recorded.names == ["notices.channel.tested"]
    assert notices.claimed(Channel.SMS) == letter
    with pytest.raises(Denied):
        mending.test_channel(house.editor, channel=Channel.SMS, address="13900000001")


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.SYSTEM}))
def test_only_the_installation_sends(house: House, role: str) -> None:
    actor: Actor = house.actors[role]
    letter = queued(house)
    for step in (
        lambda: sending.claim(actor, Channel.MAIL),
        lambda: sending.mark_sent(actor, letter.pk, held=new_id(), words=""),
        lambda: sending.mark_failed(actor, letter.pk, held=new_id(), outcome=Outcome.REFUSED, words=""),
        lambda: sending.drop(actor, letter.pk, held=new_id(), reason="read"),
    ):
        refuses(step, Denied, letter)


def test_an_address_is_proved_by_its_code(house: House) -> None:
    with clock.at(office(10)):
        given = addresses.give_address(house.editor, channel=Channel.SMS, address="(139) 0000-0001")
        assert (given.address, given.verified_at) == ("13900000001", None)
        for tried in ("", "12345a", "0000000"):
            assert addresses.prove_address(house.editor, channel=Channel.SMS, code=tried).verified_at is None
        proved = addresses.prove_address(house.editor, channel=Channel.SMS, code=f" {addresses.code_of(given)} ")
    assert proved.verified_at == office(10)
    assert addresses.prove_address(house.editor, channel=Channel.SMS, code="late").verified_at == office(10)

    with clock.at(office(11)):
        changed = addresses.give_address(house.editor, channel=Channel.SMS, address="13900000002")
    assert changed.verified_at is None
    addresses.remove_address(house.editor, channel=Channel.SMS)
    with pytest.raises(NotFound, match=r"notices\.address\.unknown"):
        addresses.prove_address(house.editor, channel=Channel.SMS, code="123456")


def test_codes_end_and_do_not_flood(house: House) -> None:
    with clock.at(office(10)):
        given = addresses.give_address(house.editor, channel=Channel.MAIL, address="a@office.example")
        again = lambda: addresses.give_address(house.editor, channel=Channel.MAIL, address="b@office.example")  # noqa: E731 -- one refusal
        assert refuses(again, Conflict, given).code == "notices.address.too_soon"
        for _ in range(5):
            addresses.prove_address(house.editor, channel=Channel.MAIL, code="wrong")
        right = addresses.code_of(given)
        with pytest.raises(Invalid, match=r"notices\.code\.too_many"):
            addresses.prove_address(house.editor, channel=Channel.MAIL, code=right)
    with clock.at(office(10, 31)), pytest.raises(Invalid, match=r"notices\.code\.expired"):
        addresses.prove_address(house.editor, channel=Channel.MAIL, code=right)


@pytest.mark.parametrize(
    ("channel", "address", "code"),
    [
        (Channel.MAIL, "no address", "notices.address.no_mail"),
        (Channel.MAIL, "a@b.example\r\nBcc: c@d.example", "notices.address.no_mail"),
        (Channel.SMS, "12-ab", "notices.address.no_number"),
        ("pigeon", "coop 7", "notices.address.no_channel"),
    ],
)
def test_what_is_no_address_is_refused(house: House, channel: str, address: str, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        addresses.give_address(house.editor, channel=channel, address=address)
    assert refused.value.code == code
    assert not Letter.objects.exists()


@pytest.mark.parametrize(
    ("wishes", "code"),
    [
        ({"digest_hours": [24]}, "notices.wish.no_hour"),
        ({"quiet_hours": (-1, 8)}, "notices.wish.no_hour"),
        ({"mail_manner": "loudly"}, "notices.wish.no_manner"),
        ({"audiences": ["gods"]}, "notices.wish.no_audience"),
    ],
)
def test_wishes_that_do_not_exist_are_refused(house: House, wishes: dict[str, Any], code: str) -> None:
    with pytest.raises(Invalid) as refused:
        wishing.wish(house.editor, **wishes)
    assert refused.value.code == code


def test_whoever_caused_a_notice_sees_its_letters(house: House, elsewhere: House) -> None:
    letter = in_state(house, S.FAILED)

    assert list(access.visible_letters(house.member)) == [letter]
    for other in (house.second_member, house.editor, elsewhere.system_administrator, system()):
        assert list(access.visible_letters(other)) == []
    assert access.find_letter(house.system_administrator, letter.public_id) == letter
