# SPDX-License-Identifier: Apache-2.0
"""Gateways as data: what is asked, what counts as success, and which descriptions are refused."""

import pytest

from yizhan.engines.gateways.description import DescriptionError, read

PLAIN = 'url = "https://sms.example/{number}?t={text}"\nmethod = "GET"\n'


def test_placeholders_are_escaped_for_their_place() -> None:
    text = '一"二\\三&四\r\n五'
    json_call = read('url = "https://a.example/"\nbody = \'{"n": "{number}", "t": "{text}", "x": {}}\'').call(
        number="13900000000", text=text, key="k"
    )
    form = read('url = "https://a.example/"\nformat = "form"\nbody = "n={number}&t={text}"').call(
        number="+86", text=text, key="k"
    )
    xml = read('url = "https://a.example/"\nformat = "xml"\nbody = "<n>{number}</n><t>{text}</t>"').call(
        number="1", text="<&>", key="k"
    )
    get = read(PLAIN + 'headers = { X-Text = "{text}" }').call(number="1", text=text, key="k")

    assert json_call.body.decode() == '{"n": "13900000000", "t": "一\\"二\\\\三&四\\r\\n五", "x": {}}'
    assert form.body == b"n=%2B86&t=%E4%B8%80%22%E4%BA%8C%5C%E4%B8%89%26%E5%9B%9B%0D%0A%E4%BA%94"
    assert xml.body == b"<n>1</n><t>&lt;&amp;&gt;</t>"
    assert get.url == "https://sms.example/1?t=%E4%B8%80%22%E4%BA%8C%5C%E4%B8%89%26%E5%9B%9B%0D%0A%E4%BA%94"
    assert get.headers["X-Text"] == '一"二\\三&四 五'
    assert get.headers["Idempotency-Key"] == "k"


@pytest.mark.parametrize(
    ("signs", "status", "answer", "verdict"),
    [
        ("", 200, "", "success"),
        ("", 500, "", "failed"),
        ('success = { contains = "OK" }', 200, "OK 1", "success"),
        ('success = { contains = "OK" }', 200, "ERR", "failed"),
        ('success = { path = "a.0.code", equals = "0" }', 200, '{"a": [{"code": 0}]}', "success"),
        ('success = { path = "a.1.code", equals = "0" }', 200, '{"a": [{"code": 0}]}', "failed"),
        ('success = { path = "ok", equals = true }', 200, '{"ok": true}', "success"),
        ('success = { path = "ok", equals = true }', 200, "<html>", "nonsense"),
        ('success = { path = "ok", equals = true }', 502, "<html>", "failed"),
        ('refused = { path = "code", equals = [3, 4] }', 400, '{"code": 4}', "refused"),
        ("statuses = [204]", 200, "", "failed"),
    ],
)
def test_what_an_answer_means(signs: str, status: int, answer: str, verdict: str) -> None:
    assert read(PLAIN + signs).judge(status, answer) == verdict


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("url = ", "not TOML"),
        ('url = "ftp://a.example/{number}{text}"', "url"),
        (PLAIN + 'colour = "red"', "unknown entries: colour"),
        (PLAIN.replace("GET", "BREW"), "method"),
        (PLAIN + 'format = "yaml"', "format"),
        (PLAIN + "timeout = 600", "timeout"),
        ('url = "https://a.example/{number}"', "{text}"),
        (PLAIN + 'headers = { A = "{secret}" }', "{secret}"),
        (PLAIN + "success = { path = 'a' }", "success"),
    ],
)
def test_a_description_that_cannot_work_is_refused(text: str, why: str) -> None:
    with pytest.raises(DescriptionError) as refused:
        read(text)
    assert why in str(refused.value)


def test_the_secret_is_shown_nowhere() -> None:
    gateway = read(PLAIN + 'headers = { A = "{secret}" }', secret="s3cret")

    assert "s3cret" not in repr(gateway)
    assert gateway.host == "https://sms.example"
    assert gateway.without_secret("wrong key s3cret") == "wrong key ***"
    assert gateway.call(number="1", text="t", key="k").headers["A"] == "s3cret"
