# SPDX-License-Identifier: Apache-2.0
"""A confined process can neither reach the network, nor write, nor start anything, nor grow."""

import subprocess
import sys
from pathlib import Path

import pytest

ATTEMPTS = {
    "a socket": "import socket; socket.socket()",
    "a look-up of a name": "import socket; socket.getaddrinfo('example.org', 80)",
    "a program": "import subprocess; subprocess.run(['true'])",
    "a shell": "import os; os.system('true')",
    "a second process": "import os; os.fork()",
    "writing a file": "open({path!r}, 'w')",
    "appending to a file": "open({path!r}, 'ab')",
    "opening for reading and writing": "import os; os.open({path!r}, os.O_RDWR)",
    "removing a file": "import os; os.remove({path!r})",
    "renaming a file": "import os; os.rename({path!r}, {path!r} + '2')",
    "making a folder": "import os; os.mkdir({path!r} + 'd')",
    "loading a library": "import ctypes; ctypes.CDLL('libc.so.6')",
}
CONFINED = (
    "from yizhan.engines.media.confinement import confine\nconfine(seconds=5, megabytes={mb}, output_megabytes=1)\n"
)


def run(code: str, *, megabytes: int = 512) -> "subprocess.CompletedProcess[str]":
    """Run code in a process that confined itself first."""
    script = "import ctypes, socket, subprocess, os\n" + CONFINED.format(mb=megabytes) + code
    return subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=30)


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_confined_process_must_not(attempt: str, tmp_path: Path) -> None:
    path = tmp_path / "kept"
    path.write_text("unchanged")
    ended = run(ATTEMPTS[attempt].format(path=str(path)))
    assert ended.returncode == 1
    assert "PermissionError: an extraction worker" in ended.stderr
    assert path.read_text() == "unchanged"
    assert [entry.name for entry in tmp_path.iterdir()] == ["kept"]


def test_confined_process_still_reads_and_prints(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("读得到")
    ended = run(f"print(open({str(tmp_path / 'a')!r}, encoding='utf-8').read())")
    assert (ended.returncode, ended.stdout) == (0, "读得到\n")


def test_confined_process_gets_no_more_memory_than_allowed() -> None:
    ended = run("b'x' * (600 * 1024 * 1024)", megabytes=256)
    assert ended.returncode == 1
    assert "MemoryError" in ended.stderr
