# SPDX-License-Identifier: Apache-2.0
"""Prints the platform's own figures of the sample district as JSON. Run in a process of its own."""

import datetime
import json
import sys
from dataclasses import asdict

from yizhan.cli.house import open_house


def main() -> None:
    """Funnel, bodies, instructions and cases of the whole life of the district."""
    open_house(migrate=False)
    from yizhan.domains.network import queries as network
    from yizhan.domains.reporting.queries import destinations, figures
    from yizhan.domains.reporting.queries.periods import Period
    from yizhan.domains.supervision.queries import statistics

    station = network.station_of_code("lanxi")
    assert station is not None
    ever = Period(datetime.date(2000, 1, 1), datetime.date(2100, 1, 1))
    instructed = statistics.instructed(station.pk, ever).total
    sys.stdout.write(
        json.dumps(
            {
                "funnel": asdict(figures.funnel(station.pk, ever)),
                "by_unit": {one.name: one.funnel.collected for one in figures.by_organization(station.pk, ever)},
                "bodies": {one.name: one.items for one in destinations.counts_by_body(station.pk, ever)},
                "instructed": asdict(instructed),
                "cases": statistics.cases_by_state(station.pk),
            }
        )
    )


if __name__ == "__main__":
    main()
