# SPDX-License-Identifier: Apache-2.0
"""Two look alike → somebody says the same, or different → it may be asked anew. A pair is a fact, no row moves."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Verdict(TextChoices):
    """What the machine finds about two texts."""

    SAME_TEXT = "same text", _("same text")
    SAME_MATTER = "same matter", _("same matter")


class Judgement(TextChoices):
    """What somebody decided about two items. It is never asked again, until somebody asks anew."""

    SAME = "same", _("the same matter")
    DIFFERENT = "different", _("not the same")
    OPEN = "open", _("to be asked anew")
