# SPDX-License-Identifier: Apache-2.0
"""A real `yizhan up` in a process group of its own, which a test may kill as hard as it likes."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from tests import homes
from tests.homes import ROOT


class Server:
    """Starts, kills and starts again the same installation."""

    def __init__(self, home: Path) -> None:
        self.home = homes.empty(home)
        self.port = _free_port()
        self.process: subprocess.Popen[bytes] | None = None
        self.environment = {
            name: value for name, value in os.environ.items() if not name.startswith(("YIZHAN_", "COV"))
        } | {"YIZHAN_HOME": str(home)}

    def run(self, *command: str) -> str:
        """Run a Python module in the installation; its standard output."""
        done = subprocess.run(
            [sys.executable, *command], cwd=ROOT, env=self.environment, check=True, stdout=subprocess.PIPE
        )
        return done.stdout.decode()

    def start(self) -> None:
        """Start and wait until it answers."""
        command = [sys.executable, "-c", "from yizhan.cli.main import main; main()"]
        with (self.home / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                [*command, "up", "--no-browser", "--port", str(self.port)],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=log,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )
        deadline = time.monotonic() + 60
        while not self.answers():
            assert self.process.poll() is None, (self.home / "server.log").read_text()
            assert time.monotonic() < deadline, "the server did not answer within a minute"
            time.sleep(0.05)

    def answers(self) -> bool:
        """Whether somebody listens."""
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def kill(self) -> None:
        """kill -9 for the server and all its children, at once."""
        if self.process is not None and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        while self.answers():
            time.sleep(0.02)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
