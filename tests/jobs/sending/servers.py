# SPDX-License-Identifier: Apache-2.0
"""A mail server and a gateway on loopback that behave as badly as a test wants."""

import json
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar


class MailServer(socketserver.ThreadingTCPServer):
    """Speaks SMTP. `manner` says how it behaves towards the next mails; `taken` is what it said 250 to."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.manner = "well"
        self.taken: list[EmailMessage] = []
        self.heard: list[EmailMessage] = []
        self.has_heard = threading.Event()
        self.has_taken = threading.Event()
        self.release = threading.Event()

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.server_address[1])


class _Conversation(socketserver.StreamRequestHandler):
    server: MailServer

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())

    def handle(self) -> None:
        if self.server.manner == "nonsense":
            self.say("<html>I am a web server</html>")
            return
        self.say("220 mail.example ready")
        while line := self.rfile.readline():
            verb = line.decode("ascii", "replace").strip().upper()
            if verb.startswith("DATA"):
                if not self._text():
                    return
            elif verb.startswith("RCPT") and self.server.manner in {"550", "450"}:
                self.say(f"{self.server.manner} not here")
            elif verb.startswith("QUIT"):
                self.say("221 bye")
                return
            else:
                self.say("250 ok")

    def _text(self) -> bool:
        manner = self.server.manner
        self.say("354 go on")
        raw = b""
        while (line := self.rfile.readline()) not in {b".\r\n", b""}:
            raw += line
        mail = message_from_bytes(raw, policy=policy.default)
        self.server.heard.append(mail)  # type: ignore[arg-type]
        self.server.has_heard.set()
        if manner == "silent":
            self.server.release.wait(30)
            return False
        if manner == "drops":
            return False
        if manner == "554":
            self.say("554 no such content here")
            return True
        self.server.taken.append(mail)  # type: ignore[arg-type]
        self.say("250 taken as 4711")
        self.server.has_taken.set()
        return manner != "hangs up"


class Gateway(ThreadingHTTPServer):
    """Takes text messages as JSON. One key is one message, as real gateways hold it."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Call)
        self.manner = "well"
        self.calls: list[dict[str, Any]] = []
        self.messages: dict[str, dict[str, Any]] = {}
        self.heard = threading.Semaphore(0)
        self.release = threading.Event()

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.server_address[1]}/send"


class _Call(BaseHTTPRequestHandler):
    server: Gateway
    ANSWERS: ClassVar[dict[str, tuple[int, bytes]]] = {
        "well": (200, b'{"code": 0}'),
        "refuses": (200, b'{"code": 1002, "message": "number is not in use"}'),
        "busy": (503, b"come again"),
        "no": (200, b'{"code": 7}'),
        "nonsense": (200, b"<html>maintenance</html>"),
    }

    def answer(self) -> None:
        """Note the call and answer in the server's manner."""
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        call = {**body, "authorization": self.headers["Authorization"], "key": self.headers["Idempotency-Key"]}
        self.server.calls.append(call)
        self.server.heard.release()
        manner = self.server.manner
        if manner == "slow":
            self.server.release.wait(30)
            return
        if manner in {"well", "drops"}:
            self.server.messages[call["key"]] = call
        if manner == "drops":
            return
        status, answer = self.ANSWERS[manner]
        self.send_response(status)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    do_POST = answer  # noqa: N815 -- the standard library looks for this name

    def log_message(self, *arguments: Any) -> None:
        """Say nothing on the console."""


@contextmanager
def running(server: Any) -> Iterator[Any]:
    """The server at work in a thread of its own."""
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.release.set()
        server.shutdown()
        server.server_close()
        thread.join(5)
