# SPDX-License-Identifier: Apache-2.0
"""Watches over what examining and reading a file does to the machine."""

import sys
import tempfile
from collections.abc import Iterator, Sequence
from os import O_CREAT, O_RDWR, O_WRONLY
from pathlib import Path

import pytest

_watching: list["Watch"] = []


class Watch:
    """Paths opened for writing and sockets made in this process while the test ran."""

    def __init__(self) -> None:
        self.written: list[str] = []
        self.sockets: list[str] = []

    def note(self, event: str, arguments: Sequence[object]) -> None:
        """Called by the interpreter for each audited event."""
        if event.startswith("socket."):
            self.sockets.append(event)
        elif event == "open" and isinstance(arguments[2], int) and arguments[2] & (O_WRONLY | O_RDWR | O_CREAT):
            self.written.append(str(arguments[0]))

    def written_outside(self, *folders: Path) -> list[str]:
        """Paths opened for writing that do not lie in these folders."""
        return [path for path in self.written if not any(Path(path).is_relative_to(folder) for folder in folders)]


def _hook(event: str, arguments: Sequence[object]) -> None:
    for watch in _watching:
        watch.note(event, arguments)


sys.addaudithook(_hook)


@pytest.fixture
def watch() -> Iterator[Watch]:
    """Fails the test when anything was written outside the temporary folder or a socket was made."""
    watch = Watch()
    _watching.append(watch)
    yield watch
    _watching.remove(watch)
    assert watch.written_outside(Path(tempfile.gettempdir()), Path("/dev/null")) == []
    assert watch.sockets == []
