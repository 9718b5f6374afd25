# SPDX-License-Identifier: Apache-2.0
"""Loaded by pytest before anything of Django: each run has an installation folder of its own."""

import os
import tempfile

os.environ.setdefault("YIZHAN_HOME", tempfile.mkdtemp(prefix="yizhan-tests-"))
