# SPDX-License-Identifier: Apache-2.0
"""The page of the first start: for the holder of the link, once."""

import datetime
import functools
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.http import HttpResponse
from django.test import Client

from tests.domains.periodicals.racing import at_once
from tests.web.items.visits import found, said
from yizhan.domains.items.rules import REVIEW_LEVELS
from yizhan.domains.network.models import Account, Installation, Station
from yizhan.domains.network.operations import tree
from yizhan.domains.network.queries import digest, link_of_secret
from yizhan.domains.rulebook import queries as rulebook
from yizhan.domains.rulebook.rules import given
from yizhan.domains.rulebook.rules.own import SECOND_PERSON
from yizhan.kernel import clock
from yizhan.kernel.actors import system

pytestmark = pytest.mark.usefixtures("empty_store")

SECRET = "a-secret-that-up-has-printed"
URL = f"/start/{SECRET}/"

ANSWERS = {
    "name": "政协云溪区委员会",
    "short_name": "云溪区政协",
    "code": "yunxi",
    "level": "4",
    "line": "cppcc",
    "rules": "district-cppcc",
    "small_office": "on",
    "system_administrator": "沈知远",
    "security_administrator": "顾明溪",
    "audit_administrator": "周雨禾",
}


@pytest.fixture(autouse=True)
def printed(tmp_path: Path, settings: LazySettings) -> Path:
    """An empty store whose link has just been printed."""
    settings.HOME = tmp_path
    kept = tmp_path / "first-start.digest"
    kept.write_text(digest(SECRET), encoding="ascii")
    return kept


def answered(**changes: str) -> HttpResponse:
    return Client().post(URL, ANSWERS | changes)  # type: ignore[return-value] -- the test client's own class


@pytest.mark.django_db
def test_page_asks_for_institution_and_three_names() -> None:
    page = Client().get(URL)
    assert page.status_code == 200
    assert "no-store" in page["Cache-Control"]
    assert found(page, "//form[@data-controller]//*[@name]/@name")[1:] == list(ANSWERS)


@pytest.mark.django_db
def test_answer_shows_three_links_that_work(printed: Path) -> None:
    page = answered()
    assert page.status_code == 200
    links = found(page, '//input[contains(@class, "secret-text")]/@value')
    secrets = [link.removeprefix("http://testserver/sign-in/link/").removesuffix("/") for link in links]
    owners = [opened.account.person.name for secret in secrets if (opened := link_of_secret(secret))]
    assert owners == ["沈知远", "顾明溪", "周雨禾"]
    assert not printed.exists()


@pytest.mark.django_db
def test_the_chosen_rules_are_in_force_from_the_first_day() -> None:
    answered()
    station = Station.objects.get().pk
    assert rulebook.value(station, REVIEW_LEVELS) == 3
    assert rulebook.value(station, SECOND_PERSON) is False


@pytest.mark.django_db
def test_without_a_choice_the_defaults_hold() -> None:
    Client().post(URL, {name: answer for name, answer in ANSWERS.items() if name not in {"rules", "small_office"}})
    station = Station.objects.get().pk
    assert rulebook.in_force(station, REVIEW_LEVELS).is_default
    assert rulebook.in_force(station, SECOND_PERSON).is_default


@pytest.mark.django_db
def test_link_never_works_again() -> None:
    answered()
    assert Client().get(URL).status_code == 404
    assert answered(code="other").status_code == 404
    assert Station.objects.get().code == "yunxi"


@pytest.mark.django_db
def test_whoever_guesses_finds_nothing(printed: Path) -> None:
    assert Client().post("/start/another-secret/", ANSWERS).status_code == 404
    printed.unlink()
    assert Client().get(URL).status_code == 404
    assert Installation.objects.count() == 0


@pytest.mark.django_db
def test_link_of_an_installation_that_is_set_up_is_dead() -> None:
    tree.found_installation(system())
    assert Client().get(URL).status_code == 404
    assert "登录" in said(answered())
    assert Station.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"name": ""}, "这个字段"),
        ({"code": "云溪"}, "代码"),
        ({"level": "9"}, "层级"),
        ({"audit_administrator": "顾明溪"}, "三个人"),
    ],
)
def test_wrong_answers_are_shown_again_and_nothing_is_written(changes: dict[str, str], words: str) -> None:
    page = answered(**changes)
    assert page.status_code == 422
    assert words in said(page)
    assert found(page, '//input[@name="system_administrator"]/@value') == ["沈知远"]
    assert (Installation.objects.count(), Account.objects.count()) == (0, 0)


@pytest.mark.django_db(transaction=True)
def test_of_two_browsers_at_once_one_gets_the_links() -> None:
    pages = at_once(*[functools.partial(answered, code=code) for code in ("first", "second")])
    assert sorted(page.status_code for page in pages) == [200, 404]
    assert (Station.objects.count(), Account.objects.count()) == (1, 3)


@pytest.mark.django_db
def test_rules_that_init_was_given_are_chosen_first_and_in_force_once(tmp_path: Path) -> None:
    text = given.of_set("county-offices", datetime.date(2026, 1, 1)).replace("县两办常用规则", "本县规则")
    kept = tmp_path / "first-rules.toml"
    assert given.keep(text.replace("= 2\n", '= "二"\n', 1)).mistakes[0].refusal.field == "value"
    assert not kept.exists(), "what is wrong is not kept"
    provisions = given.keep(text).provisions
    assert found(Client().get(URL), "//select[@name='rules']/option[@selected]/@value") == ["given"]
    answered(rules="given")
    station = Station.objects.get(code="yunxi")
    laid_down = rulebook.standing(station.pk, clock.today())
    assert {one.key for one in laid_down} >= {one.key for one in provisions}
    assert rulebook.value(station.pk, REVIEW_LEVELS) == 2
    assert not kept.exists()
