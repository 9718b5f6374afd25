# SPDX-License-Identifier: Apache-2.0
"""The one-time link of an empty store. `yizhan up` prints its secret and keeps only the digest, beside the database."""

from pathlib import Path

from django.conf import settings
from django.utils.crypto import constant_time_compare

from yizhan.domains.network import queries


def is_valid(secret: str) -> bool:
    """Whether the secret is the one last printed, and nobody has made the first start with it yet."""
    try:
        kept = _kept().read_text(encoding="ascii")
    except FileNotFoundError:
        return False
    return constant_time_compare(kept.strip(), queries.digest(secret)) and queries.installation() is None


def forget() -> None:
    """The link has done its work."""
    _kept().unlink(missing_ok=True)


def _kept() -> Path:
    return Path(settings.HOME) / "first-start.digest"
