# SPDX-License-Identifier: Apache-2.0
"""What is asked about fees. A form checks shape only."""

import uuid
from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from yizhan.domains.rewards.operations.payees import Account
from yizhan.domains.rewards.rules import LINE_LIMIT
from yizhan.web.items.forms import LineField
from yizhan.web.topics.forms import DayField


class ListForm(forms.Form):
    """Of which period."""

    fee_list = forms.UUIDField(widget=forms.HiddenInput)
    first = DayField(label=_("First day"))
    last = DayField(label=_("Last day"))


class HandoverForm(forms.Form):
    """Who gets the list."""

    cashier = LineField(
        label=_("Cashier"), max_length=LINE_LIMIT, help_text=_("Name, and the office if it is another.")
    )


class PaymentsForm(forms.Form):
    """Which payments were made, when, and on which voucher."""

    payments = forms.MultipleChoiceField(label=_("Paid to"), widget=forms.CheckboxSelectMultiple)
    paid_on = DayField(label=_("Paid on"))
    voucher = LineField(label=_("Number of the voucher"), max_length=LINE_LIMIT, required=False)

    def __init__(self, *args: object, open_ones: Sequence[tuple[str, str]], **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]  # as Django's own forms
        field = self.fields["payments"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = open_ones
            field.initial = [key for key, _words in open_ones]

    def keys(self) -> list[uuid.UUID]:
        """The chosen payments."""
        return [uuid.UUID(key) for key in self.cleaned_data["payments"]]


class AccountForm(forms.Form):
    """Where somebody is paid. What is there already is never filled in: it is shown to nobody."""

    holder = LineField(label=_("Account holder"), max_length=LINE_LIMIT)
    bank = LineField(label=_("Bank and branch"), max_length=LINE_LIMIT)
    account_number = LineField(
        label=_("Account number"),
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    identity_number = LineField(
        label=_("Identity number"),
        max_length=20,
        required=False,
        help_text=_("Only if the finance office asks for it."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def account(self) -> Account:
        """As the operation takes it."""
        return Account(**self.cleaned_data)
