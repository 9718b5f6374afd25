# SPDX-License-Identifier: Apache-2.0
import importlib
import importlib.util

from django.apps import AppConfig

from yizhan.config.rooms import ROOMS
from yizhan.kernel import sentences


class WiringConfig(AppConfig):
    """Puts the rooms together, once, at start."""

    name = "yizhan.config"
    label = "wiring"

    def ready(self) -> None:
        """Connect what the rooms announce with what the house owes for it; enter the rooms' words, events and rules."""
        outbox = importlib.import_module("yizhan.kernel.outbox")
        outbox.connect(importlib.import_module("yizhan.config.reactions").REACTIONS)
        indexes = importlib.import_module("yizhan.kernel.indexes")
        indexes.connect(importlib.import_module("yizhan.config.indexes").INDEXES)
        consequences = importlib.import_module("yizhan.domains.rulebook.rules.consequences")
        consequences.enter(importlib.import_module("yizhan.config.consequences").CONSEQUENCES)
        for room in ROOMS:
            sentences.enter(importlib.import_module(f"yizhan.domains.{room}.sentences"))
            for part in ("events", "rules"):
                if importlib.util.find_spec(f"yizhan.domains.{room}.{part}"):
                    importlib.import_module(f"yizhan.domains.{room}.{part}")
