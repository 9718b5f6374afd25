# SPDX-License-Identifier: Apache-2.0
"""How letters leave the house: the mail server and the gateway for text messages, as the operator gives them.

Secrets come from the environment or from a file that only the service may read, and are shown nowhere.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from yizhan.engines.gateways import description
from yizhan.engines.gateways.description import DescriptionError, Gateway

_TLS = ("starttls", "tls", "no")

#: Seconds that a mail server may stay silent.
_SILENCE = 15


def mail(given: Mapping[str, str]) -> dict[str, Any]:
    """Django's settings for mail; without a host the channel is not set up."""
    tls, port = given["YIZHAN_MAIL_TLS"], given["YIZHAN_MAIL_PORT"]
    if tls not in _TLS:
        raise SystemExit(f"YIZHAN_MAIL_TLS: one of {', '.join(_TLS)}, not {tls}")
    if not port.isdecimal():
        raise SystemExit(f"YIZHAN_MAIL_PORT: a number, not {port}")
    return {
        "host": given["YIZHAN_MAIL_HOST"],
        "port": int(port),
        "starttls": tls == "starttls",
        "tls": tls == "tls",
        "user": given["YIZHAN_MAIL_USER"],
        "password": secret(given["YIZHAN_MAIL_PASSWORD"], given["YIZHAN_MAIL_PASSWORD_FILE"]),
        "sender": given["YIZHAN_MAIL_FROM"] or f"yizhan@{given['YIZHAN_MAIL_HOST'] or 'localhost'}",
        "silence": _SILENCE,
    }


def gateway(given: Mapping[str, str]) -> Gateway | None:
    """The gateway for text messages, read from its description; None where there is none."""
    if not given["YIZHAN_SMS_GATEWAY"]:
        return None
    try:
        text = Path(given["YIZHAN_SMS_GATEWAY"]).read_text(encoding="utf-8")
        return description.read(text, secret=secret(given["YIZHAN_SMS_SECRET"], given["YIZHAN_SMS_SECRET_FILE"]))
    except OSError as fault:
        raise SystemExit(f"YIZHAN_SMS_GATEWAY: {fault}") from None
    except DescriptionError as fault:
        raise SystemExit(f"{given['YIZHAN_SMS_GATEWAY']}: {fault}") from None


def secret(value: str, file: str) -> str:
    """The secret itself, or what the file holds, without the line's end."""
    if value or not file:
        return value
    try:
        return Path(file).read_text(encoding="utf-8").rstrip("\r\n")
    except OSError as fault:
        raise SystemExit(f"{file}: {fault}") from None


def address(given: Mapping[str, str]) -> str:
    """Under which address people reach the pages, for links in letters, without a slash at the end."""
    return given["YIZHAN_ADDRESS"].rstrip("/")
