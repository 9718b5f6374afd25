# SPDX-License-Identifier: Apache-2.0
"""Sets of rules that come with the house, one for each kind of institution, as the documents in `sets/`."""

import datetime
from collections.abc import Mapping
from dataclasses import replace
from importlib.resources import files

from django.utils.translation import gettext_lazy as _

from yizhan.domains.rulebook.rules.documents import read_document
from yizhan.domains.rulebook.rules.kinds import Text
from yizhan.domains.rulebook.rules.provisions import Provision
from yizhan.kernel.errors import NotFound

#: Name of the file without its ending -> what people choose.
SETS: Mapping[str, Text] = {
    "district-cppcc": _("CPPCC committee of a district or county"),
    "county-offices": _("Party and government offices of a county"),
    "city-hotline": _("12345 hotline of a city"),
}


def provisions_of(name: str, on: datetime.date) -> tuple[Provision, ...]:
    """Everything a set provides, each to hold from the given day on. Raises `NotFound` for an unknown set."""
    document = read_document(text_of(name), {})
    if document.mistakes:
        raise ValueError(f"the set {name} is wrong on line {document.mistakes[0].line}")
    return tuple(replace(one, valid_from=on) for one in document.provisions)


def text_of(name: str) -> str:
    """The document as it is shipped."""
    if name not in SETS:
        raise NotFound("rulebook.set.unknown", value=name)
    return files("yizhan.domains.rulebook.rules").joinpath("sets", f"{name}.toml").read_text(encoding="utf-8")
