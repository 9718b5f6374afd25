# SPDX-License-Identifier: Apache-2.0
"""What an extraction worker does to itself before it reads a file from outside: no network, no writing, no children."""

import math
import os
import sys
from collections.abc import Sequence

try:
    import resource
except ImportError:  # Windows has no such limits; the parent's wall clock still holds there
    resource = None  # type: ignore[assignment]  # the platform lacks the module

MEBIBYTE = 1024 * 1024
_FORBIDDEN_EVENTS = (
    "socket.",
    "subprocess.",
    "os.exec",
    "os.fork",
    "os.spawn",
    "os.posix_spawn",
    "os.system",
    "os.startfile",
    "os.remove",
    "os.rename",
    "os.link",
    "os.symlink",
    "os.mkdir",
    "os.rmdir",
    "os.truncate",
    "os.chmod",
    "os.chown",
    "os.kill",
    "shutil.",
    "pty.",
    "ftplib.",
    "http.",
    "urllib.",
    "ctypes.dlopen",
)
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def confine(*, seconds: float, megabytes: int, output_megabytes: int) -> None:
    """Bound processor seconds, address space and output of this process, and forbid for good what no reader needs.

    The limits are those of the system (setrlimit); the prohibitions are a Python audit hook, which cannot be removed.
    """
    if resource is not None:
        _limit(resource.RLIMIT_CPU, math.ceil(seconds))
        _limit(resource.RLIMIT_AS, megabytes * MEBIBYTE)
        _limit(resource.RLIMIT_FSIZE, output_megabytes * MEBIBYTE)
        _limit(resource.RLIMIT_CORE, 0)
    sys.addaudithook(_refuse)


def _limit(what: int, most: int) -> None:
    _, hard = resource.getrlimit(what)
    bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(what, (bound, bound))


def _refuse(event: str, arguments: Sequence[object]) -> None:
    if event == "open":
        flags = arguments[2]
        if isinstance(flags, int) and flags & _WRITING:
            raise PermissionError("an extraction worker writes no files")
    elif event.startswith(_FORBIDDEN_EVENTS):
        raise PermissionError(f"an extraction worker must not: {event}")
