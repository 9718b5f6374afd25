# SPDX-License-Identifier: Apache-2.0
"""Django's `migrate`, which makes a store in a fraction of the time.

For every model that a migration creates, Django draws anew every model that is related to it in any number of steps.
Here nearly every model leads to a person or a station, so each new table redrew nearly all tables before it, and that
was most of the time a new store took. A model that is new changes no other one: it is drawn alone.
"""

from typing import Any, cast

from django.core.management.commands import migrate
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ModelState, ProjectState


class GrowingState(ProjectState):
    """What migrations have made so far; a new model is added to it without drawing the others again."""

    def add_model(self, model_state: ModelState) -> None:
        """Enter a model, and draw it if the others are drawn."""
        if "apps" not in vars(self):
            super().add_model(model_state)
            return
        apps = vars(self).pop("apps")
        super().add_model(model_state)
        self.apps = apps
        apps.render_multiple([model_state])

    def clone(self) -> "GrowingState":
        """A copy that grows alike."""
        copied = super().clone()
        copied.__class__ = GrowingState
        return cast("GrowingState", copied)


class Executor(MigrationExecutor):
    """Carries migrations out on a growing state."""

    def _create_project_state(self, with_applied_migrations: bool = False) -> ProjectState:
        made = super()._create_project_state(with_applied_migrations)  # type: ignore[misc]  # the stubs leave it out
        return GrowingState(models=made.models, real_apps=made.real_apps)


class Command(migrate.Command):
    """Bring the database to the present form."""

    def handle(self, *args: Any, **options: Any) -> str | None:
        """As Django does it; it looks its executor up in its own module."""
        module: Any = migrate
        usual = module.MigrationExecutor
        module.MigrationExecutor = Executor
        try:
            return super().handle(*args, **options)
        finally:
            module.MigrationExecutor = usual
