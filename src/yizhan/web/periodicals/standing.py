# SPDX-License-Identifier: Apache-2.0
"""Where an issue and its reading stand, in a word and a colour."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from yizhan.domains.periodicals.models import Issue
from yizhan.domains.periodicals.states import State
from yizhan.web.components import State as Standing
from yizhan.web.components import StateKind

_KINDS: Mapping[str, StateKind] = {State.COMPOSING: "information", State.RELEASED: "done", State.DISCARDED: "closed"}

READ = Standing(_("read"), "done")
UNREAD = Standing(_("to be read"), "waiting")
DELIVERED = Standing(_("delivered"), "information")
UNDELIVERED = Standing(_("not delivered yet"), "waiting")

#: Marks an entry that stands in the way of the release.
TROUBLE = Standing(_("needs attention"), "refused")


def of_issue(issue: Issue) -> Standing:
    """The state of an issue."""
    return Standing(State(issue.state).label, _KINDS[issue.state])
