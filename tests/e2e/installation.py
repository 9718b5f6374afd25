# SPDX-License-Identifier: Apache-2.0
"""Makes a small sample installation in YIZHAN_HOME. Run in a process of its own: `python -m tests.e2e.installation`.

A district office with somebody in every role of the walk, a bulletin whose reader is the leader, the city above.
"""

import sys
from typing import TYPE_CHECKING

from yizhan.cli.house import open_house

if TYPE_CHECKING:
    from tests.factories.network import House

#: The people of the installation, who sign in under their names; the last word of the key is the role.
PEOPLE = {
    "member": "方晓禾",
    "officer": "石砚秋",
    "editor": "柳知远",
    "second_editor": "柏若溪",
    "reviewer": "沈怀瑾",
    "second_reviewer": "陆明远",
    "signer": "顾长风",
    "leader": "林致和",
    "supervisor": "乔安澜",
    "handler": "葛新田",
    "system_administrator": "时守一",
    "security_administrator": "安定方",
    "audit_administrator": "明察之",
}

#: The option that brings something into every room.
WITH_WORK = "--with-work"

#: The option that brings three registered items on one matter, the last of them from an officer.
ALIKE = "--alike"
ALIKE_TITLES = ("加装电梯维护费用无人承担", "加装电梯安全检查不及时", "加装电梯故障维修慢")

#: The option that brings what was learned from decisions, an item to decide about and a case that waits for a unit.
TAUGHT = "--taught"

#: The option that brings a quarter that is over: items of the officer, one of them adopted, counted by a scheme.
QUARTER = "--quarter"

#: The option that lets every unit owe one item a month.
QUOTA = "--quota"
QUOTA_NAME = "每月报送"

STATION, CITY, UNIT = "青川区政协", "临江市政协", "青川区住房和城乡建设局"
SERIES, COLUMN = "青川社情", "民生关注"


def main() -> None:
    """Everything by operations, as an office would do it."""
    open_house()
    from yizhan.domains.network.operations import tree
    from yizhan.kernel.actors import system

    tree.found_installation(system(), is_sample=True)
    house = _house()
    _people(house)
    _series(house)
    if WITH_WORK in sys.argv:
        _work(house)
    if ALIKE in sys.argv:
        _alike(house)
    if TAUGHT in sys.argv:
        _taught(house)
    if QUARTER in sys.argv:
        _quarter(house)
    if QUOTA in sys.argv:
        from tests.factories import quotas

        quotas.laid_down(house, quotas.row(name=QUOTA_NAME))


def _house() -> "House":
    from tests.factories import network
    from yizhan.domains.network.states import Level, OrganizationKind

    city = network.station(level=Level.CITY, name=CITY)
    own = network.station(parent=city, name=STATION)
    return network.House(
        station=own,
        above=city,
        office=network.organization(own, kind=OrganizationKind.OFFICE, name="青川区政协办公室"),
        department=network.organization(own, name=UNIT),
        other_department=network.organization(own, name="青川区水利局"),
        township=network.organization(own, kind=OrganizationKind.TOWNSHIP, name="竹溪镇"),
    )


def _people(house: "House") -> None:
    from tests.factories import network
    from yizhan.domains.network.operations import posts
    from yizhan.domains.network.states import Role
    from yizhan.kernel.actors import system

    places = {Role.OFFICER: house.township, Role.HANDLER: house.department}
    for key, name in PEOPLE.items():
        role = Role(key.removeprefix("second_"))
        holder = network.person(name)
        house.actors[key] = network.actor(places.get(role, house.office), role, holder=holder)
        posts.open_account(system(), person=holder.pk, sign_in_name=name, is_sample=True)


def _series(house: "House") -> None:
    from tests.factories import periodicals
    from yizhan.domains.periodicals.operations import series as founding
    from yizhan.domains.periodicals.states import SeriesKind

    founded = founding.found(
        house.reviewer, name=SERIES, kind=SeriesKind.BULLETIN, masthead=SERIES, issuing_office="青川区政协办公室"
    )
    founding.set_columns(house.editor, founded.public_id, names=[COLUMN])
    founding.set_readers(house.editor, founded.public_id, readers=[periodicals.leader(house.leader)])


def _work(house: "House") -> None:
    """Something in every room: items in every state, issues, reports, adoptions, cases."""
    from tests.factories import items, periodicals, reporting, supervision

    for made in items.IN_STATE.values():
        made(house)
    for made_issue in periodicals.IN_STATE.values():
        made_issue(house)
    reporting.adopted(house)
    supervision.assigned(house)
    supervision.told(house)


def _alike(house: "House") -> None:
    from tests.factories import items

    authors = (house.member, house.member, house.officer)
    for title, author in zip(ALIKE_TITLES, authors, strict=True):
        items.registered(house, by=author, title=title, suggestion=f"请有关部门研究解决{title}的问题。")


def _taught(house: "House") -> None:
    from tests.factories import items, suggestions, supervision

    units = (house.township, house.other_department, house.department)
    suggestions.taught(
        house,
        kind=suggestions.KINDS,
        category=suggestions.CATEGORIES,
        department=[str(unit.public_id) for unit in units],
    )
    supervision.instruction(
        house, item=items.released(house, **suggestions.CLEAR), text=f"请{UNIT}牵头，竹溪镇配合，月底前解决。"
    )
    suggestions.clear(house)


def _quarter(house: "House") -> None:
    import datetime

    from tests.factories import appraisal, items, reporting
    from yizhan.kernel import clock

    today = clock.now()
    last_quarter = today.replace(month=(today.month - 1) // 3 * 3 + 1, day=1) - datetime.timedelta(days=20)
    appraisal.in_force(house, since=datetime.date(last_quarter.year, 1, 1))
    with clock.at(last_quarter):
        item = items.released(house, by=house.officer)
        reporting.adopted(house, item, reporting.body(house, name="临江市委办公室"))
        items.submitted(house, by=house.officer)


if __name__ == "__main__":
    main()
