# SPDX-License-Identifier: Apache-2.0
"""Enters many people who have signed in, and tells, as JSON, how their pages ask. Run in a process of its own."""

import sys
from typing import Any

import orjson

from yizhan.bench.fill import enter, session_of
from yizhan.cli.house import open_house


def main(people: int, told: int) -> None:
    """One member who submits; `told` editors and leaders up to `people`, each with a session and a pulse."""
    open_house()
    from django.core.management import call_command  # noqa: PLC0415 -- models exist only once the house is open

    from yizhan.domains.network.operations import posts, tree  # noqa: PLC0415
    from yizhan.domains.network.queries import organizations_of  # noqa: PLC0415
    from yizhan.domains.network.states import Role  # noqa: PLC0415
    from yizhan.kernel import clock  # noqa: PLC0415
    from yizhan.kernel.actors import system  # noqa: PLC0415
    from yizhan.web import pulse  # noqa: PLC0415

    call_command("collectstatic", verbosity=0, interactive=False)
    keys = enter()
    office = organizations_of(keys["station"])[0]
    entered: list[dict[str, Any]] = []
    for number in range(people):
        person = tree.enter_person(system(), name=f"测速{number}")
        role = Role.EDITOR if number < told else Role.LEADER
        posts.appoint(system(), person=person.pk, organization=office.pk, role=role, starts_on=clock.today())
        account = posts.open_account(system(), person=person.pk, sign_in_name=f"page-{number}")
        entered.append({"person": person.pk, "session": session_of(account), "pulse": pulse.address(person.pk)})
    sys.stdout.buffer.write(orjson.dumps({**keys, "people": entered}))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
