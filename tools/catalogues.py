# SPDX-License-Identifier: Apache-2.0
"""Are both languages complete? Message ids are English; every one needs its Chinese.

python tools/catalogues.py check      say what is wrong, with file and line; exit code 1 if anything is
python tools/catalogues.py missing    the untranslated ids as .po entries, to be pasted into a room's catalogue
"""

import argparse
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import normalize, read_po
from django.template.engine import Engine

import installation
from findings import ROOT, Finding, shown
from message_ids import python_code, templates
from message_ids.asked import Asked

SOURCE = ROOT / "src/yizhan"
CATALOGUES = SOURCE / "web/locale/zh_Hans"

#: Chinese that may stand in an English id: marks of secrecy, the product's name, a date as people write it.
PROPER_MARKS = ("秘密", "机密", "绝密", "驿站", "2026年1月5日")

#: Modules that hand ids on which were written elsewhere, and where those are collected.
HANDED_ON = {"src/yizhan/domains/files/sentences.py": "the templates of yizhan.engines.media.refusals"}

_PLACEHOLDER = re.compile(r"%\((\w+)\)[#0\- +]*\d*(?:\.\d+)?[a-zA-Z]|%([sdifr])|(?<!\w)\{(\w+)\}")
_IDEOGRAPH = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")


def main() -> int:
    """Answer the call."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("act", choices=["check", "missing"])
    given = arguments.parse_args()
    asked, unreadable = everything_asked()
    catalogues = read_catalogues(CATALOGUES)
    if given.act == "missing":
        print("\n".join(entries_for(missing(asked, catalogues))))
        return 0
    findings = sorted([*unreadable, *compare(asked, catalogues)])
    for finding in findings:
        print(finding)
    print(f"{len({one.id for one in asked})} ids, {len(findings)} findings")
    return 1 if findings else 0


def everything_asked() -> tuple[list[Asked], list[Finding]]:
    """Every id that code, templates and the media engine's refusals ask for; and what could not be read."""
    installation.open_settings()
    engine = Engine.get_default()
    asked, unreadable = list(_of_refusals()), []
    for path in sorted(SOURCE.rglob("*.py")):
        found, problems = python_code.asked_in(path, shown(path))
        asked += found
        unreadable += [] if shown(path) in HANDED_ON else problems
    for path in sorted(SOURCE.rglob("templates/**/*.html")):
        found, problems = templates.asked_in(path, shown(path), engine)
        asked += found
        unreadable += problems
    return asked, unreadable


def _of_refusals() -> Iterator[Asked]:
    from yizhan.engines.media import refusals  # noqa: PLC0415 -- exists once the settings are loaded

    lines = (SOURCE / "engines/media/refusals.py").read_text(encoding="utf-8").splitlines()
    for reason, sentence in refusals.SENTENCES.items():
        line = next(number for number, text in enumerate(lines, 1) if f"Reason.{reason.name}: Sentence" in text)
        for template in (sentence.problem, sentence.remedy):
            yield Asked("src/yizhan/engines/media/refusals.py", line, template)


def read_catalogues(folder: Path) -> dict[str, Catalog]:
    """Each room's catalogue by the path of its file."""
    catalogues = {}
    for path in sorted(folder.glob("*.po")):
        with path.open("rb") as stream:
            catalogues[shown(path)] = read_po(stream, locale="zh_Hans")
    return catalogues


def compare(asked: Sequence[Asked], catalogues: dict[str, Catalog]) -> list[Finding]:
    """Everything that is wrong between what is asked for and what the catalogues hold."""
    wanted = {(one.id, one.context) for one in asked}
    findings = [Finding(one.file, one.line, f'no Chinese for "{one.id}"') for one in missing(asked, catalogues)]
    findings += [
        Finding(one.file, one.line, f'Chinese in the id "{one.id}"; ids are English')
        for one in asked
        if _is_chinese(one)
    ]
    answers: dict[tuple[str, str], tuple[str, Message]] = {}
    for file, catalogue in catalogues.items():
        findings += [Finding(file, 1, f'left over, no longer used: "{id_}"') for id_ in catalogue.obsolete]
        for message in _messages(catalogue):
            key = _key(message)
            findings += _faults(file, message)
            if key not in wanted:
                findings.append(_finding(file, message, "nobody asks for it"))
            elsewhere, other = answers.setdefault(key, (file, message))
            if _strings(other) != _strings(message):
                findings.append(_finding(file, message, f"{elsewhere} translates it differently"))
    return findings


def missing(asked: Iterable[Asked], catalogues: dict[str, Catalog]) -> list[Asked]:
    """What is asked for and stands in no catalogue; where a number decides, in no catalogue with its plural."""
    known = {_key(message): bool(message.pluralizable) for one in catalogues.values() for message in _messages(one)}
    return sorted(one for one in asked if _is_missing(one, known))


def entries_for(wanted: Iterable[Asked]) -> Iterator[str]:
    """The ids as .po entries, each once, with the places that ask for them."""
    places: dict[tuple[str, str, str], list[str]] = {}
    for one in wanted:
        places.setdefault((one.context, one.id, one.plural), []).append(one.place)
    for (context, text, plural), where in places.items():
        yield f"#: {' '.join(where)}"
        if context:
            yield f"msgctxt {normalize(context)}"
        yield f"msgid {normalize(text)}"
        yield f'msgid_plural {normalize(plural)}\nmsgstr[0] ""\n' if plural else 'msgstr ""\n'


def placeholders(text: str) -> set[str]:
    """The names of what is filled in."""
    return {next(filter(None, match.groups())) for match in _PLACEHOLDER.finditer(text.replace("%%", ""))}


def _is_missing(one: Asked, known: dict[tuple[str, str], bool]) -> bool:
    has_plural = known.get((one.id, one.context))
    return has_plural is None or (bool(one.plural) and not has_plural)


def _faults(file: str, message: Message) -> Iterator[Finding]:
    """What is wrong with one translation by itself."""
    if message.fuzzy:
        yield _finding(file, message, "marked fuzzy, which is not used")
    asked_for = message.id[-1] if isinstance(message.id, tuple | list) else message.id
    for text in _strings(message):
        if not text.strip():
            yield _finding(file, message, "empty")
        elif placeholders(text) != placeholders(str(asked_for)):
            yield _finding(file, message, f"its Chinese fills in other places: {text}")
        elif not _can_be_filled(text):
            yield _finding(file, message, f"its Chinese has a percent sign that is no place: {text}")


def _can_be_filled(text: str) -> bool:
    names = placeholders(text)
    if not names or "%(" not in text:
        return True
    try:
        return bool(text % dict.fromkeys(names, 1))
    except (ValueError, TypeError, KeyError):
        return False


def _is_chinese(one: Asked) -> bool:
    text = one.id + one.plural
    for mark in PROPER_MARKS:
        text = text.replace(mark, "")
    return bool(_IDEOGRAPH.search(text))


def _messages(catalogue: Catalog) -> Iterator[Message]:
    return (message for message in catalogue if message.id)


def _key(message: Message) -> tuple[str, str]:
    singular = message.id[0] if isinstance(message.id, tuple | list) else message.id
    return str(singular), message.context or ""


def _strings(message: Message) -> tuple[str, ...]:
    return tuple(message.string) if isinstance(message.string, tuple | list) else (str(message.string),)


def _finding(file: str, message: Message, words: str) -> Finding:
    return Finding(file, message.lineno or 1, f'"{_key(message)[0]}": {words}')


if __name__ == "__main__":
    sys.exit(main())
