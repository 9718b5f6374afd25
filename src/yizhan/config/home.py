# SPDX-License-Identifier: Apache-2.0
"""The folder that holds all of one installation, and the key that is made there at the first start."""

import os
import secrets
from pathlib import Path


def folder(value: str) -> Path:
    """The home folder; made, readable by its owner only, when it does not exist."""
    home = Path(value).expanduser() if value else Path.cwd() / "var"
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    return home.resolve()


def secret_key(home: Path) -> str:
    """The installation's own key: random, made once, kept in a file of its owner. There is no default key."""
    path = home / "secret.key"
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(descriptor, "w", encoding="ascii") as stream:
        stream.write(secrets.token_urlsafe(64))
        stream.flush()
        os.fsync(stream.fileno())
    return path.read_text(encoding="ascii").strip()
