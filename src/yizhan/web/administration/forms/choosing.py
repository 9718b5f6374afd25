# SPDX-License-Identifier: Apache-2.0
"""Choices that are known only when a form is made."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.functional import Promise


def offer(form: forms.Form, name: str, empty: str | Promise, choices: Sequence[tuple[Any, Any]]) -> None:
    """Give a choice field its choices, with words for the choice of none."""
    cast("forms.ChoiceField", form.fields[name]).choices = [("", empty), *choices]
