# SPDX-License-Identifier: Apache-2.0
"""Notice: delivered → read → acknowledged (where it must be). It stands in the page with the commit that made it.
Letter (mail, SMS): queued → sent → delivered; aside: needless, failed → settled, and back to queued by hand.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yizhan.kernel.transitions import Step


class Audience(TextChoices):
    """As whom somebody is told. Decides the words: an author reads other sentences than the office."""

    AUTHOR = "author", _("as contributor")
    OFFICE = "office", _("as editor, reviewer or signer")
    SUPERVISOR = "supervisor", _("as supervisor")
    HANDLER = "handler", _("as handling unit")
    LEADER = "leader", _("as leader")
    READER = "reader", _("as reader of an issue")


class Channel(TextChoices):
    """How a notice leaves the house. The page itself needs no sending."""

    MAIL = "mail", pgettext_lazy("channel", "mail")
    SMS = "sms", pgettext_lazy("channel", "text message")


class NoticeState(TextChoices):
    """How far a notice is in the page; read from its moments, never stored beside them."""

    DELIVERED = "delivered", pgettext_lazy("notice", "not read yet")
    READ = "read", pgettext_lazy("notice", "read")
    ACKNOWLEDGED = "acknowledged", _("signed for")


class LetterState(TextChoices):
    """How far a letter is. Sent is said only of what the server or gateway took (law 10)."""

    QUEUED = "queued", _("waits to be sent")
    SENT = "sent", pgettext_lazy("letter", "sent")
    DELIVERED = "delivered", pgettext_lazy("letter", "delivered")
    NEEDLESS = "needless", _("not needed any more")
    FAILED = "failed", pgettext_lazy("letter", "failed")
    SETTLED = "settled", _("told in another way")


class Purpose(TextChoices):
    """What a letter is for."""

    NOTICES = "notices", _("notices")
    DIGEST = "digest", _("digest of notices")
    CODE = "code", _("code that proves an address")
    TEST = "test", _("test by an administrator")


class Manner(TextChoices):
    """When somebody wants to be told through a channel."""

    NEVER = "never", _("never")
    URGENT = "urgent", _("only what is urgent or must be signed for")
    DIGEST = "digest", _("gathered, at set hours; urgent matters at once")
    AT_ONCE = "at_once", _("each notice at once")


class Fullness(TextChoices):
    """How much of a matter a letter may tell outside the house."""

    NOTHING = "nothing", _("only that there is something to read")
    TITLE = "title", _("the title of the matter")
    SENTENCE = "sentence", _("title and what happened")


class Outcome(TextChoices):
    """What came of one attempt at sending."""

    ACCEPTED = "accepted", _("accepted")
    REFUSED = "refused", _("refused for good")
    UNREACHABLE = "unreachable", _("not reachable, or refused for now")
    UNCLEAR = "unclear", _("no clear answer")


_QUEUED = frozenset({LetterState.QUEUED})
_FAILED = frozenset({LetterState.FAILED})

#: A letter that its server took can still turn out undeliverable: the gateway reports it later.
LETTER_STEPS = {
    "send": Step(_QUEUED, LetterState.SENT),
    "drop": Step(_QUEUED, LetterState.NEEDLESS),
    "give_up": Step(_QUEUED, LetterState.FAILED),
    "deliver": Step(frozenset({LetterState.SENT}), LetterState.DELIVERED),
    "bounce": Step(frozenset({LetterState.SENT}), LetterState.FAILED),
    "try_again": Step(_FAILED, LetterState.QUEUED),
    "settle": Step(_FAILED, LetterState.SETTLED),
}
