# SPDX-License-Identifier: Apache-2.0
"""`yizhan topics`: what many items of a period speak of, and what is neglected."""

import datetime
from typing import TYPE_CHECKING, Any

import click

from yizhan.cli.house import answer, open_house, stop

if TYPE_CHECKING:
    from yizhan.domains.topics.queries.hot import HotTopic

_DAY = click.DateTime(formats=["%Y-%m-%d"])
_DAYS = 365


@click.command("topics")
@click.option("--station", "code", required=True, help="Code of the station (yizhan stations). 驿站代码。")
@click.option("--from", "first", type=_DAY, help="First day; a year ago by default. 起始日期。")
@click.option("--to", "last", type=_DAY, help="Last day; today by default. 截止日期。")
@click.option("--most", default=20, show_default=True, type=click.IntRange(1, 500), help="How many topics. 话题个数。")
@click.option("--keep", is_flag=True, help="Ask the running server to compute and keep it. 交由服务计算并保存。")
@click.option("--json", "as_json", is_flag=True, help="One JSON object on standard output.")
def command(
    *, code: str, first: datetime.datetime | None, last: datetime.datetime | None, most: int, keep: bool, as_json: bool
) -> None:
    """Find the hot topics of a period, and neglected matters. 热点话题与冷门问题。

    Computes on the spot and keeps nothing, or with --keep leaves it to the server, for the page of hot topics.
    Titles and summaries are the items' own sentences. Exit codes: 0 found or nothing to find, 2 the call is wrong.
    """
    open_house()
    if keep:
        asked = ask(code, first.date() if first else None, last.date() if last else None)
        answer(asked, as_json=as_json, words=f"已申请，算好后见“热点”。/ Asked for: {asked['survey']}")
        return
    found = survey(code, first.date() if first else None, last.date() if last else None, most)
    answer(found, as_json=as_json, words=_words(found))


def ask(code: str, first: datetime.date | None, last: datetime.date | None) -> dict[str, Any]:
    """Ask for a survey that is computed by the server and kept."""
    from yizhan.domains.topics.operations import surveying  # noqa: PLC0415 -- models exist only once the house is open
    from yizhan.kernel.actors import system  # noqa: PLC0415

    station, begins, ends = _asked(code, first, last)
    asked = surveying.ask(system(station), first=begins, last=ends)
    return {"station": code, "from": begins, "to": ends, "survey": asked.public_id, "state": asked.state}


def survey(code: str, first: datetime.date | None, last: datetime.date | None, most: int) -> dict[str, Any]:
    """What the command answers, as plain values."""
    from yizhan.domains.items import access  # noqa: PLC0415 -- models exist only once the house is open
    from yizhan.domains.reporting.queries.periods import Period  # noqa: PLC0415
    from yizhan.domains.rulebook import queries as rulebook  # noqa: PLC0415
    from yizhan.domains.topics import rules  # noqa: PLC0415
    from yizhan.domains.topics.queries import hot  # noqa: PLC0415
    from yizhan.kernel.actors import system  # noqa: PLC0415

    station, begins, ends = _asked(code, first, last)
    found = hot.survey(
        access.visible(system(station)),
        Period(begins, ends),
        most=most,
        voices=rulebook.value(station, rules.NEGLECTED_VOICES),
        days=rulebook.value(station, rules.NEGLECTED_DAYS),
    )
    return {
        "station": code,
        "from": begins,
        "to": ends,
        "items": found.messages,
        "topics": [_topic(rank, topic) for rank, topic in enumerate(found.topics, start=1)],
        "neglected": [
            {"number": one.item.number, "title": one.item.title, "voices": one.voices, "days": one.days}
            for one in found.neglected
        ],
    }


def _asked(
    code: str, first: datetime.date | None, last: datetime.date | None
) -> tuple[int, datetime.date, datetime.date]:
    """The station and both days; ends the command when they make no sense."""
    from yizhan.domains.network import queries  # noqa: PLC0415 -- as above
    from yizhan.kernel import clock  # noqa: PLC0415

    station = queries.station_of_code(code)
    if station is None:
        stop(f"没有代码为 {code} 的驿站；yizhan stations 列出全部。/ There is no station {code}; see: yizhan stations")
    ends = last or clock.today()
    begins = first or ends - datetime.timedelta(days=_DAYS)
    if ends < begins or begins > clock.today():
        stop("时段不对：截止早于起始，或尚未开始。/ The period ends before it begins, or lies in the future.")
    return station.pk, begins, ends


def _topic(rank: int, topic: "HotTopic") -> dict[str, Any]:
    heat = topic.found.heat
    return {
        "rank": rank,
        "title": topic.title,
        "heat": heat.value,
        "reach": heat.reach,
        "agreement": heat.agreement,
        "recency": heat.recency,
        "focus": heat.focus,
        "first": topic.first,
        "last": topic.last,
        "places": topic.places,
        "bodies": topic.bodies,
        "by_month": dict(topic.by_month),
        "items": [{"number": item.number, "title": item.title} for item in topic.items],
        "summary": [{"number": topic.items[one.member].number, "sentence": one.words} for one in topic.summary],
    }


def _words(found: dict[str, Any]) -> str:
    lines = [f"{found['from']} – {found['to']}：{found['items']} 篇 / items"]
    for topic in found["topics"]:
        lines.append(f"{topic['rank']:>3}. {topic['title']}  热度 {topic['heat']:g}，{len(topic['items'])} 篇")
        lines += [f"     {line['sentence']}（{line['number']}）" for line in topic["summary"]]
    if found["neglected"]:
        lines.append("冷门问题 / neglected:")
        for one in found["neglected"][:20]:
            lines.append(f"  {one['number']} {one['title']}（{one['voices']} 篇，{one['days']} 天）")
    return "\n".join(lines)
