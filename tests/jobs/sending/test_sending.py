# SPDX-License-Identifier: Apache-2.0
"""Letters through a real mail server and a real gateway: well, down, slow, in nonsense, dropping what they took."""

import contextlib
import datetime
import threading
from collections.abc import Iterator
from email.message import EmailMessage

import pytest
from django.conf import LazySettings

from tests.factories import notices
from tests.factories.network import House
from tests.jobs.sending.servers import Gateway, MailServer, running
from yizhan.domains.notices import rules
from yizhan.domains.notices.models import Attempt, Letter
from yizhan.domains.notices.operations import addresses, mending, telling, wishing
from yizhan.domains.notices.states import Channel, Fullness, LetterState, Manner, Outcome, Purpose
from yizhan.domains.rulebook.operations import laying_down as rulebook
from yizhan.engines.gateways import description
from yizhan.jobs.sending import mail, senders
from yizhan.kernel import clock
from yizhan.kernel.actors import system

S = LetterState

DESCRIPTION = """
url = "%s"
body = '{"mobile": "{number}", "text": "{text}", "id": "{id}"}'
timeout = 5
headers = { Authorization = "Bearer {secret}" }
success = { path = "code", equals = 0 }
refused = { path = "code", equals = [1002, 1003] }
"""


@pytest.fixture
def mail_server(settings: LazySettings) -> Iterator[MailServer]:
    with running(MailServer()) as server:
        settings.EMAIL_BACKEND = "yizhan.jobs.sending.mail.BoundedBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.EMAIL_HOST_USER, settings.EMAIL_TIMEOUT = "", 5
        settings.DEFAULT_FROM_EMAIL = "驿站 <yizhan@office.example>"
        settings.PUBLIC_ADDRESS = "https://xinxi.example.cn"
        yield server


@pytest.fixture
def gateway(settings: LazySettings) -> Iterator[Gateway]:
    with running(Gateway()) as server:
        settings.SMS_GATEWAY = description.read(DESCRIPTION % server.url, secret="s3cret")
        yield server


def queued(house: House, channel: str = Channel.MAIL) -> Letter:
    """An urgent letter to the editor that is due."""
    notices.reachable(house.editor, channel=channel)
    notices.told(house, house.editor, urgent=True)
    return Letter.objects.exclude(purpose=Purpose.CODE).get()


def after(letter: Letter) -> tuple[str, str, str]:
    """State, problem and last outcome of a letter once its channel was let loose."""
    while senders.send_next(letter.channel):
        pass
    letter.refresh_from_db()
    last = Attempt.objects.filter(letter=letter).order_by("number").last()
    return letter.state, letter.problem, last.outcome if last else ""


@contextlib.contextmanager
def at_work(gateway: Gateway) -> Iterator[None]:
    """The senders of an installation in their threads; a gateway that holds them is let go at the end."""
    before = set(threading.enumerate())
    stopped = senders.start()
    started = set(threading.enumerate()) - before
    try:
        yield
    finally:
        stopped.set()
        gateway.release.set()
        for thread in started:
            thread.join(30)


def text_of(sent: EmailMessage) -> str:
    body = sent.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def test_a_mail_carries_title_and_link_and_no_more(house: House, mail_server: MailServer) -> None:
    letter = queued(house)

    assert after(letter) == (S.SENT, "", Outcome.ACCEPTED)

    [sent] = mail_server.taken
    assert sent["Message-ID"] == f"<{letter.public_id}@office.example>"
    assert sent["To"] == "someone@office.example"
    assert sent["Subject"].strip().startswith("驿站：【急】")
    assert "https://xinxi.example.cn/notices/" in text_of(sent)
    item_title = notices.access.visible(house.editor).get().entry.facts.get("title", "")
    assert not item_title or item_title in text_of(sent)
    assert Attempt.objects.get(letter=letter).words == "250 taken as 4711"


@pytest.mark.parametrize(
    ("manner", "expected"),
    [
        ("550", (S.FAILED, "550 not here", Outcome.REFUSED)),
        ("450", (S.QUEUED, "450 not here", Outcome.UNREACHABLE)),
        ("554", (S.FAILED, "554 no such content here", Outcome.REFUSED)),
        ("drops", (S.QUEUED, "broken_off", Outcome.UNCLEAR)),
        ("hangs up", (S.SENT, "", Outcome.ACCEPTED)),
        ("nonsense", (S.QUEUED, "connection: -1 <html>I am a web server</html>", Outcome.UNREACHABLE)),
    ],
)
def test_every_way_a_mail_server_answers(
    house: House, mail_server: MailServer, manner: str, expected: tuple[str, str, str]
) -> None:
    letter = queued(house)
    mail_server.manner = manner

    state, problem, outcome = after(letter)

    assert (state, outcome) == (expected[0], expected[2])
    assert problem.startswith(expected[1][:14])


def test_what_failed_for_now_is_said_again_under_the_same_id(house: House, mail_server: MailServer) -> None:
    letter = queued(house)
    mail_server.manner = "drops"
    after(letter)
    mail_server.manner = "well"
    with clock.at(letter.due_at + datetime.timedelta(seconds=1)):
        assert after(letter) == (S.SENT, "", Outcome.ACCEPTED)

    assert len(mail_server.taken) == 1
    assert len({one["Message-ID"] for one in mail_server.heard}) == 1


def test_a_mail_server_that_is_down_loses_nothing(
    house: House, mail_server: MailServer, settings: LazySettings
) -> None:
    letter = queued(house)
    settings.EMAIL_PORT = 1
    state, problem, outcome = after(letter)
    assert (state, outcome) == (S.QUEUED, Outcome.UNREACHABLE)
    assert problem.startswith("connection: ConnectionRefusedError")

    settings.EMAIL_PORT = mail_server.port
    with clock.at(letter.due_at):
        assert after(letter)[0] == S.SENT
    assert len(mail_server.taken) == 1


def test_a_conversation_has_an_end(house: House, mail_server: MailServer, monkeypatch: pytest.MonkeyPatch) -> None:
    letter = queued(house)
    mail_server.manner = "silent"
    monkeypatch.setattr(mail, "WHOLE", 0.2)

    assert after(letter) == (S.QUEUED, "broken_off", Outcome.UNCLEAR)


@pytest.mark.parametrize(
    ("manner", "expected"),
    [
        ("well", (S.SENT, "", Outcome.ACCEPTED)),
        ("refuses", (S.FAILED, "HTTP 200", Outcome.REFUSED)),
        ("busy", (S.QUEUED, "no_success: HTTP 503 come again", Outcome.UNREACHABLE)),
        ("no", (S.QUEUED, 'no_success: HTTP 200 {"code": 7}', Outcome.UNREACHABLE)),
        ("nonsense", (S.QUEUED, "nonsense: HTTP 200 <html>", Outcome.UNCLEAR)),
        ("drops", (S.QUEUED, "broken_off", Outcome.UNCLEAR)),
    ],
)
def test_every_way_a_gateway_answers(
    house: House, gateway: Gateway, manner: str, expected: tuple[str, str, str]
) -> None:
    letter = queued(house, Channel.SMS)
    gateway.manner = manner

    state, problem, outcome = after(letter)

    assert (state, outcome) == (expected[0], expected[2])
    assert problem.startswith(expected[1])
    [call] = gateway.calls
    assert (call["mobile"], call["authorization"]) == ("13900000000", "Bearer s3cret")
    assert call["id"] == call["key"] == str(letter.public_id)
    assert call["text"].startswith("【驿站】【急】")


def test_a_gateway_that_takes_and_drops_has_one_message(house: House, gateway: Gateway) -> None:
    letter = queued(house, Channel.SMS)
    gateway.manner = "drops"
    after(letter)
    gateway.manner = "well"
    with clock.at(letter.due_at):
        assert after(letter)[0] == S.SENT

    assert len(gateway.calls) == 2
    assert list(gateway.messages) == [str(letter.public_id)]


def test_a_slow_gateway_ends(house: House, gateway: Gateway, settings: LazySettings) -> None:
    settings.SMS_GATEWAY = description.read(DESCRIPTION.replace("= 5", "= 0.3") % gateway.url, secret="s3cret")
    letter = queued(house, Channel.SMS)
    gateway.manner = "slow"

    assert after(letter) == (S.QUEUED, "too_slow", Outcome.UNCLEAR)


@pytest.mark.django_db(transaction=True)
def test_mail_flows_while_every_sender_of_messages_is_stuck(
    house: House, gateway: Gateway, mail_server: MailServer, settings: LazySettings
) -> None:
    settings.SMS_GATEWAY = description.read(DESCRIPTION.replace("= 5", "= 60") % gateway.url, secret="s3cret")
    gateway.manner = "slow"
    notices.reachable(house.editor, channel=Channel.SMS)
    notices.reachable(house.reviewer)
    for _ in range(senders.AT_ONCE):
        notices.told(house, house.editor, urgent=True)

    with at_work(gateway):
        for _ in range(senders.AT_ONCE):
            assert gateway.heard.acquire(timeout=30)
        notices.told(house, house.reviewer, urgent=True)

        assert mail_server.has_taken.wait(30)
        stuck = Attempt.objects.filter(letter__channel=Channel.SMS, ended_at__isnull=True)
        assert stuck.count() == senders.AT_ONCE

    ends = Attempt.objects.exclude(letter__purpose=Purpose.CODE).values_list("letter__channel", "outcome")
    assert sorted(ends) == [(Channel.MAIL, Outcome.ACCEPTED)] + [(Channel.SMS, Outcome.UNCLEAR)] * senders.AT_ONCE


def test_a_channel_that_is_not_set_up_keeps_its_letters(house: House, settings: LazySettings) -> None:
    letter = queued(house, Channel.SMS)
    settings.SMS_GATEWAY = None

    assert after(letter) == (S.QUEUED, "", "")


@pytest.mark.parametrize("fullness", Fullness)
def test_how_much_a_letter_tells_is_a_rule(house: House, mail_server: MailServer, fullness: str) -> None:
    rulebook.set_rule(
        system(),
        house.station.pk,
        key=rules.FULLNESS.key,
        value=fullness,
        valid_from=datetime.date(2020, 1, 1),
        instrument="办公室通知",
    )
    notices.reachable(house.editor)
    notices.told(house, house.editor, urgent=True, about=notices.entry(house, title="老城区停车难"))

    while senders.send_next(Channel.MAIL):
        pass

    text = text_of(mail_server.taken[0])
    assert ("老城区停车难" in text, len(text.splitlines())) == {
        Fullness.NOTHING: (False, 3),
        Fullness.TITLE: (True, 3),
        Fullness.SENTENCE: (True, 4),
    }[Fullness(fullness)]


def test_a_title_stays_inside_for_who_may_not_see_the_item(house: House, mail_server: MailServer) -> None:
    notices.reachable(house.handler)
    notices.told(house, house.handler, urgent=True, about=notices.entry(house, title="老城区停车难"))

    while senders.send_next(Channel.MAIL):
        pass

    assert "停车难" not in f"{mail_server.taken[0]['Subject']}{text_of(mail_server.taken[0])}"


def test_a_digest_groups_by_matter_and_leaves_out_what_was_read(house: House, mail_server: MailServer) -> None:
    noon = datetime.datetime(2026, 3, 2, 4, tzinfo=datetime.UTC)
    with clock.at(noon):
        notices.reachable(house.editor)
        wishing.wish(house.editor, mail_manner=Manner.DIGEST)
        first = notices.told(house, house.editor, about=notices.entry(house, title="甲事"))
        notices.told(house, house.editor, about=notices.entry(house, title="乙事"), must_acknowledge=True)
        notices.told(house, house.editor, about=notices.entry(house, title="丙事"), due=datetime.date(2026, 3, 20))
        telling.mark_read(house.editor, first.public_id)
    letter = Letter.objects.get(purpose=Purpose.DIGEST)
    with clock.at(letter.due_at):
        assert after(letter)[0] == S.SENT

    [sent] = mail_server.taken
    assert [line for line in text_of(sent).splitlines() if line][:-1] == ["丙事", "· 2026-03-20", "乙事", "· 请签收。"]
    [calendar] = sent.iter_attachments()
    assert calendar.get_content_type() == "text/calendar"
    assert "DTSTART;VALUE=DATE:20260320" in str(calendar.get_content())


def test_a_letter_whose_notices_were_read_is_not_sent(house: House, mail_server: MailServer) -> None:
    letter = queued(house)
    telling.mark_all_read(house.editor)

    assert after(letter) == (S.NEEDLESS, "read", "")
    assert mail_server.heard == []


def test_a_letter_without_a_proved_address_is_not_sent(house: House, mail_server: MailServer) -> None:
    letter = queued(house)
    addresses.remove_address(house.editor, channel=Channel.MAIL)

    assert after(letter) == (S.NEEDLESS, "no_address", "")


def test_codes_and_tests_go_the_same_way(house: House, mail_server: MailServer, gateway: Gateway) -> None:
    given = addresses.give_address(house.editor, channel=Channel.SMS, address="13900000009")
    mending.test_channel(house.system_administrator, channel=Channel.MAIL, address="test@office.example")

    assert senders.send_next(Channel.SMS)
    assert senders.send_next(Channel.MAIL)
    assert not senders.send_next(Channel.MAIL)

    assert addresses.code_of(given) in gateway.calls[0]["text"]
    assert mail_server.taken[0]["To"] == "test@office.example"
