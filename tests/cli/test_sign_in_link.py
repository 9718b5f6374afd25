# SPDX-License-Identifier: Apache-2.0
"""`yizhan sign-in-link`: the way back in when the first links were lost."""

import json
import re

import pytest
from click.testing import CliRunner, Result

from tests.factories.network import House
from yizhan.cli.main import main
from yizhan.domains.network import queries
from yizhan.domains.network.models import SignInLink
from yizhan.domains.network.operations import posts
from yizhan.kernel.actors import system
from yizhan.kernel.models import Entry


def _call(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["sign-in-link", *arguments])


@pytest.mark.django_db
def test_a_new_link_works_once_and_ends_the_lost_one(house: House) -> None:
    account = posts.open_account(system(), person=house.editor.acting_person, sign_in_name="gu.editor")
    lost = posts.make_sign_in_link(system(), account.pk)
    answer = json.loads(_call("gu.editor", "--json").stdout)
    secret = re.fullmatch(r"/sign-in/link/([^/]+)/", answer["path"])
    assert secret is not None
    found = queries.link_of_secret(secret[1])
    assert found is not None
    assert found.account == account
    assert queries.link_of_secret(lost.text) is None
    assert (answer["sign_in_name"], answer["days"]) == ("gu.editor", 3)
    assert Entry.objects.filter(event="network.account.link_made").count() == 2


@pytest.mark.django_db
def test_an_unknown_name_is_answered_with_the_names_there_are(house: House) -> None:
    posts.open_account(system(), person=house.editor.acting_person, sign_in_name="gu.editor")
    result = _call("gu.editer")
    assert result.exit_code == 2
    assert "gu.editor" in result.stderr
    assert not SignInLink.objects.exists()
