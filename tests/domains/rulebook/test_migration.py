# SPDX-License-Identifier: Apache-2.0
"""An installation from before keeps its rules: number, day and instrument of every row."""

import datetime

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from tests.factories.network import station
from yizhan.domains.items.rules import REVIEW_LEVELS
from yizhan.domains.rulebook import queries
from yizhan.kernel import clock


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_whole_numbers_are_carried_over() -> None:
    own = station()
    executor = MigrationExecutor(connection)
    latest = [node for node in executor.loader.graph.leaf_nodes() if node[0] == "rulebook"]
    try:
        before = executor.migrate([("rulebook", "0001_initial")]).apps.get_model("rulebook", "Rule")
        before.objects.create(
            station_id=own.pk,
            key=REVIEW_LEVELS.key,
            value=3,
            valid_from=datetime.date(2026, 3, 1),
            instrument="《审核办法》",
            set_at=clock.now(),
        )
    finally:
        MigrationExecutor(connection).migrate(latest)
    found = queries.in_force(own.pk, REVIEW_LEVELS)
    assert (found.value, found.valid_from, str(found.instrument)) == (3, datetime.date(2026, 3, 1), "《审核办法》")
    assert (found.strength, found.scope.plain(), found.strand) == ("must", {}, "")
