# SPDX-License-Identifier: Apache-2.0
"""The files room in words. What is wrong with a file the media engine says in templates; here they are translated."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from yizhan.engines.media.refusals import SENTENCES

#: Places in a file that the engine names in English; everything else it names is part of the file itself.
PLACES = (
    _("it is empty"),
    _("it contains control characters"),
    _("it contains characters that turn the reading direction"),
    _("it contains a path"),
    _("it is the name of a device"),
    _("its first bytes"),
    _("an archive is appended"),
    _("a cell with a DDE formula"),
    _("a DDE field"),
    _("a DDE source"),
    _("a linked object or template"),
    _("an included picture or text"),
    _("an Excel 4 macro sheet"),
    _("a Java or Android package"),
    _("the end of the file is missing"),
    _("the end of the archive is missing"),
    _("the end of the packed file is missing"),
    _("no index of the recording"),
    _("the picture has no size or no end"),
    _("no known encoding"),
    _("the reader gave up"),
    _("members overlap"),
    _("two members with one name"),
    _("blank"),
    _("every sheet is blank"),
)

#: Places that hold a number, and the sentence for each; a unit is itself one of `_UNITS`.
_COUNTED = (
    (re.compile(r"more than (?P<number>[\d.,]+) (?P<unit>.+)"), _("more than %(number)s %(unit)s")),
    (re.compile(r"it is longer than (?P<number>\d+) characters"), _("it is longer than %(number)s characters")),
    (re.compile(r"(?P<number>\d+) times its packed size"), _("%(number)s times its packed size")),
)
_UNITS = (
    _("members"),
    _("levels"),
    _("seconds"),
    _("seconds of computing"),
    _("MB unpacked"),
    _("MB of memory"),
    _("MB of text"),
)


def _handed_in(facts: Mapping[str, Any]) -> str:
    return _now("Files attached: %(names)s.") % {"names": "、".join(facts["file_names"])}


def _about_file(template: str) -> Callable[[Mapping[str, Any]], str]:
    """A template of the media engine in the reader's language, its place in the file included."""

    def words(parameters: Mapping[str, Any]) -> str:
        filled = {"name": "", "limit": "", "kind": "", "expected": "", **parameters}
        return _now(template) % {**filled, "where": _place(str(parameters.get("where", "")))}

    return words


def _place(where: str) -> str:
    return ": ".join(_place_part(part) for part in where.split(": "))


def _place_part(part: str) -> str:
    for pattern, sentence in _COUNTED:
        match = pattern.fullmatch(part)
        if match:
            return str(sentence) % {"unit": "", **{name: _now(said) for name, said in match.groupdict().items()}}
    return _now(part) if part else ""


TOLD: Mapping[str, Any] = {}

NOTED: Mapping[str, Any] = {
    "files.attachment.kept": _("File kept: %(file_name)s."),
    "files.attachment.removed": _("File taken back: %(file_name)s."),
    "files.attachment.handed_in": _handed_in,
}

REFUSALS: Mapping[str, tuple[Any, Any]] = {
    "files.denied": (_("Your post does not allow this."), _("Switch to another of your posts, or ask the office.")),
    "files.attachment.unknown": (
        _("There is no such file, or it has been handed in and can no longer be removed."),
        _("Look at the list of files below."),
    ),
    "files.subject.full": (
        _("At most %(limit)s files can be attached here."),
        _("Remove one first, or put several pages into one document."),
    ),
    "files.file.secret": (
        _("This file is marked %(grade)s. This system is not approved for classified material; nothing was kept."),
        _("Report classified matters through the approved channel only."),
    ),
    **{
        f"files.file.{reason.value}": (_about_file(sentence.problem), _about_file(sentence.remedy))
        for reason, sentence in SENTENCES.items()
    },
}
