# SPDX-License-Identifier: Apache-2.0
"""`yizhan sign-in-link`: a new one-time link for an account, made on the machine itself."""

import click

from yizhan.cli.house import answer, open_house, stop


@click.command("sign-in-link")
@click.argument("name")
@click.option("--json", "as_json", is_flag=True, help="One JSON object on standard output.")
def command(*, name: str, as_json: bool) -> None:
    """Make a one-time link for the account NAME. 为账号 NAME 生成一次性登录链接。

    For the day when the first links were lost, or the only security administrator forgot the password. Whoever may run
    this may read the whole store anyway; the journal keeps that a link was made. Earlier links of the account end.
    """
    open_house()
    from django.urls import reverse  # noqa: PLC0415 -- settings exist only once the house is open

    from yizhan.domains.network import queries  # noqa: PLC0415
    from yizhan.domains.network.operations import posts  # noqa: PLC0415
    from yizhan.kernel.actors import system  # noqa: PLC0415

    account = queries.open_accounts().filter(sign_in_name=name).first()
    if account is None:
        known = "、".join(queries.open_accounts().values_list("sign_in_name", flat=True)[:20])
        stop(f"没有名为 {name} 的账号。/ There is no account {name}.\n现有账号 / Accounts: {known or '—'}")
    path = reverse("set-password", args=[posts.make_sign_in_link(system(), account.pk).text])
    days = posts.LINK_LIFETIME.days
    answer(
        {"sign_in_name": name, "person": account.person.name, "path": path, "days": days},
        as_json=as_json,
        words=f"{account.person.name}:在驿站的网址后面接上这段路径打开,只能用一次,{days} 天内有效。\n"
        f"Open this path after the address of Yizhan; it works once, within {days} days.\n{path}",
    )
