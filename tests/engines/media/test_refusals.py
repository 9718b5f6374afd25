# SPDX-License-Identifier: Apache-2.0
import pytest

from yizhan.engines.media.refusals import SENTENCES, Reason, Refused, shown


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_sentences_that_need_only_known_parameters(reason: Reason) -> None:
    known = dict.fromkeys(("name", "where", "kind", "limit", "expected", "text"), "x")
    sentence = SENTENCES[reason]
    assert (sentence.problem % known).endswith(".")
    assert (sentence.remedy % known).endswith(".")


def test_refusal_says_what_is_wrong_and_what_to_do() -> None:
    refusal = Refused(Reason.KIND_MISMATCH, name="建议.txt", kind="docx", expected=".docx")
    assert str(refusal) == (
        "“建议.txt” is named like one kind of file, but its content is docx. "
        "Save it again from the program it came from, or give it the ending .docx."
    )
    assert refusal.problem_template % refusal.parameters == str(refusal).split(" Save")[0]


def test_refusal_of_an_inner_file_moves_its_name_into_the_place() -> None:
    inner = Refused(Reason.LOCKED, name="内.pdf", where="Encrypt")
    assert inner.about("外.zip").parameters == {"name": "外.zip", "where": "内.pdf: Encrypt"}
    assert inner.about("内.pdf").parameters == {"name": "内.pdf", "where": "Encrypt"}
    assert Refused(Reason.EMPTY).about("a.txt").parameters == {"name": "a.txt"}


def test_parameters_are_safe_to_show() -> None:
    assert shown("a\n\x00\u202eb\ud800") == "a���b�"
    assert shown("长" * 81) == "长" * 79 + "…"
    assert shown("长" * 80) == "长" * 80
    assert Refused(Reason.EMPTY, name="\x1b[31m").parameters["name"] == "�[31m"
