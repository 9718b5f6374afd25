# SPDX-License-Identifier: Apache-2.0
"""`yizhan keys`: the keys of encrypted values, and changing to a new one."""

from typing import Any

import click

from yizhan.cli.house import answer, open_house, stop

#: Exit code when a value does not open.
WRONG = 1


@click.group("keys")
def command() -> None:
    """Keys of encrypted account and identity numbers. 账号、证件号码的加密密钥。"""


@command.command("list")
@click.option("--json", "as_json", is_flag=True, help="One JSON object on standard output.")
def list_keys(*, as_json: bool) -> None:
    """Say which keys there are and how many values each has encrypted. 列出密钥及各自加密的数量。

    Ends with 1 if values are there whose key is missing.
    """
    open_house()
    found = _found()
    answer(found, as_json=as_json, words=_words(found))
    raise SystemExit(WRONG if any(not key["is_known"] for key in found["keys"]) else 0)


@command.command("rotate")
@click.option("--json", "as_json", is_flag=True, help="One JSON object on standard output.")
def rotate(*, as_json: bool) -> None:
    """Make a new key and encrypt everything with it. 更换密钥，并用新密钥重新加密全部数据。

    The algorithm is that of YIZHAN_FIELD_CIPHER. People may go on working. If it is interrupted, call it again. Former
    keys stay in the file for the backups from their time.
    """
    open_house()
    from yizhan.kernel import encryption  # noqa: PLC0415 -- the house is open only now
    from yizhan.kernel.errors import Conflict  # noqa: PLC0415

    try:
        lost = next(encryption.findings(), None)
        if lost is not None:
            stop(
                f"{lost.column} 第 {lost.row} 行无法解密，没有更换密钥。请先运行 yizhan verify。\n"
                f"{lost.column}, row {lost.row}, does not open; the key was not changed. Run yizhan verify first.",
                WRONG,
            )
        encryption.add_key()
        done = encryption.encrypt_anew()
    except Conflict as refusal:
        stop(f"中途停止：{refusal} / Stopped: {refusal}", WRONG)
    found = {**_found(), "encrypted": done}
    said = (
        f"已用新密钥重新加密 {done} 项。请复制密钥文件并另行保管。\n"
        f"{done} values encrypted anew. Keep a copy of the key file apart."
    )
    answer(found, as_json=as_json, words=f"{said}\n{_words(found)}")


def _found() -> dict[str, Any]:
    from yizhan.kernel import encryption, keyring, places  # noqa: PLC0415 -- the house is open only now

    known, values = _known(keyring), encryption.counts()
    newest = list(known)[-1] if known else ""
    listed = [
        {
            "id": key_id,
            "algorithm": known[key_id].algorithm_id if key_id in known else "",
            "values": values[key_id],
            "is_known": key_id in known,
            "is_in_use": key_id == newest,
        }
        for key_id in [*known, *sorted(set(values) - set(known))]
    ]
    return {"file": str(places.key_file()), "keys": listed}


def _known(keyring: Any) -> dict[str, Any]:
    try:
        return dict(keyring.keys())
    except keyring.Unreadable as fault:
        stop(f"密钥文件有误：{fault} / The key file cannot be read: {fault}", WRONG)


def _words(found: dict[str, Any]) -> str:
    lines = [f"密钥文件 / key file: {found['file']}"]
    for key in found["keys"]:
        mark = "在用 / in use" if key["is_in_use"] else "留存 / kept" if key["is_known"] else "缺失 / MISSING"
        lines.append(f"  {key['id'] or '—'}  {key['algorithm']}  {mark}: {key['values']}")
    return "\n".join(lines)
