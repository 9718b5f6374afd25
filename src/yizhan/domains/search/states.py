# SPDX-License-Identifier: Apache-2.0
"""A saved search is kept or forgotten; nothing else happens to it. Kinds: what can be found."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """What a hit is."""

    ITEM = "item", _("items")
    ISSUE = "issue", _("issues")
    INSTRUCTION = "instruction", _("instructions")
    ASSIGNMENT = "assignment", _("tasks")
    REPLY = "reply", _("replies")
    FEEDBACK = "feedback", _("feedback to authors")
    FILE = "file", _("files")


class Order(TextChoices):
    """In which order hits are listed."""

    NEWEST = "newest", _("newest first")
    RELEVANCE = "relevance", _("most telling first")
