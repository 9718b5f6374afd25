# SPDX-License-Identifier: Apache-2.0
"""Award rounds with who may be nominated, who is, the panel and its votes, objections; recommendations of people."""

from django.db import models
from django.db.models import F, Q

from yizhan.domains.awards.states import (
    Kind,
    NominationState,
    ObjectionState,
    RecommendationState,
    Recusal,
    SeatState,
    State,
)
from yizhan.kernel.ids import new_id

_ONE_SUBJECT = (
    Q(person__isnull=False, organization__isnull=True, item__isnull=True)
    | Q(person__isnull=True, organization__isnull=False, item__isnull=True)
    | Q(person__isnull=True, organization__isnull=True, item__isnull=False)
)


class Round(models.Model):
    """One selection of a station for a period.

    `asked` keeps the thresholds it was opened under, `tally` the rules and the result of the count: how many could vote
    and did, and the votes for each nomination by its public id.
    """

    public_id = models.UUIDField(default=new_id, unique=True)
    station = models.ForeignKey("network.Station", on_delete=models.PROTECT, related_name="award_rounds")
    state = models.CharField(max_length=12, choices=State)
    version = models.PositiveIntegerField(default=1)
    kind = models.CharField(max_length=8, choices=Kind)
    name = models.CharField(max_length=80)
    first = models.DateField()
    last = models.DateField()
    instrument = models.CharField(max_length=120)
    prize = models.CharField(max_length=120, blank=True, default="")
    places = models.PositiveSmallIntegerField()
    asked = models.JSONField(default=dict)
    tally = models.JSONField(default=dict)
    opened_by = models.ForeignKey("network.Post", on_delete=models.PROTECT, related_name="+")
    decided_by = models.ForeignKey("network.Post", on_delete=models.PROTECT, null=True, related_name="+")
    awarded_by = models.ForeignKey("network.Post", on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    awarded_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="award_round_state"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="award_round_kind"),
            models.CheckConstraint(condition=Q(last__gte=F("first"), places__gte=1), name="award_round_period"),
            models.CheckConstraint(
                condition=~Q(state=State.AWARDED)
                | Q(awarded_by__isnull=False, decided_by__isnull=False, awarded_at__isnull=False)
                & ~Q(awarded_by=F("opened_by"))
                & ~Q(awarded_by=F("decided_by"))
                & ~Q(decided_by=F("opened_by")),
                name="award_round_by_three",
            ),
        ]
        indexes = [models.Index(fields=["station", "state", "-id"], name="award_round_desk")]

    def __str__(self) -> str:
        return self.name


class Candidate(models.Model):
    """One that was considered when a round was opened: the figures of that day, and what is lacking. Never changed.

    `figures` holds plain values (items handed in and adopted, effects with their days, findings), `lacks` the names of
    `Lack` with the number that is missing.
    """

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="candidates")
    person = models.ForeignKey("network.Person", on_delete=models.PROTECT, null=True, related_name="+")
    organization = models.ForeignKey("network.Organization", on_delete=models.PROTECT, null=True, related_name="+")
    item = models.ForeignKey("items.Item", on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=120)
    figures = models.JSONField()
    lacks = models.JSONField(default=list)
    is_eligible = models.BooleanField()

    class Meta:
        ordering = ["round", "id"]
        constraints = [
            models.CheckConstraint(condition=_ONE_SUBJECT, name="award_candidate_one"),
            *(
                models.UniqueConstraint(
                    fields=["round", subject],
                    name=f"award_candidate_{subject}",
                    condition=Q(**{f"{subject}__isnull": False}),
                )
                for subject in ("person", "organization", "item")
            ),
        ]
        indexes = [models.Index(fields=["round", "is_eligible"], name="award_candidate_round")]

    def __str__(self) -> str:
        return self.name


class Nomination(models.Model):
    """That a unit or the office names an eligible candidate, and what came of it.

    `quotas` keeps how the quotas of the nominated one stood then (RULE-076). `serial` numbers the certificate, `copies`
    says how often it was printed.
    """

    public_id = models.UUIDField(default=new_id, unique=True)
    station = models.ForeignKey("network.Station", on_delete=models.PROTECT, related_name="award_nominations")
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="nominations")
    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="nominations")
    state = models.CharField(max_length=12, choices=NominationState)
    version = models.PositiveIntegerField(default=1)
    reason = models.CharField(max_length=1000)
    evidence = models.CharField(max_length=1000, blank=True, default="")
    quotas = models.JSONField(default=list)
    nominated_by = models.ForeignKey("network.Post", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    decision = models.CharField(max_length=1000, blank=True, default="")
    serial = models.CharField(max_length=40, blank=True, default="")
    copies = models.PositiveSmallIntegerField(default=0)
    handed_on = models.DateField(null=True)

    class Meta:
        ordering = ["round", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=NominationState.values), name="award_nomination_state"),
            models.UniqueConstraint(
                fields=["candidate"],
                name="award_nomination_once",
                condition=~Q(state=NominationState.WITHDRAWN),
            ),
            models.UniqueConstraint(
                fields=["station", "serial"], name="award_certificate_once", condition=~Q(serial="")
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[NominationState.AWARDED, NominationState.REVOKED]) | ~Q(serial=""),
                name="award_certificate",
            ),
        ]

    def __str__(self) -> str:
        return f"nomination {self.pk}"


class Seat(models.Model):
    """A person on the panel of a round. Who is concerned keeps the seat and does not vote; `recusal` says why."""

    station = models.ForeignKey("network.Station", on_delete=models.PROTECT, related_name="+")
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="seats")
    person = models.ForeignKey("network.Person", on_delete=models.PROTECT, related_name="award_seats")
    state = models.CharField(max_length=8, choices=SeatState)
    version = models.PositiveIntegerField(default=1)
    recusal = models.CharField(max_length=12, choices=Recusal, blank=True, default="")
    words = models.CharField(max_length=1000, blank=True, default="")

    class Meta:
        ordering = ["round", "id"]
        constraints = [
            models.UniqueConstraint(fields=["round", "person"], name="award_seat_once"),
            models.CheckConstraint(
                condition=Q(state=SeatState.RECUSED) & ~Q(recusal="")
                | Q(state__in=[SeatState.SEATED, SeatState.VOTED], recusal=""),
                name="award_seat_recusal",
            ),
        ]

    def __str__(self) -> str:
        return f"seat {self.pk}: {self.state}"


class Vote(models.Model):
    """That a member of the panel is for a nomination. Replaced as a whole until the count, never shown to others."""

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="votes")
    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["seat", "id"]
        constraints = [models.UniqueConstraint(fields=["seat", "nomination"], name="award_vote_once")]

    def __str__(self) -> str:
        return f"vote {self.pk}"


class Objection(models.Model):
    """What somebody says against a public notice, about one nomination or the whole, and the answer."""

    public_id = models.UUIDField(default=new_id, unique=True)
    station = models.ForeignKey("network.Station", on_delete=models.PROTECT, related_name="+")
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="objections")
    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, null=True, related_name="objections")
    state = models.CharField(max_length=8, choices=ObjectionState)
    version = models.PositiveIntegerField(default=1)
    text = models.CharField(max_length=1000)
    post = models.ForeignKey("network.Post", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    is_upheld = models.BooleanField(null=True)
    answer = models.CharField(max_length=1000, blank=True, default="")
    answered_by = models.ForeignKey("network.Post", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["round", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=ObjectionState.RAISED, is_upheld__isnull=True)
                | Q(state=ObjectionState.ANSWERED, is_upheld__isnull=False, answered_by__isnull=False)
                & ~Q(answer="")
                & ~Q(answered_by=F("post")),
                name="award_objection_answer",
            ),
        ]

    def __str__(self) -> str:
        return f"objection {self.pk}"


class Recommendation(models.Model):
    """That a person is proposed for membership because of outstanding work (RULE-078). `grounds` keeps the figures."""

    public_id = models.UUIDField(default=new_id, unique=True)
    station = models.ForeignKey("network.Station", on_delete=models.PROTECT, related_name="award_recommendations")
    person = models.ForeignKey("network.Person", on_delete=models.PROTECT, related_name="award_recommendations")
    state = models.CharField(max_length=12, choices=RecommendationState)
    version = models.PositiveIntegerField(default=1)
    reason = models.CharField(max_length=1000)
    grounds = models.JSONField()
    proposed_by = models.ForeignKey("network.Post", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    forwarded_by = models.ForeignKey("network.Post", on_delete=models.PROTECT, null=True, related_name="+")
    body = models.CharField(max_length=120, blank=True, default="")
    settled_on = models.DateField(null=True)
    note = models.CharField(max_length=1000, blank=True, default="")

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=RecommendationState.values), name="award_recommendation_state"
            ),
            models.UniqueConstraint(
                fields=["station", "person"],
                name="award_recommendation_open_once",
                condition=Q(state__in=[RecommendationState.PROPOSED, RecommendationState.FORWARDED]),
            ),
        ]

    def __str__(self) -> str:
        return f"recommendation {self.pk}"
