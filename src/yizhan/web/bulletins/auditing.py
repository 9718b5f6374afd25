# SPDX-License-Identifier: Apache-2.0
"""From an uploaded table to its audit. What was uploaded lies in a folder of its own as long as it is looked at."""

import tempfile
from collections.abc import Sequence
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from yizhan.domains.files.operations.checking import examined
from yizhan.engines.media.limits import MEBIBYTE, Limits
from yizhan.engines.scoring.audit.confined import Audited, audit_confined

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

_LIMITS = Limits(size=5 * MEBIBYTE, unpacked=64 * MEBIBYTE)


def audited(upload: "UploadedFile[Any]", stated: Sequence[str]) -> Audited:
    """The audit of an upload.

    Raises `Invalid` for a file that nobody should hand in (too large, a program, marked secret), and the engine's
    `Refused` for one that is no table.
    """
    name = upload.name or ""
    with tempfile.TemporaryDirectory(prefix="yizhan-audit-") as folder:
        path = Path(folder) / f"table{PurePath(name.lower()).suffix}"
        with path.open("wb") as target:
            for chunk in upload.chunks():
                target.write(chunk)
        examined(name, path, limits=_LIMITS)
        return audit_confined(path, stated)
