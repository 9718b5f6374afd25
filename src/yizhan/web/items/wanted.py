# SPDX-License-Identifier: Apache-2.0
"""What the office wants to hear of, offered where somebody writes."""

from django import forms
from django.utils.translation import gettext as _

from yizhan.domains.topics import access
from yizhan.domains.topics.models import Topic
from yizhan.domains.topics.queries import wanted
from yizhan.kernel.actors import Actor

#: So many topics the form offers; the list of topics has all.
_MOST = 50


def offer_topics(actor: Actor, form: forms.Form) -> Topic | None:
    """Let the form choose among the topics in force; answers with the one that is chosen.

    Where nothing is wanted the question is not asked.
    """
    running = list(wanted.in_force(access.visible(actor))[:_MOST])
    chosen = str(form["topic"].value() or "")
    widget = form.fields["topic"].widget
    if isinstance(widget, forms.Select):
        widget.choices = [("", _("for none")), *((str(one.public_id), one.title) for one in running)]
    if not running and not chosen:
        form.fields["topic"].widget = forms.HiddenInput()
    return next((one for one in running if str(one.public_id) == chosen), None)
