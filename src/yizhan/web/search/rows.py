# SPDX-License-Identifier: Apache-2.0
"""Hits as strings: a page of fifty is asked for all day. Everything that came from people goes through `escape`."""

from collections.abc import Callable, Iterable
from html import escape

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from yizhan.domains.search.queries.hits import Hit
from yizhan.domains.search.queries.sources import SOURCES
from yizhan.domains.search.states import Kind
from yizhan.engines.text.extracts import Stretch, extract
from yizhan.web.items import standing
from yizhan.web.items.rows import when

_ROW = """\
<li class="hit" data-keys-row><p class="hit-head"><span class="hit-kind">{kind}</span> \
<a class="hit-title" href="{url}" data-keys-open>{title}</a></p>{extract}\
<p class="hit-about">{about}{at}</p></li>"""


def hit_rows(hits: Iterable[Hit], words: list[str], *, address: Callable[[Hit], str], is_staff: bool) -> SafeString:
    """A page of hits with what was looked for marked in titles and extracts."""
    kinds = _kinds()
    states = {kind: {value: str(label) for value, label in source.states} for kind, source in SOURCES.items()}
    if not is_staff:
        states[Kind.ITEM] = {value: str(standing.for_author(value).word) for value in states[Kind.ITEM]}
    return SafeString(
        "".join(
            _ROW.format(
                kind=kinds[hit.kind],
                url=escape(address(hit)),
                title=_title(hit, words),
                extract=f'<p class="hit-extract">{_marked(hit.extract)}</p>' if hit.extract else "",
                about="".join(
                    f"<span>{escape(part)}</span>" for part in (*hit.about, states[hit.kind].get(hit.state, "")) if part
                ),
                at=when(hit.at),
            )
            for hit in hits
        )
    )


def _kinds() -> dict[Kind, str]:
    """One hit of each kind in a word."""
    return {
        Kind.ITEM: escape(_("Item")),
        Kind.ISSUE: escape(pgettext("kind of hit", "Issue")),
        Kind.INSTRUCTION: escape(_("Instruction")),
        Kind.ASSIGNMENT: escape(_("Task")),
        Kind.REPLY: escape(_("Reply")),
        Kind.FEEDBACK: escape(_("Feedback")),
        Kind.FILE: escape(pgettext("kind of hit", "File")),
    }


def _title(hit: Hit, words: list[str]) -> str:
    title = hit.title or _("What you were told")
    return _marked(extract(title, words, width=len(title))) or escape(title)


def _marked(stretches: Iterable[Stretch]) -> str:
    return "".join(f"<mark>{escape(one.text)}</mark>" if one.is_hit else escape(one.text) for one in stretches)
