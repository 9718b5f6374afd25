# SPDX-License-Identifier: Apache-2.0
"""unread → read; nothing else happens to a notice yet."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Audience(TextChoices):
    """As whom somebody is told. Decides the words: an author reads other sentences than the office."""

    AUTHOR = "author", _("as contributor")
    OFFICE = "office", _("as editor, reviewer or signer")
    SUPERVISOR = "supervisor", _("as supervisor")
    HANDLER = "handler", _("as handling unit")
    LEADER = "leader", _("as leader")
    READER = "reader", _("as reader of an issue")
