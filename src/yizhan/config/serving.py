# SPDX-License-Identifier: Apache-2.0
"""What a serving process loads: the pages, and beside them the worker, the senders of letters, surveys and learning."""

import ctypes
import signal
import sys

from yizhan.config.wsgi import application
from yizhan.jobs import learning, surveying, worker
from yizhan.jobs.sending import senders

_PR_SET_PDEATHSIG = 1

if sys.platform == "linux":
    # A worker process must not outlive the command that started it, however that ended: it would keep the port.
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)

worker.start()
senders.start()
surveying.start()
learning.start()

__all__ = ["application"]
