# SPDX-License-Identifier: Apache-2.0
"""`yizhan up`: everything in one go: database, pages, worker."""

import secrets
import socket
import sys
from pathlib import Path

import click
from django.core.management import call_command

from yizhan.cli.house import open_house, stop
from yizhan.cli.listening import Listening, become, reachable

_FIRST_PORT, _PORTS_TRIED = 8000, 20


@click.command("up")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=None, help="Without it, the first free one from 8000 on."
)
@click.option("--no-browser", is_flag=True, help="Do not open a browser. 不打开浏览器。")
@click.option("--sample", is_flag=True, help="On an empty store: begin with sample data. 首次启动时建立示例数据。")
def command(*, host: str, port: int | None, no_browser: bool, sample: bool) -> None:
    """Open the platform. 启动驿站。The last line says where it listens; Ctrl-C ends it."""
    open_house()
    chosen = _free_port(host) if port is None else _given_port(host, port)
    call_command("collectstatic", verbosity=0, interactive=False)
    first_link = _prepare(sample=sample)
    from django.conf import settings  # noqa: PLC0415 -- settings exist only once the house is open
    from django.db import connections  # noqa: PLC0415

    connections.close_all()
    become(
        Listening(
            host=host,
            port=chosen,
            workers=settings.WORKERS,
            threads=settings.THREADS,
            first_link=first_link,
            opens_browser=not no_browser,
        )
    )


def _prepare(*, sample: bool) -> str:
    """An empty store begins with sample data, if wished, or with a one-time link to the first start's page."""
    from yizhan.domains.network import queries  # noqa: PLC0415 -- models exist only once the house is open

    if queries.installation() is not None:
        return ""
    if not sample and sys.stdin.isatty() and sys.stdout.isatty():
        sample = click.confirm("这里还是空的。先用示例数据看看?/ Empty here. Begin with sample data?", default=True)
    if sample:
        from yizhan.sample import district  # noqa: PLC0415 -- needed only here

        district.make(tell=click.echo)
        return ""
    from django.conf import settings  # noqa: PLC0415

    secret = secrets.token_urlsafe(24)
    kept = Path(settings.HOME) / "first-start.digest"
    kept.write_text(queries.digest(secret), encoding="ascii")
    kept.chmod(0o600)
    return f"/start/{secret}/"


def _free_port(host: str) -> int:
    for port in range(_FIRST_PORT, _FIRST_PORT + _PORTS_TRIED):
        with socket.socket() as probe:
            if probe.connect_ex((reachable(host), port)) != 0:
                return port
    return stop(
        f"端口 {_FIRST_PORT} 起都被占用，请用 --port 指定。/ Ports from {_FIRST_PORT} on are taken; use --port."
    )


def _given_port(host: str, port: int) -> int:
    """The port asked for: the server shares a port with whoever holds it, so we must look before it does."""
    if not port:
        return _any_port(host)
    with socket.socket() as probe:
        if probe.connect_ex((reachable(host), port)) == 0:
            stop(f"端口 {port} 已被占用，请换一个。/ Port {port} is taken; choose another.")
    return port


def _any_port(host: str) -> int:
    with socket.socket() as probe:
        probe.bind((reachable(host), 0))
        return int(probe.getsockname()[1])
