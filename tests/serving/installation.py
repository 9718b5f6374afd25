# SPDX-License-Identifier: Apache-2.0
"""Makes a small installation in YIZHAN_HOME and prints its keys as JSON. Run in a process of its own."""

import json
import sys

from yizhan.cli.house import open_house


def main() -> None:
    """One house; keys for a member and an editor."""
    open_house()
    from tests.factories.network import House
    from yizhan.domains.network.operations import posts
    from yizhan.kernel.actors import system

    house = House.build()
    keys = {
        role: posts.make_token(system(), getattr(house, role).post, label="test").text for role in ("member", "editor")
    }
    sys.stdout.write(json.dumps({**keys, "station": house.station.pk}))


if __name__ == "__main__":
    main()
