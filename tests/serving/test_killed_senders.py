# SPDX-License-Identifier: Apache-2.0
"""kill -9 of a sender between sending and marking: nothing is lost, and what is said again has the same id."""

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests import homes
from tests.homes import ROOT
from tests.jobs.sending.servers import Gateway, MailServer, running

GATEWAY = """
url = "%s"
body = '{"mobile": "{number}", "text": "{text}", "id": "{id}"}'
timeout = 30
success = { path = "code", equals = 0 }
"""


class Senders:
    """Processes of one installation, each of which does one thing."""

    def __init__(self, home: Path, **settings: str) -> None:
        plain = {name: value for name, value in os.environ.items() if not name.startswith(("YIZHAN_", "COV"))}
        self.environment = {**plain, "YIZHAN_HOME": str(homes.empty(home)), **settings}
        self.store = home / "yizhan.sqlite3"

    def start(self, *words: str) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", "tests.serving.letters", *words]
        return subprocess.Popen(command, cwd=ROOT, env=self.environment)

    def run(self, *words: str) -> None:
        assert self.start(*words).wait(60) == 0

    def kill_when(self, heard: bool, process: "subprocess.Popen[bytes]") -> None:
        assert heard, "nothing arrived within half a minute"
        process.send_signal(signal.SIGKILL)
        process.wait()

    def rows(self, statement: str) -> list[tuple[object, ...]]:
        with closing(sqlite3.connect(self.store)) as store:
            return store.execute(statement).fetchall()

    def letter(self) -> tuple[object, ...]:
        """State and attempts of the letter, and how often the journal says that it was sent."""
        [found] = self.rows("SELECT state, attempts FROM notices_letter WHERE purpose = 'notices'")
        [(key,)] = self.rows("SELECT public_id FROM notices_letter WHERE purpose = 'notices'")
        said = self.rows(f"SELECT 1 FROM kernel_entry WHERE event = 'notices.letter.sent' AND subject = '{key}'")
        return (*found, len(said))


@pytest.mark.slow
def test_a_mail_sender_killed_while_it_waits_for_the_answer(tmp_path: Path) -> None:
    with running(MailServer()) as server:
        settings = {"YIZHAN_MAIL_HOST": "127.0.0.1", "YIZHAN_MAIL_PORT": str(server.port), "YIZHAN_MAIL_TLS": "no"}
        senders = Senders(tmp_path, **settings)
        senders.run("queue", "mail")
        server.manner = "silent"
        doomed = senders.start("send", "mail")
        senders.kill_when(server.has_heard.wait(30), doomed)
        server.manner = "well"
        assert senders.letter() == ("queued", 1, 0)

        senders.run("send", "mail")
        assert senders.letter() == ("queued", 1, 0)
        senders.run("later", "mail")
        senders.run("later", "mail")

        assert senders.letter() == ("sent", 2, 1)
        assert len(server.taken) == 1
        assert len({mail["Message-ID"] for mail in server.heard}) == 1


@pytest.mark.slow
def test_an_sms_sender_killed_after_the_gateway_took_the_message(tmp_path: Path) -> None:
    with running(Gateway()) as server:
        described = tmp_path / "gateway.toml"
        described.write_text(GATEWAY % server.url, encoding="utf-8")
        senders = Senders(tmp_path, YIZHAN_SMS_GATEWAY=str(described))
        senders.run("queue", "sms")
        server.manner = "slow"
        doomed = senders.start("send", "sms")
        senders.kill_when(server.heard.acquire(timeout=30), doomed)
        server.manner = "well"

        senders.run("later", "sms")
        senders.run("later", "sms")

        assert senders.letter() == ("sent", 2, 1)
        assert [call["key"] for call in server.calls] == [server.calls[0]["key"]] * 2
        assert len(server.messages) == 1
        outcomes = senders.rows(
            "SELECT outcome FROM notices_attempt WHERE letter_id IN "
            "(SELECT id FROM notices_letter WHERE purpose = 'notices') ORDER BY number"
        )
        assert outcomes == [("unclear",), ("accepted",)]
