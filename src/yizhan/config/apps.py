# SPDX-License-Identifier: Apache-2.0
from django.apps import AppConfig


class WiringConfig(AppConfig):
    """Hands the table of reactions to the outbox, once, at start."""

    name = "yizhan.config"
    label = "wiring"

    def ready(self) -> None:
        """Connect what the rooms announce with what the house owes for it."""
        from yizhan.config.reactions import REACTIONS  # noqa: PLC0415 -- models are ready only now
        from yizhan.kernel import outbox  # noqa: PLC0415

        outbox.connect(REACTIONS)
