# SPDX-License-Identifier: Apache-2.0
"""Migrations make the same tables on a growing state as on Django's own, and draw no table twice for a new one."""

from django.core.management import get_commands
from django.db import connection, models
from django.db.migrations.operations import AddField, AlterField, CreateModel
from django.db.migrations.state import ProjectState

from yizhan.kernel.management.commands.migrate import GrowingState


def key() -> "models.BigAutoField[int, int]":
    return models.BigAutoField(primary_key=True)


OPERATIONS = (
    CreateModel("Person", [("id", key()), ("name", models.CharField(max_length=40, unique=True))]),
    CreateModel(
        "Post",
        [
            ("id", key()),
            ("person", models.ForeignKey("rooms.Person", models.PROTECT, related_name="posts")),
            ("above", models.ForeignKey("self", models.PROTECT, null=True)),
        ],
    ),
    CreateModel("Task", [("id", key()), ("posts", models.ManyToManyField("rooms.Post"))]),
    AddField("Post", "task", models.ForeignKey("rooms.Task", models.PROTECT, null=True)),
    AlterField("Person", "name", models.CharField(max_length=80, db_index=True)),
)


def statements(state: ProjectState) -> list[str]:
    """What is written to the store for the operations, one by one, as `Migration.apply` does it."""
    _ = state.apps
    written = []
    for operation in OPERATIONS:
        before = state.clone()
        operation.state_forwards("rooms", state)
        with connection.schema_editor(collect_sql=True, atomic=False) as editor:
            operation.database_forwards("rooms", editor, before, state)
        written += editor.collected_sql
    return written


def test_the_statements_are_those_of_django(transactional_db: None) -> None:
    grown = GrowingState()
    assert statements(grown) == statements(ProjectState())
    assert isinstance(grown.clone(), GrowingState)
    person, post = (grown.apps.get_model("rooms", name) for name in ("Person", "Post"))
    assert post._meta.get_field("person").related_model is person
    assert {one.name for one in person._meta.related_objects} == {"posts"}


def test_a_new_model_leaves_the_others_as_they_are_drawn() -> None:
    state = GrowingState()
    _ = state.apps
    OPERATIONS[0].state_forwards("rooms", state)
    drawn = state.apps.get_model("rooms", "Person")
    OPERATIONS[1].state_forwards("rooms", state)
    assert state.apps.get_model("rooms", "Person") is drawn


def test_the_command_is_ours() -> None:
    assert get_commands()["migrate"] == "yizhan.kernel"
