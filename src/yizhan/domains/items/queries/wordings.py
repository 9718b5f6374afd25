# SPDX-License-Identifier: Apache-2.0
"""What an item says: its wordings, and the words the indexes know of them."""

from django.db.models import QuerySet

from yizhan.domains.items.models import Item, Text
from yizhan.kernel.prepared import prepared


def text_in_force(item: Item) -> Text:
    """The wording that counts now."""
    return _texts_numbered(item.pk, item.text_number)[0]


@prepared
def _texts_numbered(item: int, number: int) -> QuerySet[Text]:
    return Text.objects.filter(item_id=item, number=number)


def texts(item: Item) -> QuerySet[Text]:
    """All wordings, oldest first, with who wrote them."""
    return Text.objects.filter(item=item).select_related("post__person").order_by("number")


def text_of_author(item: Item) -> Text:
    """What the author last wrote, whatever the office made of it since."""
    written = Text.objects.filter(item=item)
    own = written.filter(post_id=item.post_id).order_by("-number").first() if item.post_id else None
    return own or written.get(number=1)


def said(text: Text) -> str:
    """What a wording says, as texts are compared: the title on the first line, then its parts."""
    return "\n".join(part for part in (text.title, text.situation, text.analysis, text.suggestion) if part)


def document(item: Item, text: Text) -> str:
    """What the full-text index holds of an item."""
    parts = (item.number, text.title, text.situation, text.analysis, text.suggestion, text.source, item.authors)
    return "\n".join(part for part in parts if part)
