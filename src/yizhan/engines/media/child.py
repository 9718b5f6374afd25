# SPDX-License-Identifier: Apache-2.0
"""Runs the extraction worker as a child process and hands back the lines it wrote, or one typed refusal.

The child reads the file on its standard input and writes JSON lines to a nameless temporary file, so no pipe can block
and no output can grow past its limit. Whatever happens, the child is gone when this returns.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import yizhan
from yizhan.engines.media.kinds import Kind
from yizhan.engines.media.refusals import Reason, Refused

WORKER = "yizhan.engines.media.extraction_worker"
_SOURCE = Path(yizhan.__file__).resolve().parents[1]
OUTPUT_MEGABYTES = 1_024
#: Numbers of signals (signal.h on Linux and macOS): killed or out of processor time; compiled readers that get no more
#: memory abort; a file that grew past its limit.
_OUT_OF_TIME, _ABORTED, _OUTPUT_TOO_LONG = {9, 24}, 6, 25


@contextmanager
def lines_from(
    task: str, kind: Kind, content: bytes | Path | IO[bytes], *, seconds: float, megabytes: int, most: int
) -> Iterator[Iterator[Any]]:
    """The JSON values the worker wrote for `task` ("text" or "rows"), after it has ended in good order.

    `most` bounds characters of text or cells of rows. Raises Refused: what the worker refused, TOO_LABORIOUS when it
    used up its time or memory, BROKEN when it died.
    """
    with tempfile.TemporaryFile() as output, _as_file(content) as source:
        status = _run([task, kind.value, str(seconds), str(megabytes), str(most)], source, output, seconds)
        output.seek(0)
        _raise_refusal(status, output, seconds, megabytes)
        output.seek(0)
        yield (json.loads(line) for line in output if not line.startswith(b'{"end"'))


@contextmanager
def _as_file(content: bytes | Path | IO[bytes]) -> Iterator[IO[bytes]]:
    if isinstance(content, Path):
        with content.open("rb") as stream:
            yield stream
    elif isinstance(content, bytes):
        with tempfile.TemporaryFile() as stream:
            stream.write(content)
            stream.seek(0)
            yield stream
    else:
        # The child shares the open file and its place, which a buffered stream moves only when it must.
        os.lseek(content.fileno(), 0, os.SEEK_SET)
        yield content


def _run(arguments: list[str], source: IO[bytes], output: IO[bytes], seconds: float) -> int | None:
    """The child's exit status; None when it had to be killed for taking too long."""
    command = [sys.executable, "-B", "-P", "-s", "-X", "utf8", "-m", WORKER, *arguments]
    child = subprocess.Popen(  # noqa: S603 -- our own module, arguments from a fixed list, no shell
        command,
        stdin=source,
        stdout=output,
        stderr=subprocess.DEVNULL,
        env=_environment(),
        cwd=_SOURCE.anchor,
        close_fds=True,
    )
    try:
        return child.wait(seconds)
    except subprocess.TimeoutExpired:
        return None
    finally:
        child.kill()
        child.wait()


def _environment() -> dict[str, str]:
    """Nothing of ours but where our code lies: a worker has no use for settings, keys or paths."""
    return {"PYTHONPATH": str(_SOURCE), "PYTHONHASHSEED": "0"}


def _raise_refusal(status: int | None, output: IO[bytes], seconds: float, megabytes: int) -> None:
    if status is None:
        raise Refused(Reason.TOO_LABORIOUS, where=f"more than {seconds:g} seconds")
    last = _last_line(output)
    if not last.startswith(b'{"end"'):
        raise _death(status, seconds, megabytes)
    end = json.loads(last)
    if end["end"] == Reason.TOO_LABORIOUS:
        raise Refused(Reason.TOO_LABORIOUS, where=_memory(megabytes))
    if end["end"] is not None:
        raise Refused(Reason(end["end"]), where=end["where"])


def _death(status: int, seconds: float, megabytes: int) -> Refused:
    """What it means that the worker ended without a last word; a negative status is the signal that ended it."""
    if -status in _OUT_OF_TIME:
        return Refused(Reason.TOO_LABORIOUS, where=f"more than {seconds:g} seconds of computing")
    if -status == _ABORTED:
        return Refused(Reason.TOO_LABORIOUS, where=_memory(megabytes))
    if -status == _OUTPUT_TOO_LONG:
        return Refused(Reason.TOO_LABORIOUS, where=f"more than {OUTPUT_MEGABYTES} MB of text")
    return Refused(Reason.BROKEN, where="the reader gave up")


def _memory(megabytes: int) -> str:
    return f"more than {megabytes} MB of memory"


def _last_line(output: IO[bytes]) -> bytes:
    size = output.seek(0, 2)
    output.seek(max(0, size - 4096))
    lines = output.read().splitlines()
    return lines[-1] if lines else b""
