# SPDX-License-Identifier: Apache-2.0
"""Files by the digest of their content, and what they are attached to. A content is stored once, however often sent."""

from django.db import models
from django.db.models import Q

from yizhan.kernel.ids import new_id


class StoredFile(models.Model):
    """One content on the disk, at `<files folder>/<first two signs of the digest>/<digest>`."""

    digest = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField()
    kept_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.digest[:12]} ({self.size} bytes)"


class StoredText(models.Model):
    """What a stored file says, read once when it came in, so that search need not open it again."""

    file = models.OneToOneField(StoredFile, on_delete=models.CASCADE, primary_key=True, related_name="extracted")
    text = models.TextField()
    is_truncated = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.text[:40]


class Passage(models.Model):
    """A stretch of a file's text, from `start` on: what full text finds at a time. Neighbours overlap a little."""

    file = models.ForeignKey(StoredFile, on_delete=models.CASCADE, related_name="passages")
    start = models.PositiveIntegerField()

    class Meta:
        ordering = ["file", "start"]
        constraints = [models.UniqueConstraint(fields=["file", "start"], name="passage_once")]

    def __str__(self) -> str:
        return f"{self.file_id} from {self.start}"


class Attachment(models.Model):
    """A file under the name it came with, attached to whatever has the public id `subject`.

    The kind belongs here and not to the content: the same bytes are a table as `.csv` and a text as `.txt`. Until it is
    handed in only its sender knows of it. A removed one stays as a tombstone.
    """

    public_id = models.UUIDField(default=new_id, unique=True)
    subject = models.UUIDField()
    station = models.ForeignKey("network.Station", on_delete=models.PROTECT, null=True, related_name="attachments")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="attachments")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=8)
    post = models.ForeignKey("network.Post", on_delete=models.PROTECT, null=True, related_name="attachments")
    at = models.DateTimeField()
    handed_in_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(handed_in_at__isnull=True) | Q(removed_at__isnull=True), name="attachment_removed_before"
            ),
        ]
        indexes = [
            models.Index(fields=["subject", "id"], name="attachment_subject", condition=Q(removed_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return self.name
