# SPDX-License-Identifier: Apache-2.0
"""Reading attachments. Whether somebody may is asked of the room that owns their subject."""

import datetime
import hashlib
import uuid
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Substr

from yizhan.domains.files.models import Attachment, Passage, StoredFile, StoredText
from yizhan.domains.rulebook.rules.consequences import Counted
from yizhan.engines.media.kinds import TRAITS, Family, Kind
from yizhan.engines.media.limits import MEBIBYTE
from yizhan.engines.text.bigrams import index_tokens
from yizhan.engines.text.normalisation import comparable
from yizhan.kernel import places
from yizhan.kernel.fulltext import Phrase
from yizhan.kernel.fulltext_index import FulltextIndex
from yizhan.kernel.indexes import Fault
from yizhan.kernel.prepared import prepared

#: Characters of one passage, and how many of the next one it also holds, so that nothing is lost at the seam. What is
#: entered at once must be small: PostgreSQL takes no more terms in a row than some hundred thousand characters have.
PASSAGE = 20_000
OVERLAP = 200


def attachments(subject: uuid.UUID) -> QuerySet[Attachment]:
    """What was handed in with a subject, in the order in which it came."""
    return _present().filter(subject=subject, handed_in_at__isnull=False).select_related("file")


@prepared
def files_of(subject: uuid.UUID) -> QuerySet[Attachment]:
    """The same as a list, for the page of the subject."""
    return attachments(subject)


def attachments_of(subjects: Iterable[uuid.UUID]) -> dict[uuid.UUID, list[Attachment]]:
    """The same for several subjects, in one query; subjects without files are left out."""
    found: dict[uuid.UUID, list[Attachment]] = {}
    handed_in = _present().filter(subject__in=list(subjects), handed_in_at__isnull=False)
    for one in handed_in.select_related("file").order_by("id"):
        found.setdefault(one.subject, []).append(one)
    return found


def unsent(subject: uuid.UUID, post_id: int | None) -> QuerySet[Attachment]:
    """What a post has attached to a subject that it has not handed in yet."""
    return _present().filter(sent_by(post_id), subject=subject, handed_in_at__isnull=True).select_related("file")


@prepared
def waiting_to_be_sent(subject: uuid.UUID) -> QuerySet[Attachment, tuple[int, str, int | None]]:
    """Keys, names and senders of what is attached to a subject and not handed in yet, in the order in which it came."""
    waiting = _present().filter(subject=subject, handed_in_at__isnull=True)
    return waiting.order_by("id").values_list("pk", "name", "post_id")


def sent_by(post_id: int | None) -> Q:
    """What a post attached; without a post, what the installation itself attached."""
    return Q(post__isnull=True) if post_id is None else Q(post_id=post_id)


def attachment(public_id: uuid.UUID) -> Attachment | None:
    """The attachment with that id, whoever may read it; a removed one is gone."""
    return _present().filter(public_id=public_id).select_related("file").first()


def counts(subjects: Iterable[uuid.UUID]) -> dict[uuid.UUID, int]:
    """How many files each subject carries, in one query; subjects without files are left out."""
    carried = _present().filter(subject__in=list(subjects), handed_in_at__isnull=False)
    return dict(carried.order_by().values_list("subject").annotate(number=Count("pk")))


def path_of(file: StoredFile) -> Path:
    """Where the content lies."""
    return place_of(file.digest)


def place_of(digest: str) -> Path:
    """Where a content with this digest lies or would lie."""
    return places.files_folder() / digest[:2] / digest


def damages() -> Iterator[tuple[Fault, str]]:
    """Every stored file that is gone or differs from its digest, then every file that belongs to nothing."""
    known = set()
    for digest in StoredFile.objects.order_by("pk").values_list("digest", flat=True).iterator(chunk_size=1000):
        known.add(digest)
        path = place_of(digest)
        if not path.is_file():
            yield Fault.MISSING, digest
        elif _digest_of(path) != digest:
            yield Fault.STALE, digest
    for path in sorted(places.files_folder().glob("??/*")):
        if path.name not in known:
            yield Fault.SURPLUS, path.name


def _digest_of(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def text_of(file: StoredFile) -> str:
    """What the file says; empty for pictures, recordings and others that hold no text."""
    return StoredText.objects.filter(file=file).values_list("text", flat=True).first() or ""


def passages(rows: QuerySet[Passage]) -> dict[int, str]:
    """What passages say, by key."""
    said = rows.annotate(words=Substr("file__extracted__text", F("start") + 1, PASSAGE + OVERLAP))
    return dict(said.values_list("pk", "words"))


def containing(phrases: Sequence[Phrase]) -> Q:
    """The condition that an attachment's name or text contains every phrase."""
    found = Q()
    for phrase in phrases:
        saying = Passage.objects.filter(TEXTS.containing([phrase])).order_by().values("file")
        found &= Q(NAMES.containing([phrase])) | Q(file__in=saying)
    return found


def family_of(one: Attachment) -> Family:
    """What a person would call the file: document, table, picture and so on."""
    return TRAITS[Kind(one.kind)].family


def media_type_of(one: Attachment) -> str:
    """The Content-Type to answer with; never the one a sender claimed."""
    return TRAITS[Kind(one.kind)].media_type


def _present() -> QuerySet[Attachment]:
    return Attachment.objects.filter(removed_at__isnull=True)


def _names(keys: Sequence[int]) -> dict[int, str]:
    return dict(_present().filter(pk__in=list(keys)).order_by().values_list("pk", "name"))


def _passages(keys: Sequence[int]) -> dict[int, str]:
    return passages(Passage.objects.filter(pk__in=list(keys)).order_by())


NAMES = FulltextIndex(
    "files.name", "files_attachment_fulltext", _present, _names, tokens_of=index_tokens, fold=comparable
)
TEXTS = FulltextIndex(
    "files.text", "files_passage_fulltext", Passage.objects.all, _passages, tokens_of=index_tokens, fold=comparable
)


def larger_than(station_id: int, mebibytes: int, since: datetime.date) -> Counted:
    """Files attached at a station since a day, and how many are larger."""
    attached = _present().filter(station_id=station_id, handed_in_at__isnull=False, at__date__gte=since)
    return Counted(attached.filter(file__size__gt=mebibytes * MEBIBYTE).count(), attached.count())
