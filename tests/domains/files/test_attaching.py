# SPDX-License-Identifier: Apache-2.0
"""Keeping files, taking them back, handing them in."""

import datetime
import hashlib
import io
import os
import time
import uuid
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Recorded
from tests.factories import files
from tests.factories.network import House
from yizhan.domains.files import access, queries
from yizhan.domains.files.models import Attachment, StoredFile, StoredText
from yizhan.domains.files.operations import attaching
from yizhan.domains.files.rules import FILE_SIZE, FILES_PER_SUBJECT
from yizhan.domains.network.states import ADMINISTRATORS, Role
from yizhan.domains.rulebook.operations import laying_down as rulebook
from yizhan.engines.media.kinds import Family
from yizhan.engines.media.limits import MEBIBYTE
from yizhan.kernel.actors import system
from yizhan.kernel.errors import Conflict, Denied, Invalid, NotFound, Refusal
from yizhan.kernel.ids import new_id
from yizhan.kernel.models import Entry

pytestmark = pytest.mark.usefixtures("files_folder")


def on_disk(folder: Path) -> list[str]:
    """Every file under the folder, by its path in it."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def refused(folder: Path, act: Any) -> Refusal:
    """The refusal of an act that must leave no row, no journal entry and no file behind."""
    before = (list(Attachment.objects.values()), StoredFile.objects.count(), Entry.objects.count(), on_disk(folder))
    with pytest.raises(Refusal) as caught:
        act()
    after = (list(Attachment.objects.values()), StoredFile.objects.count(), Entry.objects.count(), on_disk(folder))
    assert after == before
    return caught.value


def set_rule(house: House, key: str, value: int) -> None:
    rulebook.set_rule(
        system(),
        house.station.pk,
        key=key,
        value=value,
        valid_from=datetime.date(2020, 1, 1),
        instrument="办公室通知",
    )


def test_keep_puts_the_content_where_its_digest_says(house: House, files_folder: Path, recorded: Recorded) -> None:
    content = "五月三日走访青石街道。".encode()
    digest = hashlib.sha256(content).hexdigest()
    subject = new_id()

    attachment = attaching.keep(house.member, subject, "走访记录.txt", content)

    assert on_disk(files_folder) == [f"{digest[:2]}/{digest}"]
    assert queries.path_of(attachment.file).read_bytes() == content
    assert queries.text_of(attachment.file) == "五月三日走访青石街道。"
    assert (attachment.file.digest, attachment.file.size) == (digest, len(content))
    assert (attachment.name, attachment.kind, attachment.subject) == ("走访记录.txt", "txt", subject)
    assert (attachment.station_id, attachment.post_id) == (house.station.pk, house.member.post)
    assert (str(attachment), str(attachment.file)) == ("走访记录.txt", f"{digest[:12]} ({len(content)} bytes)")
    assert str(StoredText.objects.get()) == "五月三日走访青石街道。"
    assert recorded.names == ["files.attachment.kept"]
    assert Entry.objects.get(event="files.attachment.kept").facts == {
        "file_name": "走访记录.txt",
        "digest": digest,
        "size": len(content),
        "belongs_to": str(subject),
    }


def test_keep_reads_from_a_stream(house: House) -> None:
    attachment = attaching.keep(house.member, new_id(), "报告.docx", io.BytesIO(files.document("第一段", "第二段")))

    assert attachment.kind == "docx"
    assert queries.text_of(attachment.file) == "第一段\n第二段"
    assert queries.family_of(attachment) == Family.DOCUMENT
    assert queries.media_type_of(attachment).endswith("wordprocessingml.document")


def test_picture_has_no_text(house: House) -> None:
    attachment = files.kept(house, name="现场.png", content=files.PICTURE)

    assert queries.text_of(attachment.file) == ""
    assert not StoredText.objects.exists()


def test_one_content_under_two_names_is_stored_once(house: House, files_folder: Path) -> None:
    subject = new_id()
    first = files.kept(house, subject=subject, name="一.csv", content="甲,乙".encode())
    second = files.kept(house, subject=subject, name="二.txt", content="甲,乙".encode())

    assert first.file_id == second.file_id
    assert (first.kind, second.kind) == ("csv", "txt")
    assert len(on_disk(files_folder)) == 1


def test_same_file_for_the_same_subject_is_kept_once(house: House, recorded: Recorded) -> None:
    subject = new_id()

    assert files.kept(house, subject=subject) == files.kept(house, subject=subject)
    assert recorded.names == ["files.attachment.kept"]


def test_repeated_request_keeps_once(house: House, recorded: Recorded) -> None:
    actor, subject = house.member.requested(new_id()), new_id()

    first = attaching.keep(actor, subject, "一.txt", b"one")
    again = attaching.keep(actor, subject, "一.txt", b"one")

    assert first == again
    assert recorded.names == ["files.attachment.kept"]


def test_repeated_request_with_another_file_is_refused(house: House, files_folder: Path) -> None:
    actor, subject = house.member.requested(new_id()), new_id()
    attaching.keep(actor, subject, "一.txt", b"one")

    refusal = refused(files_folder, lambda: attaching.keep(actor, subject, "一.txt", b"two"))

    assert (type(refusal), refusal.code) == (Conflict, "request.key_used")


@pytest.mark.parametrize("role", sorted(Role))
def test_keep_by_role(house: House, files_folder: Path, role: str) -> None:
    actor = system(house.station.pk) if role == Role.SYSTEM else house.actors[role]

    if role in ADMINISTRATORS:
        refusal = refused(files_folder, lambda: files.kept(house, by=actor))
        assert (type(refusal), refusal.code) == (Denied, "files.denied")
    else:
        attachment = files.kept(house, by=actor)
        assert access.visible(actor).get() == attachment


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("空.txt", b"", "files.file.empty"),
        ("照片.exe", b"MZ\x90\x00", "files.file.program"),
        ("照片.png", b"MZ\x90\x00", "files.file.program"),
        ("照片.png", "其实是文字".encode(), "files.file.kind_mismatch"),
        ("报告.docx", files.document()[:-200], "files.file.broken"),
        ("页面.html", b"<html></html>", "files.file.program"),
        ("../密码.txt", "文字".encode(), "files.file.bad_name"),
        ("资料.zip", b"PK\x05\x06" + bytes(18), "files.file.archive"),
    ],
)
def test_keep_refuses_what_is_not_a_plain_document(
    house: House, files_folder: Path, name: str, content: bytes, code: str
) -> None:
    refusal = refused(files_folder, lambda: files.kept(house, name=name, content=content))

    assert (type(refusal), refusal.code, refusal.field) == (Invalid, code, "content")
    assert refusal.parameters["name"] == name


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("汇报(机密).txt", "普通文字".encode()),
        ("汇报.txt", "机密★1年\n关于某事的汇报".encode()),
        ("汇报.docx", files.document("绝密★启用前", "关于某事的汇报")),
    ],
)
def test_keep_refuses_secret_material_and_keeps_nothing_of_it(
    house: House, files_folder: Path, name: str, content: bytes
) -> None:
    refusal = refused(files_folder, lambda: files.kept(house, name=name, content=content))

    assert (type(refusal), refusal.code) == (Invalid, "files.file.secret")
    assert refusal.parameters["grade"] in {"机密", "绝密"}
    assert not [path for path in files_folder.rglob("*") if path.is_file()]


def test_keep_takes_a_text_that_only_speaks_of_secrets(house: House) -> None:
    attachment = files.kept(house, content="企业反映商业秘密保护不足，建议修订保守国家秘密法宣传册。".encode())

    assert attachment.kind == "txt"


def test_keep_refuses_a_file_over_the_limit_of_the_station(house: House, files_folder: Path) -> None:
    set_rule(house, FILE_SIZE.key, 1)

    assert files.kept(house, content=b"a" * MEBIBYTE).file.size == MEBIBYTE
    refusal = refused(files_folder, lambda: files.kept(house, content=b"a" * (MEBIBYTE + 1)))

    assert (refusal.code, refusal.parameters["limit"]) == ("files.file.too_large", "1 MB")


def test_keep_reads_no_more_of_a_stream_than_the_limit_allows(house: House, files_folder: Path) -> None:
    set_rule(house, FILE_SIZE.key, 1)
    endless = io.BytesIO(b"a" * (5 * MEBIBYTE))

    refused(files_folder, lambda: attaching.keep(house.member, new_id(), "长.txt", endless))

    assert endless.tell() == MEBIBYTE + 1


def test_keep_refuses_more_files_than_the_station_allows(house: House, files_folder: Path) -> None:
    set_rule(house, FILES_PER_SUBJECT.key, 2)
    subject = new_id()
    files.handed_in(house, subject=subject)
    files.kept(house, subject=subject, content=b"two")
    files.kept(house, by=house.officer, subject=subject, content=b"of somebody else, not counted")

    refusal = refused(files_folder, lambda: files.kept(house, subject=subject, content=b"three"))

    assert (type(refusal), refusal.code) == (Invalid, "files.subject.full")
    assert refusal.parameters == {"limit": 2}


def test_removed_file_is_a_tombstone_and_makes_room(house: House, recorded: Recorded) -> None:
    set_rule(house, FILES_PER_SUBJECT.key, 1)
    subject = new_id()
    first = files.kept(house, subject=subject)
    recorded.clear()

    attaching.remove(house.member, first.public_id)

    assert recorded.names == ["files.attachment.removed"]
    assert Attachment.objects.get(pk=first.pk).removed_at is not None
    assert queries.attachment(first.public_id) is None
    assert files.kept(house, subject=subject, content=b"instead").name == "走访记录.txt"


@pytest.mark.parametrize("whose", ["second_member", "editor"])
def test_remove_by_somebody_else_is_unknown(house: House, files_folder: Path, whose: str) -> None:
    attachment, other = files.kept(house), getattr(house, whose)

    refusal = refused(files_folder, lambda: attaching.remove(other, attachment.public_id))

    assert (type(refusal), refusal.code) == (NotFound, "files.attachment.unknown")


def test_remove_from_another_station_is_unknown(house: House, elsewhere: House, files_folder: Path) -> None:
    attachment = files.kept(house)

    refusal = refused(files_folder, lambda: attaching.remove(elsewhere.member, attachment.public_id))

    assert isinstance(refusal, NotFound)


def test_remove_by_a_post_that_lost_the_right_is_denied(house: House, files_folder: Path) -> None:
    attachment = files.kept(house)
    actor = house.member
    same_post = type(actor)(role=Role.SYSTEM_ADMINISTRATOR, post=actor.post, person=actor.person, station=actor.station)

    refusal = refused(files_folder, lambda: attaching.remove(same_post, attachment.public_id))

    assert (type(refusal), refusal.code) == (Denied, "files.denied")


def test_handed_in_file_cannot_be_removed(house: House, files_folder: Path) -> None:
    attachment = files.handed_in(house)

    refusal = refused(files_folder, lambda: attaching.remove(house.member, attachment.public_id))

    assert isinstance(refusal, NotFound)
    assert access.offers(house.member, attachment) == []


def test_offers_are_what_may_be_done(house: House) -> None:
    attachment = files.kept(house)

    assert access.offers(house.member, attachment) == ["remove"]
    assert access.offers(house.editor, attachment) == []
    assert access.find(house.member, attachment.public_id) == attachment
    with pytest.raises(NotFound):
        access.find(house.editor, attachment.public_id)


def test_hand_in_takes_only_what_the_actor_attached(house: House, recorded: Recorded) -> None:
    subject, matter = new_id(), new_id()
    own = files.kept(house, subject=subject)
    foreign = files.kept(house, by=house.officer, subject=subject, name="旁人.txt", content=b"other")
    recorded.clear()

    attaching.hand_in(house.member, subject, matter=matter)
    attaching.hand_in(house.member, subject, matter=matter)

    assert list(queries.attachments(subject)) == [own]
    assert list(queries.unsent(subject, house.officer.post)) == [foreign]
    assert recorded.names == ["files.attachment.handed_in"]
    entry = Entry.objects.get(event="files.attachment.handed_in")
    assert (entry.subject, entry.matter, entry.facts) == (subject, matter, {"file_names": ["走访记录.txt"]})


def test_hand_on_gives_the_copy_the_same_files(house: House, recorded: Recorded) -> None:
    original = files.handed_in(house)
    files.kept(house, subject=original.subject, name="未报送.txt", content=b"unsent")
    copy, above = new_id(), house.above.pk
    recorded.clear()

    attaching.hand_on(house.editor, original.subject, to=copy, station=above, matter=copy)
    attaching.hand_on(house.editor, new_id(), to=new_id(), station=above)

    carried = queries.attachments(copy).get()
    assert (carried.file_id, carried.name, carried.station_id) == (original.file_id, original.name, above)
    assert carried.public_id != original.public_id
    assert recorded.names == ["files.attachment.handed_in"]
    assert list(queries.attachments(original.subject)) == [original]


def test_counts_leave_out_what_is_not_handed_in(house: House) -> None:
    first, second = files.handed_in(house), files.kept(house, content=b"unsent")

    assert queries.counts([first.subject, second.subject, new_id()]) == {first.subject: 1}


@pytest.mark.parametrize("rows", [1, 3])
def test_lists_take_one_query(house: House, rows: int, django_assert_num_queries: Any) -> None:
    subjects: list[uuid.UUID] = [new_id() for _ in range(rows)]
    for subject in subjects:
        files.handed_in(house, subject=subject)

    with django_assert_num_queries(1):
        assert len(queries.counts(subjects)) == rows
    with django_assert_num_queries(1):
        assert [one.file.size for one in queries.attachments(subjects[0])] == [33]


def test_content_that_lies_there_already_stays(house: House, files_folder: Path) -> None:
    first = files.kept(house)
    path = queries.path_of(first.file)
    written = path.stat().st_mtime_ns

    files.kept(house, by=house.officer)

    assert path.stat().st_mtime_ns == written
    assert on_disk(files_folder) == [str(path.relative_to(files_folder))]


def test_stored_files_are_for_their_owner_only(house: House) -> None:
    path = queries.path_of(files.kept(house).file)

    assert path.stat().st_mode & 0o077 == 0
    assert path.parent.stat().st_mode & 0o077 == 0


def test_leftovers_of_a_killed_process_are_cleared(house: House, files_folder: Path) -> None:
    left, recent = files_folder / "incoming" / "left", files_folder / "incoming" / "recent"
    left.parent.mkdir(parents=True)
    left.write_bytes(b"half a file")
    recent.write_bytes(b"being examined")
    long_ago = time.time() - 7200
    os.utime(left, (long_ago, long_ago))

    files.kept(house)

    assert (left.exists(), recent.exists()) == (False, True)
