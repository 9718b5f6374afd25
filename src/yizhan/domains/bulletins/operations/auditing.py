# SPDX-License-Identifier: Apache-2.0
"""The audit of a printed table from outside, and keeping what it found. Looking writes nothing; keeping is a choice."""

import hashlib
import tempfile
import uuid
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path, PurePath
from typing import BinaryIO

from yizhan.domains.bulletins import access, events
from yizhan.domains.bulletins.models import Audit
from yizhan.domains.bulletins.permissions import Permission
from yizhan.domains.files.operations.checking import examined
from yizhan.domains.periodicals.operations import lines
from yizhan.engines.media.limits import MEBIBYTE, Limits
from yizhan.engines.scoring.audit.confined import Audited, audit_confined
from yizhan.kernel import audit, clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict
from yizhan.kernel.inserting import insert
from yizhan.kernel.operations import operation

SIZE = 5 * MEBIBYTE
_LIMITS = Limits(size=SIZE, unpacked=64 * MEBIBYTE)
_NAME_LIMIT = 120


@dataclass(frozen=True, slots=True)
class Handed:
    """A table that was handed in and looked at: its name, the digest of the file, what was stated, what was found."""

    name: str
    digest: str
    stated: Sequence[str]
    found: Audited

    def __repr__(self) -> str:
        """By this a repeated request is recognised: the same file and the same relations."""
        return f"{self.name} {self.digest} {list(self.stated)}"


def look(actor: Actor, name: str, content: BinaryIO, stated: Sequence[str]) -> Handed:
    """Audit a table. It lies in a folder of its own as long as it is looked at; nothing of it is kept.

    Raises `Invalid` for a file that nobody should hand in (too large, a program, marked secret), and the engine's
    `Refused` for one that is no table.
    """
    access.require(actor, Permission.AUDIT)
    with tempfile.TemporaryDirectory(prefix="yizhan-audit-") as folder:
        path = Path(folder) / f"table{PurePath(name.lower()).suffix}"
        # One byte more than allowed is enough to be refused; a larger one is not read to its end.
        read = content.read(SIZE + 1)
        path.write_bytes(read)
        examined(name, path, limits=_LIMITS)
        found = audit_confined(path, stated)
    return Handed(name, hashlib.sha256(read).hexdigest(), list(stated), found)


@operation
def keep(actor: Actor, public_id: uuid.UUID, handed: Handed) -> Audit:
    """Keep what was found, with the table as text and the digest of its file. Whoever hands it in makes the id.

    Writes: audit, journal. Announces: bulletins.audit.kept.
    """
    access.require(actor, Permission.AUDIT)
    if Audit.objects.filter(public_id=public_id).exists():
        raise Conflict("bulletins.audit.id_taken")
    report = handed.found.report
    row = Audit(
        public_id=public_id,
        station_id=actor.station or 0,
        name=lines.checked(handed.name[-_NAME_LIMIT:], field="name", limit=_NAME_LIMIT, is_required=True),
        digest=handed.digest,
        stated=list(handed.stated),
        found=asdict(handed.found),
        checked=report["checked"],
        differing=report["differ"],
        post_id=actor.post,
        at=clock.now(),
    )
    insert(row)
    event = events.AuditKept(
        subject=public_id, title=row.name, digest=row.digest, checked=row.checked, differing=row.differing
    )
    audit.record(actor, event, station=row.station_id)
    return row
