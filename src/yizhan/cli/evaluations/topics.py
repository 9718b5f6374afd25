# SPDX-License-Identifier: Apache-2.0
"""The topics of a corpus, ranked by heat, and where the known ones stand among them."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from yizhan.cli.evaluations.corpora import Document, Rows, documents, topic_members
from yizhan.cli.evaluations.refusals import Unusable
from yizhan.engines.text.drafts import draft_summary, draft_title
from yizhan.engines.text.topics import Message, Topic, find_topics

#: Summaries are drafted for so many of the hottest topics.
_SUMMARISED = 20


def measure(corpus: Sequence[Path], known: Path | None) -> tuple[dict[str, Any], list[Rows]]:
    """Finds topics; with a file of known ones also recall, precision and rank of each."""
    messages, files = documents(corpus)
    topics = find_topics([Message(one.id, one.title, one.body, one.author, one.sent, one.likes) for one in messages])
    shown = [_shown(rank, topic, messages) for rank, topic in enumerate(topics, start=1)]
    figures: dict[str, Any] = {"topics": shown, "messages": len(messages)}
    if known is not None:
        figures |= _against(topic_members(known), shown, known)
    return figures, files


def _shown(rank: int, topic: Topic, messages: Sequence[Document]) -> dict[str, Any]:
    members = [messages[place] for place in topic.members]
    times = sorted(member.sent for member in members if member.sent)
    shown: dict[str, Any] = {
        "rank": rank,
        "title": draft_title([member.title or member.body[:40] for member in members], topic.key_word),
        "heat": topic.heat.value,
        "ids": [member.id for member in members],
        "size": len(members),
        "reach": topic.heat.reach,
        "agreement": topic.heat.agreement,
        "recency": topic.heat.recency,
        "focus": topic.heat.focus,
        "first": times[0].isoformat() if times else None,
        "last": times[-1].isoformat() if times else None,
    }
    if rank <= _SUMMARISED:
        quotations = draft_summary([member.text for member in members])
        shown["summary"] = [{"id": members[one.member].id, "sentence": one.words} for one in quotations]
    return shown


def _against(known: dict[str, set[str]], shown: Sequence[dict[str, Any]], path: Path) -> dict[str, Any]:
    """Of each known topic: the found one that holds most of it, how much of it that holds, and its rank."""
    found = [set(topic["ids"]) for topic in shown]
    if not any(members & ids for members in known.values() for ids in found):
        raise Unusable(
            f"{path.name} 里的编号都不在任何话题中。", f"No number in {path.name} belongs to any topic found."
        )
    result: dict[str, dict[str, Any]] = {"recall": {}, "precision": {}, "rank": {}}
    for name, members in known.items():
        best = max(range(len(found)), key=lambda place: (len(members & found[place]), -place))
        shared = len(members & found[best])
        result["recall"][name] = round(shared / len(members), 6)
        result["precision"][name] = round(shared / len(found[best]), 6) if shared else None
        result["rank"][name] = shown[best]["rank"] if shared else None
    return result
