# SPDX-License-Identifier: Apache-2.0
"""What every wording must satisfy, and how a wording is kept. Used by the operations beside it."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

import orjson

from yizhan.domains.items.models import BANDS_TABLE, FULLTEXT_TABLE, Contribution, Item, Text
from yizhan.domains.items.queries import finding, wordings
from yizhan.domains.items.rules import FIELD_LIMIT, TITLE_LIMIT
from yizhan.domains.items.states import Kind
from yizhan.domains.network import queries as network
from yizhan.domains.network.models import Organization
from yizhan.engines.text.bigrams import index_tokens
from yizhan.engines.text.marks import secrecy_mark
from yizhan.engines.text.normalisation import comparable
from yizhan.kernel import bands, clock, fulltext
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Invalid
from yizhan.kernel.fulltext import Document
from yizhan.kernel.inserting import insert

WHOLE = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What an item says. `situation` is the matter itself; a problem also needs cause, scope, time, consequence."""

    title: str
    situation: str
    analysis: str = ""
    suggestion: str = ""
    source: str = ""
    occurrence: str = ""
    scope: str = ""
    consequence: str = ""

    def stripped(self) -> "Wording":
        """Without white space around the fields; line breaks inside stay."""
        return Wording(**{name: value.strip() for name, value in self.fields().items()})

    def fields(self) -> dict[str, str]:
        """What each field says, in the order of the form."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True, kw_only=True)
class Contributor:
    """Somebody with a share, in ten-thousandths. A person or unit of the register, or only a name."""

    share: int
    person: int | None = None
    organization: int | None = None
    name: str = ""


#: One-line fields and what they hold at most.
_LINES: Mapping[str, int] = {"title": TITLE_LIMIT, "source": 200, "occurrence": 200, "scope": 200}

#: What a problem item must tell (RULE-028); the situation holds the related circumstances.
_PROBLEM_FIELDS = ("analysis", "consequence", "scope", "occurrence")


def check_wording(kind: str, wording: Wording, *, is_complete: bool = True) -> None:
    """Refuse what cannot be kept: empty, over-long, secret. RULE-028, RULE-044; law 13 of the house."""
    for field, text in wording.fields().items():
        limit = _LINES.get(field, FIELD_LIMIT)
        if len(text) > limit:
            raise Invalid("items.text.too_long", field=field, length=len(text), limit=limit)
        if "\x00" in text:
            raise Invalid("items.text.unreadable", field=field)
    refuse_secret(wording)
    for field in ("title", "situation"):
        if not getattr(wording, field):
            raise Invalid("items.text.empty", field=field)
    if is_complete and kind == Kind.PROBLEM:
        for field in _PROBLEM_FIELDS:
            if not getattr(wording, field):
                raise Invalid("items.text.problem_incomplete", field=field)


def refuse_secret(wording: Wording) -> None:
    """Refuse material marked 秘密, 机密 or 绝密: this is a non-classified system, and nothing of it is kept."""
    for field, text in wording.fields().items():
        mark = secrecy_mark(text) if text else None
        if mark is not None:
            raise Invalid("items.text.secret", field=field, grade=mark.grade)


def keep_text(actor: Actor, item: Item, wording: Wording, *, number: int, note: str = "") -> Text:
    """Add a wording; earlier ones stay."""
    return insert(Text(item=item, number=number, note=note, post_id=actor.post, at=clock.now(), **wording.fields()))


def digest_of(wording: Wording, contributors: Sequence[Contributor]) -> str:
    """The digest on the receipt: SHA-256 over wording and contributors in one canonical spelling."""
    content = {"wording": wording.fields(), "contributors": [asdict(one) for one in contributors]}
    return hashlib.sha256(orjson.dumps(content, option=orjson.OPT_SORT_KEYS)).hexdigest()


def check_contributors(contributors: Sequence[Contributor]) -> list[Contributor]:
    """Contributors with the names of the register filled in. Shares are positive and add up to the whole."""
    if not contributors:
        raise Invalid("items.shares.nobody", field="contributors")
    if any(one.share <= 0 for one in contributors) or sum(one.share for one in contributors) != WHOLE:
        total = sum(one.share for one in contributors)
        raise Invalid("items.shares.do_not_add_up", field="contributors", percent=round(total / 100, 2))
    named = [_named(one) for one in contributors]
    seen = [(one.person, one.organization, one.name if one.person is None else "") for one in named]
    if len(set(seen)) != len(seen):
        raise Invalid("items.shares.twice", field="contributors")
    return named


def keep_contributors(item: Item, contributors: Sequence[Contributor]) -> None:
    """Write the shares of a new item."""
    for rank, one in enumerate(contributors):
        insert(
            Contribution(
                item=item,
                person_id=one.person,
                organization_id=one.organization,
                name=one.name,
                share=one.share,
                rank=rank,
            )
        )


def authors_of(contributors: Sequence[Contributor]) -> str:
    """The contributors' names as lists show them."""
    return "、".join(one.name for one in contributors)[:200]


def enter_index(item: Item, text: Text) -> None:
    """Make the item findable, by its words and by texts like it, in the same transaction."""
    enter_indexes([item], [text])


def enter_indexes(items: Sequence[Item], texts: Sequence[Text]) -> None:
    """The same for many items, each with its wording in force."""
    fulltext.enter(FULLTEXT_TABLE, *(indexed(item, text) for item, text in zip(items, texts, strict=True)))
    bands.enter(BANDS_TABLE, *finding.band_keys_of(texts))


def indexed(item: Item, text: Text) -> Document:
    """The item as the full-text index takes it."""
    words = wordings.document(item, text)
    return Document(row=item.pk, tokens=index_tokens(words), text=comparable(words))


def leave_index(item: Item, text: Text) -> None:
    """Take the former wording out of the indexes before the next one enters."""
    fulltext.remove(FULLTEXT_TABLE, item.pk, index_tokens(wordings.document(item, text)))
    bands.remove(BANDS_TABLE, *finding.band_keys_of([text]))


def _named(contributor: Contributor) -> Contributor:
    if contributor.person is not None:
        name = next(iter(network.names_of_person(contributor.person)), "")
    elif contributor.organization is not None:
        name = Organization.objects.filter(pk=contributor.organization).values_list("name", flat=True).first() or ""
    else:
        name = contributor.name.strip()
    if not name:
        raise Invalid("items.shares.unknown", field="contributors")
    return Contributor(
        share=contributor.share, person=contributor.person, organization=contributor.organization, name=name[:60]
    )
