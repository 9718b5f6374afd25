# SPDX-License-Identifier: Apache-2.0
"""The tables that migrations make are the tables that the models describe."""

from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.utils import translation


def test_no_migration_is_missing() -> None:
    loader = MigrationLoader(None)
    with translation.override(None):  # labels are compared as migrations hold them: untranslated
        detector = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps))
        changes = {
            label: [operation.describe() for migration in migrations for operation in migration.operations]
            for label, migrations in detector.changes(graph=loader.graph).items()
        }
    assert changes == {}


def test_no_room_has_two_last_migrations() -> None:
    loader = MigrationLoader(None)
    assert loader.detect_conflicts() == {}
