# SPDX-License-Identifier: Apache-2.0
"""Starting the servers that are measured, on loopback, and ending them."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Running:
    """A server that answers."""

    port: int
    process: subprocess.Popen[bytes]

    def memory(self) -> float:
        """Proportional set size of the whole service, in MiB: shared pages are counted once."""
        return round(sum(_pss(pid) for pid in family(self.process.pid)) / 1024, 1)

    def processor(self) -> float:
        """Processor time of the whole service since it began, in milliseconds."""
        return sum(_ticks(pid) for pid in family(self.process.pid)) * 1000 / os.sysconf("SC_CLK_TCK")


@contextmanager
def serving(target: str, home: Path, environment: dict[str, str], *, threads: int) -> Iterator[Running]:
    """A granian with one process and so many threads; ends with the block."""
    port = free_port()
    command = [
        str(Path(sys.executable).with_name("granian")),
        *("--host", "127.0.0.1", "--port", str(port), "--interface", "wsgi", "--workers", "1", "--no-ws"),
        *("--blocking-threads", str(threads), "--log-level", "error", target),
    ]
    with (home / "server.log").open("ab") as log:
        process = subprocess.Popen(  # noqa: S603 -- our own command
            command, env={**os.environ, **environment}, stdout=log, stderr=log
        )
        try:
            _wait(port, process)
            yield Running(port, process)
        finally:
            process.terminate()
            process.wait(20)


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError("the server ended before it answered; see server.log")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError("the server did not answer within a minute")


def family(pid: int) -> list[int]:
    """A process and all that it started."""
    children = Path(f"/proc/{pid}/task/{pid}/children")
    found = [pid]
    if children.exists():
        for child in children.read_text(encoding="ascii").split():
            found += family(int(child))
    return found


def _pss(pid: int) -> int:
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1])
    return 0


def _ticks(pid: int) -> int:
    """User and system time of a process in the kernel's ticks: fields 14 and 15 of its line, counted after its name."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])
