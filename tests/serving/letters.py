# SPDX-License-Identifier: Apache-2.0
"""One sender in a process of its own, which a test may kill. `queue` puts a letter down, `send` sends what is due."""

import datetime
import sys

from yizhan.cli.house import open_house


def main() -> None:
    """Carry out the word on the command line; the installation is the one in YIZHAN_HOME."""
    open_house()
    from tests.factories import notices
    from tests.factories.network import House
    from yizhan.domains.notices.operations import sending
    from yizhan.jobs.sending import senders
    from yizhan.kernel import clock

    channel = sys.argv[2]
    if sys.argv[1] == "queue":
        house = House.build()
        notices.reachable(house.editor, channel=channel)
        notices.told(house, house.editor, urgent=True)
    elif sys.argv[1] == "send":
        senders.send_next(channel)
    else:
        with clock.at(clock.now() + sending.CLAIM + datetime.timedelta(seconds=1)):
            senders.send_next(channel)


if __name__ == "__main__":
    main()
