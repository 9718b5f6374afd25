# SPDX-License-Identifier: Apache-2.0
"""Where an installation keeps what is not in its database. Below the faces only this module reads the settings."""

from pathlib import Path

from django.conf import settings


def files_folder() -> Path:
    """The folder of stored files; its owner alone may look inside."""
    folder = Path(settings.FILES_FOLDER)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def home_folder() -> Path:
    """The folder that holds all of the installation."""
    return Path(settings.HOME)


def key_file() -> Path:
    """Where the keys of encrypted values lie: outside the database, and in no backup."""
    return Path(settings.KEY_FILE)


def field_cipher() -> str:
    """The algorithm of the next key that is made (`ciphers.ALGORITHMS`)."""
    return str(settings.FIELD_CIPHER)
