# SPDX-License-Identifier: Apache-2.0
"""Every setting an operator may give, as one table: name, default, meaning. Unknown ones stop the start."""

import difflib
import os
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Parameter:
    """One environment variable; an empty default means "not set"."""

    name: str
    default: str
    meaning: str


PARAMETERS = (
    Parameter(
        "YIZHAN_HOME", "", "Folder of one installation: database, files, keys. `./yizhan` uses var/ beside itself."
    ),
    Parameter(
        "YIZHAN_DATABASE_URL", "", "postgresql://user:password@host:port/name; empty: SQLite in the home folder."
    ),
    Parameter("YIZHAN_KEY_FILE", "", "File of the keys of encrypted values; empty: field.keys in the home folder."),
    Parameter("YIZHAN_FIELD_CIPHER", "aes-256-gcm", "Algorithm of the keys made from now on: aes-256-gcm or sm4-gcm."),
    Parameter("YIZHAN_HOSTS", "127.0.0.1,localhost,[::1]", "Host names under which the pages may be asked for."),
    Parameter("YIZHAN_HTTPS", "no", "yes: pages are reached through TLS; cookies are then sent over TLS only."),
    Parameter("YIZHAN_THREADS", "3", "Threads that serve pages in one process."),
    Parameter("YIZHAN_WORKERS", "1", "Processes that serve pages; more than one needs PostgreSQL."),
    Parameter("YIZHAN_IDLE_MINUTES", "30", "Minutes without an act after which a session ends."),
    Parameter("YIZHAN_ADDRESS", "", "Address of the pages for links in mail and SMS, like https://xinxi.example.cn."),
    Parameter("YIZHAN_MAIL_HOST", "", "Mail server (SMTP) for notices; empty: no mail is sent."),
    Parameter("YIZHAN_MAIL_PORT", "587", "Port of the mail server: 587 with starttls, 465 with tls, 25 without."),
    Parameter("YIZHAN_MAIL_TLS", "starttls", "starttls, tls (from the first octet on) or no."),
    Parameter("YIZHAN_MAIL_USER", "", "Name to sign in to the mail server with; empty: without signing in."),
    Parameter("YIZHAN_MAIL_PASSWORD", "", "Password for the mail server; a file is better."),
    Parameter("YIZHAN_MAIL_PASSWORD_FILE", "", "File that holds the password for the mail server."),
    Parameter("YIZHAN_MAIL_FROM", "", "Sender of mail, like Yizhan <yizhan@example.cn>."),
    Parameter("YIZHAN_SMS_GATEWAY", "", "TOML file that describes the SMS gateway; empty: no text messages are sent."),
    Parameter("YIZHAN_SMS_SECRET", "", "Secret of the SMS gateway; a file is better."),
    Parameter("YIZHAN_SMS_SECRET_FILE", "", "File that holds the secret of the SMS gateway."),
    Parameter("YIZHAN_DEBUG", "no", "yes: error pages show the fault; for development only."),
)


class UnknownParameter(SystemExit):
    """A variable that begins with YIZHAN_ but means nothing; most often a slip of the pen."""


def read(environment: Mapping[str, str] = os.environ) -> dict[str, str]:
    """The value of each parameter. Raises `UnknownParameter` with the nearest known name."""
    known = [parameter.name for parameter in PARAMETERS]
    for name in environment:
        if name.startswith("YIZHAN_") and name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            hint = f" Did you mean {near[0]}?" if near else ""
            raise UnknownParameter(f"Unknown setting {name}.{hint} 未知的设置项 {name}。")
    return {parameter.name: environment.get(parameter.name, parameter.default) for parameter in PARAMETERS}
