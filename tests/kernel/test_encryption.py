# SPDX-License-Identifier: Apache-2.0
"""Encrypted values: what the database holds, which key opens what, what a missing key says, rotation."""

import json
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.conf import LazySettings
from django.core.exceptions import FieldError
from django.db import connection
from django.db.utils import NotSupportedError

from tests.domains.matrix import refuses
from tests.factories.network import House
from yizhan.cli import keys as command
from yizhan.domains.rewards.models import PayeeAccount
from yizhan.domains.rewards.operations import payees
from yizhan.domains.rewards.operations.payees import Account
from yizhan.kernel import ciphers, encryption, keyring
from yizhan.kernel.errors import Conflict

COLUMN = "rewards_payeeaccount.account_number"


@pytest.fixture
def key_file(tmp_path: Path, settings: LazySettings, house: House) -> Path:
    """An installation that has its first key."""
    settings.KEY_FILE = tmp_path / "field.keys"
    assert encryption.make_first_key()
    return tmp_path / "field.keys"


def entered(house: House, number: str, identity: str = "") -> PayeeAccount:
    account = Account(holder="某某", bank="岚溪农商银行", account_number=number, identity_number=identity)
    return payees.enter_own(house.member, account=account)


def stored() -> dict[int, str]:
    """Account numbers as the database has them, by row."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, account_number FROM rewards_payeeaccount ORDER BY id")
        return dict(cursor.fetchall())


def test_sm4_and_aes_open_only_what_was_sealed_here() -> None:
    block = bytes.fromhex("0123456789abcdeffedcba9876543210")
    vector = ciphers.Cipher(ciphers.algorithms.SM4(block), ciphers.modes.ECB()).encryptor()  # the vector of MM-06
    assert vector.update(block).hex() == "681edf34d206965e86b3e94f536e4246"
    for algorithm in ciphers.ALGORITHMS.values():
        key = b"k" * algorithm.key_length
        value = algorithm.seal(key, b"6222", b"here")
        assert algorithm.open(key, value, b"here") == b"6222"
        assert value != algorithm.seal(key, b"6222", b"here")
        changed = value[:-1] + bytes([value[-1] ^ 1])
        for sealed, place in ((value, b"there"), (changed, b"here"), (value[:8], b"here"), (b"", b"here")):
            with pytest.raises(ciphers.Damaged):
                algorithm.open(key, sealed, place)


def test_the_first_key_is_its_owners_alone_and_never_takes_the_place_of_a_lost_one(
    house: House, key_file: Path
) -> None:
    assert key_file.stat().st_mode & 0o777 == 0o600
    row = entered(house, "62220000111122")
    assert stored()[row.pk].startswith(f"yz1:aes-256-gcm:{keyring.current().id}:")
    assert PayeeAccount.objects.get(pk=row.pk).account_number == "62220000111122"
    again = entered(house, "62220000111122").pk
    assert stored()[again] != stored()[row.pk]
    keyring.make_first()
    kept = key_file.read_text()
    key_file.unlink()
    assert not encryption.make_first_key()
    refusal = refuses(partial(PayeeAccount.objects.get, pk=row.pk), Conflict)
    assert (refusal.code, refusal.parameters["path"]) == ("keys.missing", str(key_file))
    assert refuses(partial(entered, house, "62220000111133"), Conflict).code == "keys.missing"
    key_file.write_text(kept)
    assert PayeeAccount.objects.get(pk=row.pk).account_number == "62220000111122"
    for broken in ("a b", "a rot13 YWJj", "a sm4-gcm YWJj", "a aes-256-gcm !"):
        key_file.write_text(f"{kept}{broken}\n")
        with pytest.raises(keyring.Unreadable, match=r"field\.keys:2"):
            keyring.keys()


def test_a_value_that_was_changed_moved_or_left_in_the_clear_is_found(house: House, key_file: Path) -> None:
    rows = [entered(house, f"6222000011{number:04d}", "110101190001010006").pk for number in range(4)]
    with connection.cursor() as cursor:
        cursor.execute("UPDATE rewards_payeeaccount SET account_number = '62220000' WHERE id = %s", [rows[0]])
        cursor.execute("UPDATE rewards_payeeaccount SET account_number = identity_number WHERE id = %s", [rows[1]])
        cursor.execute("UPDATE rewards_payeeaccount SET account_number = 'yz1:x:y:z' WHERE id = %s", [rows[2]])
    faults = [(one.column, one.row, one.fault.value) for one in encryption.findings()]
    assert faults == [(COLUMN, rows[0], "clear"), (COLUMN, rows[1], "damaged"), (COLUMN, rows[2], "no_key")]
    assert encryption.counts() == {keyring.current().id: 6, "": 1, "y": 1}
    for row in rows[:2]:
        assert refuses(partial(PayeeAccount.objects.get, pk=row), Conflict).code == "keys.damaged"
    with pytest.raises((FieldError, NotSupportedError)):
        PayeeAccount.objects.filter(account_number="62220000").exists()


def test_rotation_to_sm4_keeps_every_value_and_the_former_key(
    house: House, key_file: Path, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command, "open_house", lambda: None)
    monkeypatch.setattr(encryption, "BATCH", 2)
    numbers = {entered(house, f"62220000{number:06d}").pk: f"62220000{number:06d}" for number in range(5)}
    former = keyring.current()
    settings.FIELD_CIPHER = "sm4-gcm"
    done = CliRunner().invoke(command.command, ["rotate", "--json"])
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    assert told["encrypted"] == 5
    said = [(key["id"], key["algorithm"], key["values"], key["is_in_use"]) for key in told["keys"]]
    now = keyring.current()
    assert said == [(former.id, "aes-256-gcm", 0, False), (now.id, "sm4-gcm", 5, True)]
    assert all(value.startswith(f"yz1:sm4-gcm:{now.id}:") for value in stored().values())
    assert dict(PayeeAccount.objects.values_list("pk", "account_number")) == numbers
    assert encryption.encrypt_anew() == 0
    key_file.write_text("".join(key_file.read_text().splitlines(keepends=True)[:1]))
    listed = CliRunner().invoke(command.command, ["list"])
    assert (listed.exit_code, "MISSING: 5" in listed.stdout) == (1, True)
    assert CliRunner().invoke(command.command, ["rotate"]).exit_code == 1
    assert list(keyring.keys()) == [former.id]
