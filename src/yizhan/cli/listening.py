# SPDX-License-Identifier: Apache-2.0
"""The process that `yizhan up` becomes once everything is prepared: it waits for those that serve the pages.

It knows no models and no pages: what preparing had loaded would lie in memory as long as the platform runs. What it
has to say comes through a pipe, for the first start's link is a secret and the arguments of a process are not.
"""

import json
import os
import socket
import sys
import threading
import time
import webbrowser
from dataclasses import asdict, dataclass
from typing import NoReturn

import click
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server


@dataclass(frozen=True, slots=True)
class Listening:
    """Where to listen, with how many processes and threads, and what to tell the one who started it."""

    host: str
    port: int
    workers: int
    threads: int
    first_link: str
    opens_browser: bool

    @property
    def address(self) -> str:
        """Where a browser on this machine finds it."""
        return f"http://{reachable(self.host)}:{self.port}"


def become(listening: Listening) -> NoReturn:
    """Replace this process by the one that waits."""
    reader, writer = os.pipe()
    os.write(writer, json.dumps(asdict(listening)).encode())
    os.close(writer)
    os.set_inheritable(reader, True)
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, "-P", "-m", "yizhan.cli.listening", str(reader)])  # noqa: S606 -- itself


def reachable(host: str) -> str:
    """The address at which this machine reaches what listens on `host`."""
    return "127.0.0.1" if host in {"0.0.0.0", "::", "localhost"} else host  # noqa: S104 -- compared, not bound


def _told(reader: int) -> Listening:
    with open(reader, "rb") as pipe:
        return Listening(**json.load(pipe))


def _serve(listening: Listening) -> None:
    Server(
        "yizhan.config.serving:application",
        address=listening.host,
        port=listening.port,
        interface=Interfaces.WSGI,
        workers=listening.workers,
        blocking_threads=listening.threads,
        websockets=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
    ).serve()


def _announce(listening: Listening) -> None:
    """Say where it listens, once it really does."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            probe.settimeout(0.2)
            if probe.connect_ex((reachable(listening.host), listening.port)) == 0:
                break
        time.sleep(0.05)
    address, first_link = listening.address, listening.first_link
    if first_link:
        click.echo(
            f"首次使用,请打开这个一次性链接建立管理员 / First start, open this one-time link:\n{address}{first_link}"
        )
    click.echo(f"驿站已启动 / Yizhan listens at {address}/")
    sys.stdout.flush()
    if listening.opens_browser:
        webbrowser.open(f"{address}{first_link or '/'}")


def main() -> None:
    """Take what the pipe says, listen, and say so."""
    listening = _told(int(sys.argv[1]))
    threading.Thread(target=_announce, args=(listening,), daemon=True).start()
    _serve(listening)


if __name__ == "__main__":
    main()
