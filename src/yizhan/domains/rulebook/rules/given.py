# SPDX-License-Identifier: Apache-2.0
"""Rules that `yizhan init` was given for the institution to begin with. They wait in the home for the first start."""

import datetime
from pathlib import Path

from django.conf import settings

from yizhan.domains.rulebook.rules.documents import Document, read_document, write_document
from yizhan.domains.rulebook.rules.shipped import SETS, provisions_of


def of_set(name: str, on: datetime.date) -> str:
    """A set of the house as the document of an institution that begins on a day. `NotFound` for an unknown set."""
    return write_document(str(SETS.get(name, name)), provisions_of(name, on), {})


def keep(text: str) -> Document:
    """Keep a document for the first start; one with mistakes is not kept. No body exists yet that a rule could name."""
    document = read_document(text, {})
    if not document.mistakes:
        _kept().write_text(text, encoding="utf-8")
    return document


def kept() -> Document | None:
    """What waits, if anything does."""
    try:
        document = read_document(_kept().read_text(encoding="utf-8"), {})
    except FileNotFoundError:
        return None
    return None if document.mistakes else document


def forget() -> None:
    """They are in force now."""
    _kept().unlink(missing_ok=True)


def _kept() -> Path:
    return Path(settings.HOME) / "first-rules.toml"
