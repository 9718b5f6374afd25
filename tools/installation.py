# SPDX-License-Identifier: Apache-2.0
"""Django for tools: the house's settings in a home folder of its own, which goes when the tool ends."""

import os
import tempfile

import django

_folder: tempfile.TemporaryDirectory[str] | None = None


def open_settings() -> None:
    """Load settings and apps; no database is made or touched. A folder that was given (YIZHAN_HOME) is kept."""
    global _folder  # noqa: PLW0603 -- the folder lives as long as the process
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yizhan.config.settings")
    if not os.environ.get("YIZHAN_HOME"):
        _folder = tempfile.TemporaryDirectory(prefix="yizhan-tools-")
        os.environ["YIZHAN_HOME"] = _folder.name
    django.setup()
