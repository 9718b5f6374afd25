# SPDX-License-Identifier: Apache-2.0
"""People as choices: a name alone does not tell two bearers apart, so the post stands beside it."""

from collections.abc import Iterable

from yizhan.domains.network import queries
from yizhan.domains.network.models import Organization, Person
from yizhan.web.frame import label_of


def choices(people: Iterable[Person]) -> list[tuple[int, str]]:
    """Keys and labels, in the order given: 沈知远 · 编辑 · 云溪区政协办公室."""
    known = list(people)
    held = queries.posts_held_by([person.pk for person in known])
    return [(person.pk, _label(person, [label_of(post) for post in held.get(person.pk, [])])) for person in known]


def bodies(of: Iterable[Organization]) -> list[tuple[int, str]]:
    """Keys and labels of bodies; the station stands behind, because every station has its office."""
    return [(body.pk, f"{body.short_name} · {body.station.short_name}" if body.station else body.name) for body in of]


def _label(person: Person, posts: list[str]) -> str:
    return " · ".join([person.name, *posts[:1]])
