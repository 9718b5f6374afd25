# SPDX-License-Identifier: Apache-2.0
"""A folder of documents as a table: one document, one row; one that cannot be read is a refused row."""

from collections.abc import Iterator
from pathlib import Path

from yizhan.engines.media import checks, reading, submission_form
from yizhan.engines.media.kinds import Family
from yizhan.engines.media.refusals import Reason, Refused
from yizhan.engines.media.rows import Row, Source, Table
from yizhan.engines.media.workbooks import Cell

FILE = "文件"
COLUMNS = (
    FILE,
    submission_form.TITLE,
    submission_form.CONTRIBUTOR,
    submission_form.ORGANIZATION,
    submission_form.SITUATION,
    submission_form.ANALYSIS,
    submission_form.SUGGESTION,
)
_MOST_FILES = 20_000


def read(folder: Path) -> Table:
    """Rows of a folder and its subfolders, in the order of their paths. Raises Refused (NO_ROWS, TOO_MANY_ROWS)."""
    paths = sorted(path for path in folder.rglob("*") if _is_document(path.relative_to(folder), path))
    if not paths:
        raise Refused(Reason.NO_ROWS, where="no documents in this folder")
    if len(paths) > _MOST_FILES:
        raise Refused(Reason.TOO_MANY_ROWS, where=f"more than {_MOST_FILES} files")
    return Table(COLUMNS, _rows(folder, paths), Source(folder.name, "folder"))


def _is_document(relative: Path, path: Path) -> bool:
    """Whether a path is a file somebody put there: no link, nothing hidden, no lock file of an open document."""
    return (
        not any(part.startswith((".", "~$", "__MACOSX")) for part in relative.parts)
        and not path.is_symlink()
        and path.is_file()
    )


def _rows(folder: Path, paths: list[Path]) -> Iterator[Row]:
    for number, path in enumerate(paths, 1):
        place = path.relative_to(folder).as_posix()
        try:
            yield Row(number, place, _cells(path, place))
        except Refused as refusal:
            yield Row(number, place, refusal=refusal.about(path.name))


def _cells(path: Path, place: str) -> dict[str, Cell]:
    finding = checks.examine(path.name, path)
    if finding.family is not Family.DOCUMENT:
        raise Refused(Reason.NO_TEXT, kind=finding.family.value)
    extracted = reading.text_of(finding.kind, path)
    if not extracted.paragraphs:
        raise Refused(Reason.NO_TEXT, kind="a document without text")
    parts = submission_form.parts_of(extracted.paragraphs, path.stem)
    return {**dict.fromkeys(COLUMNS), FILE: place, **parts}
