# SPDX-License-Identifier: Apache-2.0
"""The first start: everything in one transaction, three different people, one winner."""

import functools

import pytest

from tests.conftest import Recorded
from tests.domains.periodicals.racing import at_once
from yizhan.domains.network.models import Account, Installation, Organization, Person, Post, SignInLink, Station
from yizhan.domains.network.operations import first_start
from yizhan.domains.network.operations.first_start import FirstLink, Institution
from yizhan.domains.network.queries import link_of_secret
from yizhan.domains.network.states import Level, Line, OrganizationKind, Role
from yizhan.kernel.actors import Actor, system
from yizhan.kernel.errors import Conflict, Denied, Invalid
from yizhan.kernel.models import Entry

pytestmark = pytest.mark.usefixtures("empty_store")

YUNXI = Institution(code="yunxi", name="政协云溪区委员会", short_name="云溪区政协", level=Level.COUNTY, line=Line.CPPCC)

NAMES = {
    Role.SYSTEM_ADMINISTRATOR: "沈知远",
    Role.SECURITY_ADMINISTRATOR: "顾明溪",
    Role.AUDIT_ADMINISTRATOR: "周雨禾",
}


def begun(**changes: str) -> list[FirstLink]:
    names = NAMES | {Role(role): name for role, name in changes.items()}
    return first_start.begin(system(), YUNXI, names)


def written() -> list[int]:
    """How much there is of everything that a first start makes."""
    models = (Installation, Station, Organization, Person, Post, Account, SignInLink, Entry)
    return [model._base_manager.count() for model in models]


@pytest.mark.django_db
def test_first_start_makes_station_office_and_three_administrators(recorded: Recorded) -> None:
    links = begun()
    station, office = Station.objects.get(), Organization.objects.get()
    assert (station.code, station.short_name, station.level) == ("yunxi", "云溪区政协", Level.COUNTY)
    assert (office.name, office.kind, office.station) == ("政协云溪区委员会", OrganizationKind.OFFICE, station)
    assert [(post.role, post.person.name) for post in Post.objects.order_by("pk")] == list(NAMES.items())
    assert not Installation.objects.get().is_sample
    assert [(link.role, link.account.sign_in_name) for link in links] == list(NAMES.items())
    each = ["network.person.entered", "network.post.appointed", "network.account.opened", "network.account.link_made"]
    assert recorded.names == ["network.station.founded", "network.organization.set_up", *each * 3]


@pytest.mark.django_db
def test_nobody_has_a_password_and_each_link_opens_one_account() -> None:
    links = begun()
    assert [account.has_usable_password() for account in Account.objects.all()] == [False] * 3
    opened = [link_of_secret(link.secret.text) for link in links]
    assert [found.account if found else None for found in opened] == [link.account for link in links]


@pytest.mark.django_db
@pytest.mark.parametrize("again", ["沈知远", "沈 知远", "沈·知远"])
def test_one_person_cannot_be_two_administrators(again: str) -> None:
    with pytest.raises(Invalid, match="same_person") as refused:
        begun(audit_administrator=again)
    assert refused.value.field == "audit_administrator"
    assert written() == [0] * 8


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "sign_in_name"),
    [("Anna Lee", "AnnaLee"), ("阿卜杜拉·买买提", "阿卜杜拉买买提"), ("某", "audit_administrator")],
)
def test_sign_in_name_is_the_name_as_far_as_it_can_be_one(name: str, sign_in_name: str) -> None:
    assert begun(audit_administrator=name)[2].account.sign_in_name == sign_in_name


@pytest.mark.django_db
def test_second_first_start_is_refused_and_writes_nothing() -> None:
    begun()
    before = written()
    with pytest.raises(Conflict, match=r"network\.installation\.exists"):
        begun()
    assert written() == before


@pytest.mark.django_db
def test_failure_in_the_middle_leaves_the_store_empty() -> None:
    with pytest.raises(Invalid, match=r"network\.text\.empty"):
        begun(security_administrator=" ")
    assert written() == [0] * 8


@pytest.mark.django_db
def test_only_the_installation_itself_makes_a_first_start() -> None:
    with pytest.raises(Denied):
        first_start.begin(Actor(role=Role.SECURITY_ADMINISTRATOR), YUNXI, NAMES)
    assert written() == [0] * 8


@pytest.mark.django_db(transaction=True)
def test_of_two_first_starts_at_once_one_wins() -> None:
    outcomes = at_once(*[functools.partial(first_start.begin, system(), YUNXI, NAMES)] * 2)
    refused = [one for one in outcomes if isinstance(one, Conflict)]
    assert [one.code for one in refused] == ["network.installation.exists"]
    assert (Station.objects.count(), Account.objects.count(), SignInLink.objects.count()) == (1, 3, 3)
