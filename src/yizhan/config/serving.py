# SPDX-License-Identifier: Apache-2.0
"""What a serving process loads: the pages, and the worker beside them."""

import ctypes
import signal
import sys

from yizhan.config.wsgi import application
from yizhan.jobs import worker

_PR_SET_PDEATHSIG = 1

if sys.platform == "linux":
    # A worker process must not outlive the command that started it, however that ended: it would keep the port.
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)

worker.start()

__all__ = ["application"]
