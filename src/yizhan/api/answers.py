# SPDX-License-Identifier: Apache-2.0
"""What answers of several rooms have in common."""

import uuid
from typing import Any

from ninja import Schema


class RowOut(Schema):
    """A row of a room, under the id by which the outside knows it."""

    id: uuid.UUID

    @staticmethod
    def resolve_id(row: Any) -> uuid.UUID:
        """Keys of the database stay inside."""
        public_id: uuid.UUID = row.public_id
        return public_id
