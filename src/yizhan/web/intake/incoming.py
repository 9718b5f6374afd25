# SPDX-License-Identifier: Apache-2.0
"""Where uploaded files wait between the pages of an import: a folder for each, bound to the post that made it."""

import json
import shutil
import uuid
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from yizhan.domains.network.models import Post
from yizhan.engines.media.tables import FORMS
from yizhan.kernel import clock
from yizhan.kernel.errors import Invalid, NotFound
from yizhan.kernel.ids import new_id

#: What waits longer than this is thrown away.
LIFETIME_SECONDS = 24 * 60 * 60

#: What one upload may weigh.
MOST_MEGABYTES = 200

_MEGABYTE = 1024 * 1024
_NAME = 60
_ABOUT, _FILES = "about.json", "files"


@dataclass(frozen=True, slots=True)
class About:
    """What is known of an upload: whose it is, its name, which column is which field, what became of it."""

    post: int
    name: str
    mapping: dict[str, str] | None = None
    intake: str = ""


@dataclass(frozen=True, slots=True)
class Incoming:
    """One upload and the folder it waits in."""

    key: uuid.UUID
    folder: Path
    about: About

    @property
    def path(self) -> Path:
        """What `read_rows` reads: the one table, or the folder of documents."""
        files = sorted((self.folder / _FILES).iterdir())
        return files[0] if len(files) == 1 and _is_table(files[0].name) else self.folder / _FILES


def keep(post: Post, files: "Sequence[UploadedFile[Any]]") -> Incoming:
    """Write an upload down for its next pages. What has waited too long goes at the same time."""
    sweep()
    _check_size(files)
    key = new_id()
    folder = _root() / str(key)
    (folder / _FILES).mkdir(parents=True, mode=0o700)
    for number, one in enumerate(files, 1):
        with (folder / _FILES / _safe(one.name or "", number, len(files))).open("wb") as target:
            for chunk in one.chunks():
                target.write(chunk)
    about = About(post.pk, "、".join(one.name or "" for one in files)[:200])
    return _noted(Incoming(key, folder, about))


def find(post: Post, key: uuid.UUID) -> Incoming:
    """The upload with that key, for the post that made it and nobody else."""
    folder = _root() / str(key)
    try:
        about = About(**json.loads((folder / _ABOUT).read_text(encoding="utf-8")))
    except FileNotFoundError:
        about = None
    if about is None or about.post != post.pk:
        raise NotFound("items.intake.upload_unknown")
    return Incoming(key, folder, about)


def map_columns(incoming: Incoming, mapping: dict[str, str]) -> Incoming:
    """Note which column is which field."""
    return _noted(replace(incoming, about=replace(incoming.about, mapping=mapping)))


def use_up(incoming: Incoming, intake: uuid.UUID) -> Incoming:
    """The files have been imported and go; what came of them stays known for a day, for whoever presses twice."""
    used = _noted(replace(incoming, about=replace(incoming.about, intake=str(intake))))
    shutil.rmtree(incoming.folder / _FILES, ignore_errors=True)
    return used


def throw_away(incoming: Incoming) -> None:
    """The upload was not what it should be."""
    shutil.rmtree(incoming.folder, ignore_errors=True)


def sweep() -> None:
    """Throw away what has waited for more than a day."""
    oldest = clock.now().timestamp() - LIFETIME_SECONDS
    for folder in _root().iterdir():
        if folder.stat().st_mtime < oldest:
            shutil.rmtree(folder, ignore_errors=True)


def _root() -> Path:
    root = Path(settings.HOME) / "incoming"
    root.mkdir(mode=0o700, exist_ok=True)
    return root


def _noted(incoming: Incoming) -> Incoming:
    """Written beside and moved into place, so that a page that reads at the same moment sees one or the other."""
    draft = incoming.folder / f"{new_id()}.tmp"
    draft.write_text(json.dumps(asdict(incoming.about), ensure_ascii=False), encoding="utf-8")
    draft.replace(incoming.folder / _ABOUT)
    return incoming


def _check_size(files: "Sequence[UploadedFile[Any]]") -> None:
    size = sum(one.size or 0 for one in files)
    if size > MOST_MEGABYTES * _MEGABYTE:
        limit, where = f"{MOST_MEGABYTES} MB", f"{size / _MEGABYTE:.0f} MB"
        raise Invalid("files.file.too_large", field="upload", name=files[0].name or "", limit=limit, where=where)


def _safe(name: str, number: int, count: int) -> str:
    """The file's own name without path and over-length; numbered where several files might bear the same."""
    plain = PurePosixPath(name.replace("\\", "/")).name.lstrip(".") or "file"
    ending = "".join(PurePosixPath(plain).suffixes[-2:])[-12:]
    stem = plain.removesuffix(ending)[:_NAME]
    return f"{number:04d}-{stem}{ending}" if count > 1 else f"{stem}{ending}"


def _is_table(name: str) -> bool:
    return name.lower().removesuffix(".xz").endswith(FORMS)
