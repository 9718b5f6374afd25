# SPDX-License-Identifier: Apache-2.0
"""Programs that use the interface in the tests: one key, one post."""

import json
import uuid
from typing import Any

from django.test import Client

from yizhan.domains.network.operations import posts
from yizhan.kernel.actors import Actor, system
from yizhan.kernel.ids import new_id


class Program:
    """A program that acts as one post."""

    def __init__(self, actor: Actor) -> None:
        self.key = posts.make_token(system(), actor.post or 0, label="test").text
        self.client = Client(headers={"host": "127.0.0.1"})

    def get(self, path: str, *, status: int = 200) -> Any:
        """The answer to a GET, which must have this status."""
        answer = self.client.get(f"/api/v1{path}", headers={"Authorization": f"Bearer {self.key}"})
        assert answer.status_code == status, answer.content.decode()
        return json.loads(answer.content)

    def post(
        self, path: str, body: dict[str, Any] | None = None, *, key: uuid.UUID | None = None, status: int = 200
    ) -> Any:
        """The answer to a POST, which must have this status."""
        answer = self.client.post(
            f"/api/v1{path}",
            json.dumps(body or {}, default=str),
            content_type="application/json",
            headers={"Authorization": f"Bearer {self.key}", "Idempotency-Key": str(key or new_id())},
        )
        assert answer.status_code == status, answer.content.decode()
        return json.loads(answer.content)
