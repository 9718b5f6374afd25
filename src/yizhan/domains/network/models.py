# SPDX-License-Identifier: Apache-2.0
"""Who there is: stations, organisations, people, the posts they hold, and the accounts they sign in with."""

import datetime
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from yizhan.domains.network.states import Level, Line, OfficerKind, OrganizationKind, ResponsibilityKind, Role
from yizhan.kernel.ids import new_id


class Organization(models.Model):
    """Any body in the tree: office, department, township, sector group, party branch.

    What was done under a former name keeps it: whoever shows a body beside a day asks `name_on`.
    """

    public_id = models.UUIDField(default=new_id, unique=True)
    name = models.CharField(max_length=120)
    short_name = models.CharField(max_length=40)
    kind = models.CharField(max_length=16, choices=OrganizationKind)
    level = models.PositiveSmallIntegerField(choices=Level)
    line = models.CharField(max_length=16, choices=Line)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    station = models.ForeignKey("Station", on_delete=models.PROTECT, null=True, related_name="organizations")
    rank = models.PositiveIntegerField(default=0)
    ended_on = models.DateField(null=True, blank=True)
    former_names = models.JSONField(default=list)
    """What it was called before, the oldest first: `name`, `short_name` and the last day, `until`."""

    class Meta:
        ordering = ["level", "rank", "id"]
        constraints = [models.UniqueConstraint(fields=["station", "name"], name="organization_name_once")]

    def __str__(self) -> str:
        return self.name

    def name_on(self, day: datetime.date) -> str:
        """What the body was called on a day."""
        return next((one["name"] for one in self.former_names if one["until"] >= day.isoformat()), self.name)


class Station(models.Model):
    """An institution that edits and releases. Every object of the loop belongs to one."""

    public_id = models.UUIDField(default=new_id, unique=True)
    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    short_name = models.CharField(max_length=40)
    level = models.PositiveSmallIntegerField(choices=Level)
    line = models.CharField(max_length=16, choices=Line)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")

    class Meta:
        ordering = ["level", "id"]

    def __str__(self) -> str:
        return self.name


class Person(models.Model):
    """A person, once, however many posts he or she holds.

    Who was entered twice is merged: one entry points to the one that counts, and nothing else is rewritten. Readers
    resolve the pointer (`queries.one_person`, `queries.counted`).
    """

    public_id = models.UUIDField(default=new_id, unique=True)
    name = models.CharField(max_length=60)
    mobile = models.CharField(max_length=20, blank=True, default="")
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="duplicates")
    """The entry that counts; never itself one that was merged."""
    entries = models.JSONField(default=list)
    """The keys of all entries that are this person, the one that counts first; empty where this is the only one."""

    class Meta:
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name

    @property
    def counts_as(self) -> int:
        """The key of the entry that counts."""
        return self.merged_into_id or self.pk


class Post(models.Model):
    """One person in one role of one organisation, from a day to a day. The post acts, and its rights end with it."""

    public_id = models.UUIDField(default=new_id, unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="posts")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="posts")
    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="posts")
    role = models.CharField(max_length=32, choices=Role)
    title = models.CharField(max_length=60, blank=True, default="")
    officer_kind = models.CharField(max_length=16, choices=OfficerKind, blank=True, default="")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="post_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(role=Role.OFFICER) & ~Q(officer_kind="") | ~Q(role=Role.OFFICER) & Q(officer_kind=""),
                name="post_officer_kind",
            ),
        ]
        indexes = [models.Index(fields=["station", "role"], name="post_station_role")]

    def __str__(self) -> str:
        return f"{self.person} · {self.get_role_display()}"


class Responsibility(models.Model):
    """Who answers for a unit's reports (RULE-014, RULE-015)."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="responsibilities")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="responsibilities")
    kind = models.CharField(max_length=8, choices=ResponsibilityKind)
    title = models.CharField(max_length=60)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["organization", "-kind", "id"]

    def __str__(self) -> str:
        return f"{self.organization}: {self.get_kind_display()} {self.person}"


class AccountManager(BaseUserManager["Account"]):
    """Finds accounts by their sign-in name; accounts are made by operations only."""


class Account(AbstractBaseUser):
    """What a person signs in with."""

    sign_in_name = models.CharField(max_length=40, unique=True)
    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="account")
    is_active = models.BooleanField(default=True)
    is_sample = models.BooleanField(default=False)
    preferences = models.JSONField(default=dict)

    USERNAME_FIELD = "sign_in_name"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[AccountManager] = AccountManager()

    def __str__(self) -> str:
        return self.sign_in_name


class SignInLink(models.Model):
    """A link that works once, to set a first or a new password. Only a digest of its secret is kept."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="sign_in_links")
    digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"link for {self.account}"


class Token(models.Model):
    """A key of the REST interface. It belongs to a post and ends with it; only a digest is kept."""

    public_id = models.UUIDField(default=new_id, unique=True)
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="tokens")
    label = models.CharField(max_length=60)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.label


class Installation(models.Model):
    """The one row about this installation itself."""

    is_sample = models.BooleanField(default=False)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="installation_once")]

    def __str__(self) -> str:
        return "sample installation" if self.is_sample else "installation"
