# SPDX-License-Identifier: Apache-2.0
"""`yizhan up`: everything in one go: database, pages, worker."""

import secrets
import socket
import sys
import threading
import time
import webbrowser
from pathlib import Path

import click
from django.core.management import call_command

from yizhan.cli.house import open_house, stop

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
    address = f"http://{'127.0.0.1' if host in {'0.0.0.0', '::'} else host}:{chosen}"  # noqa: S104 -- compared, not bound
    threading.Thread(target=_announce, args=(host, chosen, address, first_link, no_browser), daemon=True).start()
    _serve(host, chosen)


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


def _serve(host: str, port: int) -> None:
    from django.conf import settings  # noqa: PLC0415 -- settings exist only once the house is open
    from granian.constants import Interfaces  # noqa: PLC0415
    from granian.log import LogLevels  # noqa: PLC0415
    from granian.server import Server  # noqa: PLC0415

    Server(
        "yizhan.config.serving:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=settings.WORKERS,
        blocking_threads=settings.THREADS,
        websockets=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
    ).serve()


def _announce(host: str, port: int, address: str, first_link: str, no_browser: bool) -> None:
    """Say where it listens, once it really does."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            probe.settimeout(0.2)
            if probe.connect_ex((_reachable(host), port)) == 0:
                break
        time.sleep(0.05)
    if first_link:
        click.echo(
            f"首次使用,请打开这个一次性链接建立管理员 / First start, open this one-time link:\n{address}{first_link}"
        )
    click.echo(f"驿站已启动 / Yizhan listens at {address}/")
    sys.stdout.flush()
    if not no_browser:
        webbrowser.open(f"{address}{first_link or '/'}")


def _free_port(host: str) -> int:
    for port in range(_FIRST_PORT, _FIRST_PORT + _PORTS_TRIED):
        with socket.socket() as probe:
            if probe.connect_ex((_reachable(host), port)) != 0:
                return port
    return stop(
        f"端口 {_FIRST_PORT} 起都被占用，请用 --port 指定。/ Ports from {_FIRST_PORT} on are taken; use --port."
    )


def _given_port(host: str, port: int) -> int:
    """The port asked for: the server shares a port with whoever holds it, so we must look before it does."""
    if not port:
        return _any_port(host)
    with socket.socket() as probe:
        if probe.connect_ex((_reachable(host), port)) == 0:
            stop(f"端口 {port} 已被占用，请换一个。/ Port {port} is taken; choose another.")
    return port


def _any_port(host: str) -> int:
    with socket.socket() as probe:
        probe.bind((_reachable(host), 0))
        return int(probe.getsockname()[1])


def _reachable(host: str) -> str:
    return "127.0.0.1" if host in {"0.0.0.0", "::", "localhost"} else host  # noqa: S104 -- compared, not bound
