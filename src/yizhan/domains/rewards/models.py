# SPDX-License-Identifier: Apache-2.0
"""Fee lists with their lines, payments, and where people are paid. Amounts are whole fen."""

from django.db import models
from django.db.models import F, Q

from yizhan.domains.rewards.states import PaymentState, State
from yizhan.kernel.encryption import EncryptedField
from yizhan.kernel.ids import new_id


class FeeList(models.Model):
    """What the items of a period earn at one station. Three people stand for it; `digest` covers what was approved."""

    public_id = models.UUIDField(default=new_id, unique=True)
    station = models.ForeignKey("network.Station", on_delete=models.PROTECT, related_name="fee_lists")
    state = models.CharField(max_length=16, choices=State)
    version = models.PositiveIntegerField(default=1)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    first = models.DateField()
    last = models.DateField()
    total = models.BigIntegerField()
    digest = models.CharField(max_length=64, blank=True, default="")
    cashier = models.CharField(max_length=60, blank=True, default="")
    drafted_by = models.ForeignKey("network.Post", on_delete=models.PROTECT, related_name="+")
    checked_by = models.ForeignKey("network.Post", on_delete=models.PROTECT, null=True, related_name="+")
    approved_by = models.ForeignKey("network.Post", on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    approved_at = models.DateTimeField(null=True)
    handed_over_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["station", "year", "number"], name="fee_list_number_once"),
            models.UniqueConstraint(
                fields=["station"],
                name="fee_list_open_once",
                condition=Q(state__in=[State.DRAFTED, State.CHECKED]),
            ),
            models.CheckConstraint(condition=Q(state__in=State.values), name="fee_list_state"),
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="fee_list_period"),
            models.CheckConstraint(
                condition=Q(state__in=[State.DRAFTED, State.CHECKED, State.DISCARDED])
                | Q(checked_by__isnull=False, approved_by__isnull=False, approved_at__isnull=False)
                & ~Q(digest="")
                & ~Q(approved_by=F("checked_by"))
                & ~Q(approved_by=F("drafted_by"))
                & ~Q(checked_by=F("drafted_by")),
                name="fee_list_approved_by_three",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}-{self.number}"


class FeeLine(models.Model):
    """What one contributor earns with one item on one list, and how that was reckoned.

    `entitled` is what the item has earned him or her until the list's last day, `before` what earlier lists gave for
    it, `amount` what this list pays, `cut` what a limit takes away for good. Less than nothing takes back what was
    paid too much.
    """

    fee_list = models.ForeignKey(FeeList, on_delete=models.PROTECT, related_name="lines")
    item = models.ForeignKey("items.Item", on_delete=models.PROTECT, related_name="fee_lines")
    person = models.ForeignKey("network.Person", on_delete=models.PROTECT, null=True, related_name="fee_lines")
    organization = models.ForeignKey(
        "network.Organization", on_delete=models.PROTECT, null=True, related_name="fee_lines"
    )
    name = models.CharField(max_length=60)
    entitled = models.BigIntegerField()
    before = models.BigIntegerField()
    amount = models.BigIntegerField()
    cut = models.BigIntegerField(default=0)
    workings = models.JSONField()

    class Meta:
        ordering = ["fee_list", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["fee_list", "item", "person"], name="fee_line_person_once", condition=Q(person__isnull=False)
            ),
            models.UniqueConstraint(
                fields=["fee_list", "item", "organization"],
                name="fee_line_unit_once",
                condition=Q(organization__isnull=False),
            ),
            models.CheckConstraint(condition=Q(entitled__gte=0, cut__gte=0), name="fee_line_amounts"),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.amount}"


class Payment(models.Model):
    """What one payee gets from one approved list. There is exactly one, and it is paid at most once at a time."""

    public_id = models.UUIDField(default=new_id, unique=True)
    station = models.ForeignKey("network.Station", on_delete=models.PROTECT, related_name="fee_payments")
    fee_list = models.ForeignKey(FeeList, on_delete=models.PROTECT, related_name="payments")
    person = models.ForeignKey("network.Person", on_delete=models.PROTECT, null=True, related_name="fee_payments")
    organization = models.ForeignKey(
        "network.Organization", on_delete=models.PROTECT, null=True, related_name="fee_payments"
    )
    name = models.CharField(max_length=60)
    amount = models.BigIntegerField()
    state = models.CharField(max_length=16, choices=PaymentState)
    version = models.PositiveIntegerField(default=1)
    paid_on = models.DateField(null=True)
    voucher = models.CharField(max_length=60, blank=True, default="")
    reason = models.CharField(max_length=500, blank=True, default="")
    acknowledged_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["fee_list", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["fee_list", "person"], name="payment_person_once", condition=Q(person__isnull=False)
            ),
            models.UniqueConstraint(
                fields=["fee_list", "organization"], name="payment_unit_once", condition=Q(organization__isnull=False)
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False, organization__isnull=True)
                | Q(person__isnull=True, organization__isnull=False),
                name="payment_payee",
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="payment_amount"),
            models.CheckConstraint(condition=Q(state__in=PaymentState.values), name="payment_state"),
            models.CheckConstraint(
                condition=Q(state=PaymentState.PAID, paid_on__isnull=False)
                | ~Q(state=PaymentState.PAID) & Q(paid_on__isnull=True, acknowledged_at__isnull=True),
                name="payment_paid_on",
            ),
        ]
        indexes = [models.Index(fields=["person", "-id"], name="payment_person")]

    def __str__(self) -> str:
        return f"{self.name}: {self.amount}"


class PayeeAccount(models.Model):
    """Where somebody is paid. Never changed: the last row counts, the earlier ones say where money went before.

    The numbers are encrypted in the database and shown nowhere but in the cashier's file; everything else shows their
    last signs.
    """

    person = models.ForeignKey("network.Person", on_delete=models.PROTECT, related_name="payee_accounts")
    holder = models.CharField(max_length=60)
    bank = models.CharField(max_length=60)
    account_number = EncryptedField()
    identity_number = EncryptedField(blank=True, default="")
    post = models.ForeignKey("network.Post", on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.holder} …{self.account_number[-4:]}"
