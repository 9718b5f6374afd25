# SPDX-License-Identifier: Apache-2.0
"""Notices: one journal entry, one person, read or not. Letters carry them out of the house, one or many at a time."""

import datetime

from django.db import models
from django.db.models import Q

from yizhan.domains.notices.states import Audience, Channel, LetterState, Manner, NoticeState, Outcome, Purpose
from yizhan.kernel.ids import new_id


class Notice(models.Model):
    """That a person is to know of an entry of the journal. `post` says which of the person's posts it concerns.

    `due_at` is a date that comes with it (a deadline, a meeting), `is_all_day` that only the day counts.
    `remind_at` is when it is said again if it must be acknowledged and is not.
    """

    public_id = models.UUIDField(default=new_id, unique=True)
    person = models.ForeignKey("network.Person", on_delete=models.PROTECT, related_name="notices")
    post = models.ForeignKey("network.Post", on_delete=models.PROTECT, null=True, related_name="notices")
    station = models.ForeignKey("network.Station", on_delete=models.PROTECT, null=True, related_name="notices")
    audience = models.CharField(max_length=16, choices=Audience)
    entry = models.ForeignKey("kernel.Entry", on_delete=models.PROTECT, related_name="notices")
    matter = models.UUIDField(null=True)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    is_urgent = models.BooleanField(default=False, db_default=False)
    must_acknowledge = models.BooleanField(default=False, db_default=False)
    acknowledged_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    is_all_day = models.BooleanField(default=False, db_default=False)
    remind_at = models.DateTimeField(null=True)
    reminders = models.PositiveSmallIntegerField(default=0, db_default=0)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["person", "entry"], name="notice_once"),
            models.CheckConstraint(condition=Q(audience__in=Audience.values), name="notice_audience"),
            models.CheckConstraint(
                condition=Q(acknowledged_at__isnull=True) | Q(read_at__isnull=False), name="notice_read_before_signed"
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-id"], name="notice_list"),
            models.Index(fields=["person"], name="notice_unread", condition=Q(read_at__isnull=True)),
            models.Index(fields=["entry"], name="notice_receipts", condition=Q(must_acknowledge=True)),
            models.Index(
                fields=["remind_at"],
                name="notice_remind",
                condition=Q(remind_at__isnull=False, acknowledged_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.entry_id}"

    @property
    def state(self) -> NoticeState:
        """How far it is with this addressee."""
        if self.acknowledged_at is not None:
            return NoticeState.ACKNOWLEDGED
        return NoticeState.DELIVERED if self.read_at is None else NoticeState.READ

    @property
    def is_to_sign(self) -> bool:
        """Whether a receipt is still wanted."""
        return self.must_acknowledge and self.acknowledged_at is None


class Address(models.Model):
    """Where a person is reached through one channel, and whether it was proved to be his or hers.

    `asked_at` is when the last code was asked for; the code itself is derived from it and never kept.
    """

    person = models.ForeignKey("network.Person", on_delete=models.PROTECT, related_name="addresses")
    channel = models.CharField(max_length=8, choices=Channel)
    address = models.CharField(max_length=254)
    asked_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    verified_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "channel"], name="address_once"),
            models.CheckConstraint(condition=Q(channel__in=Channel.values), name="address_channel"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.channel}"


class Wishes(models.Model):
    """How a person wants to be told. What is empty follows the institution's rule.

    Hours are whole hours of the office's clock. `audiences` lists as whom he or she is told outside the page; empty
    means in every capacity.
    """

    person = models.OneToOneField("network.Person", on_delete=models.PROTECT, related_name="wishes")
    mail_manner = models.CharField(max_length=8, choices=Manner, blank=True, default="")
    sms_manner = models.CharField(max_length=8, choices=Manner, blank=True, default="")
    quiet_from = models.PositiveSmallIntegerField(null=True)
    quiet_until = models.PositiveSmallIntegerField(null=True)
    digest_hours = models.JSONField(default=list)
    audiences = models.JSONField(default=list)
    with_calendar = models.BooleanField(default=True)

    def __str__(self) -> str:
        return f"wishes of {self.person_id}"


class Letter(models.Model):
    """What goes out in one piece to one person through one channel.

    Its public id is the Message-ID and the idempotency key of every attempt. `claim` is the sender that holds it until
    `claimed_until`; a sender that died leaves it to the next one then.
    """

    public_id = models.UUIDField(default=new_id, unique=True)
    station = models.ForeignKey("network.Station", on_delete=models.PROTECT, null=True, related_name="letters")
    person = models.ForeignKey("network.Person", on_delete=models.PROTECT, related_name="letters")
    channel = models.CharField(max_length=8, choices=Channel)
    purpose = models.CharField(max_length=8, choices=Purpose)
    recipient = models.CharField(max_length=254, blank=True, default="")
    is_urgent = models.BooleanField(default=False)
    state = models.CharField(max_length=12, choices=LetterState, default=LetterState.QUEUED)
    version = models.PositiveIntegerField(default=0)
    queued_at = models.DateTimeField()
    due_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    claim = models.UUIDField(null=True)
    claimed_until = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=LetterState.values), name="letter_state"),
            models.CheckConstraint(condition=Q(channel__in=Channel.values), name="letter_channel"),
            models.CheckConstraint(condition=Q(purpose__in=Purpose.values), name="letter_purpose"),
        ]
        indexes = [
            models.Index(
                fields=["channel", "-is_urgent", "due_at"], name="letter_queue", condition=Q(state=LetterState.QUEUED)
            ),
            models.Index(fields=["station", "-id"], name="letter_failed", condition=Q(state=LetterState.FAILED)),
            models.Index(fields=["person", "channel"], name="letter_open", condition=Q(state=LetterState.QUEUED)),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.public_id}"

    def is_held(self, moment: datetime.datetime) -> bool:
        """Whether a sender holds it at that moment."""
        return self.claimed_until is not None and self.claimed_until > moment


class Enclosure(models.Model):
    """One notice in one letter; `reminder` counts how often it was said before."""

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="enclosures")
    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="enclosures")
    channel = models.CharField(max_length=8, choices=Channel)
    reminder = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["notice", "channel", "reminder"], name="enclosure_once")]

    def __str__(self) -> str:
        return f"{self.notice_id} in {self.letter_id}"


class Attempt(models.Model):
    """One try at sending a letter. Without an end its sender died, or is still at it."""

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="tries")
    number = models.PositiveSmallIntegerField()
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True, default="")
    words = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["letter", "number"], name="attempt_once")]

    def __str__(self) -> str:
        return f"{self.letter_id}, {self.number}"
