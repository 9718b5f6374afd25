# SPDX-License-Identifier: Apache-2.0
"""Who acts. Always the first argument of an operation, never ambient."""

import uuid
from dataclasses import dataclass, field, replace

from yizhan.kernel.ids import new_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A post that acts: one person in one role of one organisation, on behalf of one station.

    `act` groups the journal entries of one request. `key` is the client's own id of the request; with it the
    request may be repeated safely, without it (jobs, commands) each call is a new act. `entries` are all entries of the
    register that are this person, where there are several; `person` is the one that counts.
    """

    role: str
    post: int | None = None
    person: int | None = None
    organization: int | None = None
    station: int | None = None
    entries: tuple[int, ...] = ()
    act: uuid.UUID = field(default_factory=new_id)
    key: uuid.UUID | None = None

    @property
    def acting_post(self) -> int:
        """The post, for acts that only somebody who holds one can do."""
        if self.post is None:
            raise TypeError(f"{self.role} holds no post")
        return self.post

    @property
    def acting_person(self) -> int:
        """The person behind the post."""
        if self.person is None:
            raise TypeError(f"{self.role} is no person")
        return self.person

    def is_person(self, key: int | None) -> bool:
        """Whether a key of the register, of any of its entries, is the person behind the post."""
        return key is not None and (key == self.person or key in self.entries)

    def requested(self, key: uuid.UUID | None) -> "Actor":
        """The same actor, carrying the client's id of one request."""
        return replace(self, key=key, act=key or new_id())


def system(station: int | None = None) -> Actor:
    """The installation itself: jobs and commands act as it, with the rights listed for the role `system`."""
    return Actor(role="system", station=station)
