# SPDX-License-Identifier: Apache-2.0
"""Instructions, cases, assignments and what units reply. Replies, extensions, measures, feedback are append-only."""

from django.db import models
from django.db.models import Q

from yizhan.domains.network.states import Level
from yizhan.domains.supervision.states import (
    LIVE,
    OPEN,
    AssignmentState,
    CaseState,
    InstructionState,
    MeasureKind,
    Outcome,
    Verdict,
)
from yizhan.kernel.ids import new_id


class Case(models.Model):
    """An item that is followed until something came of it. One is open per item; each step has its moment (RULE-099).

    `reason` says why a matter is followed that nobody instructed (RULE-101). `round` counts the openings.
    """

    public_id = models.UUIDField(default=new_id, unique=True)
    station = models.ForeignKey("network.Station", on_delete=models.PROTECT, related_name="cases")
    item = models.ForeignKey("items.Item", on_delete=models.PROTECT, related_name="cases")
    state = models.CharField(max_length=16, choices=CaseState)
    version = models.PositiveIntegerField(default=1)
    round = models.PositiveSmallIntegerField(default=1)
    reason = models.CharField(max_length=500, blank=True, default="")
    outcome = models.CharField(max_length=24, choices=Outcome, blank=True, default="")
    opened_at = models.DateTimeField()
    instructed_at = models.DateTimeField(null=True)
    assigned_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    implemented_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)
    concluded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item"], name="case_open_once", condition=Q(state__in=sorted(OPEN))),
            models.CheckConstraint(condition=Q(state__in=CaseState.values), name="case_state"),
            models.CheckConstraint(
                condition=~Q(state__in=[CaseState.IMPLEMENTED, CaseState.TOLD, CaseState.CONCLUDED])
                | Q(outcome__in=Outcome.values),
                name="case_outcome",
            ),
        ]
        indexes = [models.Index(fields=["station", "state", "-id"], name="case_desk")]

    def __str__(self) -> str:
        return f"case {self.pk}: {self.state}"


class Instruction(models.Model):
    """What a leader wrote on an item. `leader` is set for somebody with a post in this network; a scan is attached."""

    public_id = models.UUIDField(default=new_id, unique=True)
    station = models.ForeignKey("network.Station", on_delete=models.PROTECT, related_name="instructions")
    item = models.ForeignKey("items.Item", on_delete=models.PROTECT, related_name="instructions")
    issue = models.ForeignKey("periodicals.Issue", on_delete=models.PROTECT, null=True, related_name="instructions")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="instructions")
    leader = models.ForeignKey("network.Post", on_delete=models.PROTECT, null=True, related_name="instructions")
    leader_name = models.CharField(max_length=60)
    leader_title = models.CharField(max_length=60, blank=True, default="")
    level = models.PositiveSmallIntegerField(choices=Level)
    text = models.TextField()
    given_on = models.DateField()
    state = models.CharField(max_length=16, choices=InstructionState)
    version = models.PositiveIntegerField(default=1)
    post = models.ForeignKey("network.Post", on_delete=models.PROTECT, related_name="recorded_instructions")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=InstructionState.values), name="instruction_state"),
            models.CheckConstraint(condition=Q(level__in=Level.values), name="instruction_level"),
        ]
        indexes = [
            models.Index(fields=["station", "given_on"], name="instruction_station"),
            models.Index(fields=["leader", "-id"], name="instruction_leader"),
        ]

    def __str__(self) -> str:
        return f"{self.leader_title}{self.leader_name}"


class Recipient(models.Model):
    """A body to which an instruction is circulated, and the day on which it read it (RULE-216)."""

    public_id = models.UUIDField(default=new_id, unique=True)
    instruction = models.ForeignKey(Instruction, on_delete=models.PROTECT, related_name="recipients")
    name = models.CharField(max_length=120)
    rank = models.PositiveSmallIntegerField()
    read_on = models.DateField(null=True)
    post = models.ForeignKey("network.Post", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["instruction", "rank"]
        constraints = [models.UniqueConstraint(fields=["instruction", "name"], name="recipient_once")]

    def __str__(self) -> str:
        return self.name


class Assignment(models.Model):
    """What one unit has to do about a case, and by when. `returns` counts how often units sent this task back."""

    public_id = models.UUIDField(default=new_id, unique=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="assignments")
    station = models.ForeignKey("network.Station", on_delete=models.PROTECT, related_name="assignments")
    organization = models.ForeignKey("network.Organization", on_delete=models.PROTECT, related_name="assignments")
    is_lead = models.BooleanField(default=False)
    task = models.TextField()
    due_on = models.DateField()
    state = models.CharField(max_length=16, choices=AssignmentState)
    version = models.PositiveIntegerField(default=1)
    returns = models.PositiveSmallIntegerField(default=0)
    replaces = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="replacements")
    post = models.ForeignKey("network.Post", on_delete=models.PROTECT, related_name="assignments")
    assigned_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    replied_at = models.DateTimeField(null=True)
    approved_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "organization"], name="assignment_unit_once", condition=Q(state__in=sorted(LIVE))
            ),
            models.UniqueConstraint(
                fields=["case"], name="assignment_lead_once", condition=Q(is_lead=True, state__in=sorted(LIVE))
            ),
            models.CheckConstraint(condition=Q(state__in=AssignmentState.values), name="assignment_state"),
        ]
        indexes = [
            models.Index(fields=["organization", "state", "due_on"], name="assignment_unit"),
            models.Index(fields=["station", "state", "due_on"], name="assignment_desk"),
        ]

    def __str__(self) -> str:
        return f"{self.organization_id}: {self.task[:20]}"


class Extension(models.Model):
    """More time for a unit, and why."""

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="extensions")
    former_due_on = models.DateField()
    due_on = models.DateField()
    reason = models.CharField(max_length=500)
    post = models.ForeignKey("network.Post", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["assignment", "id"]

    def __str__(self) -> str:
        return f"{self.former_due_on} to {self.due_on}"


class Reply(models.Model):
    """What a unit answered: its opinion, how far it is, what came of it, and which outcome it claims."""

    public_id = models.UUIDField(default=new_id, unique=True)
    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="replies")
    number = models.PositiveSmallIntegerField()
    opinion = models.TextField()
    progress = models.TextField()
    effect = models.TextField()
    outcome = models.CharField(max_length=24, choices=Outcome)
    post = models.ForeignKey("network.Post", on_delete=models.PROTECT, related_name="replies")
    at = models.DateTimeField()

    class Meta:
        ordering = ["assignment", "number"]
        constraints = [models.UniqueConstraint(fields=["assignment", "number"], name="reply_number_once")]

    def __str__(self) -> str:
        return f"reply {self.number} of {self.assignment_id}"


class Measure(models.Model):
    """Something the office did to press a case forward (RULE-098)."""

    public_id = models.UUIDField(default=new_id, unique=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="measures")
    kind = models.CharField(max_length=24, choices=MeasureKind)
    held_on = models.DateField()
    text = models.TextField()
    post = models.ForeignKey("network.Post", on_delete=models.PROTECT, related_name="measures")
    at = models.DateTimeField()

    class Meta:
        ordering = ["case", "held_on", "id"]

    def __str__(self) -> str:
        return f"{self.kind} {self.held_on}"


class Feedback(models.Model):
    """What the contributors were told, in the four parts of RULE-100."""

    public_id = models.UUIDField(default=new_id, unique=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="feedback")
    number = models.PositiveSmallIntegerField()
    instruction = models.TextField()
    opinion = models.TextField()
    progress = models.TextField()
    effect = models.TextField()
    post = models.ForeignKey("network.Post", on_delete=models.PROTECT, related_name="feedback")
    at = models.DateTimeField()

    class Meta:
        ordering = ["case", "number"]
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="feedback_number_once")]

    def __str__(self) -> str:
        return f"feedback {self.number} of {self.case_id}"


class Answer(models.Model):
    """What a contributor says to a feedback: is the problem solved?"""

    feedback = models.ForeignKey(Feedback, on_delete=models.PROTECT, related_name="answers")
    person = models.ForeignKey("network.Person", on_delete=models.PROTECT, related_name="answers")
    post = models.ForeignKey("network.Post", on_delete=models.PROTECT, related_name="answers")
    verdict = models.CharField(max_length=16, choices=Verdict)
    words = models.CharField(max_length=500, blank=True, default="")
    at = models.DateTimeField()

    class Meta:
        ordering = ["feedback", "id"]
        constraints = [models.UniqueConstraint(fields=["feedback", "person"], name="answer_once")]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.verdict}"
