# SPDX-License-Identifier: Apache-2.0
"""The folder that holds all of one installation, and the keys that are made there at the first start."""

import os
import secrets
from pathlib import Path

#: `kernel.ciphers` has them; settings are read before anything of the kernel is.
_FIELD_CIPHERS = ("aes-256-gcm", "sm4-gcm")


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


def key_file(value: str, home: Path) -> Path:
    """Where the keys of encrypted values lie; `yizhan.kernel.keyring` makes the file."""
    return Path(value).expanduser().absolute() if value else home / "field.keys"


def field_cipher(value: str) -> str:
    """The algorithm of new keys. An unknown one stops the start."""
    if value not in _FIELD_CIPHERS:
        known = ", ".join(_FIELD_CIPHERS)
        raise SystemExit(f"YIZHAN_FIELD_CIPHER={value} means nothing; it must be one of {known}")
    return value
