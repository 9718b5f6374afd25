# SPDX-License-Identifier: Apache-2.0
"""`yizhan due`: when a term ends, and why. Needs no installation."""

import json
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields, replace
from pathlib import Path
from typing import IO, Any, get_type_hints

import click

from yizhan.cli import due_rules
from yizhan.engines.calendars.choice import shortest
from yizhan.engines.calendars.counting import Clock, Counting, DayEnd, LateStart
from yizhan.engines.calendars.days import WorkingCalendar
from yizhan.engines.calendars.deadlines import Deadline, due
from yizhan.engines.calendars.durations import Duration, Language
from yizhan.engines.calendars.errors import CalendarError
from yizhan.engines.calendars.hours import OfficeHours
from yizhan.engines.calendars.moments import parse_moment
from yizhan.engines.calendars.remaining import Remaining, remaining
from yizhan.engines.calendars.step_records import to_record
from yizhan.engines.calendars.table_files import load_table, state_council_table
from yizhan.engines.calendars.tables import HolidayTable
from yizhan.engines.calendars.terms import Extension, Pause, Term
from yizhan.kernel import clock

#: Where to look when the counting itself is refused.
_OPTIONS = {
    "calendar.year_missing": "--calendar, --missing-years",
    "hours.needed": "--office-hours",
    "moment.outside_range": "--from, --duration",
}
_HELP = {
    "first_day": "Is the day of the event a day of the period? [default: not-counted]",
    "day_end": "When the last day ends: when the office closes (24:00 without office hours), at midnight, or at the "
    "time of day of the event. [default: closing]",
    "moves": "Which last days move on to the next working day, for days, months and years. [default: days-off]",
    "clock": "When hours and minutes run. [default: office-hours if --office-hours is given, else always]",
    "late_start": "What an event outside office hours counts as, for days. [default: same-day]",
    "paused_days": "Which days a pause takes out. [default: after-first]",
    "extends_from": "From where an extension counts, when the last day had moved. [default: moved]",
}
_WORDS = {
    "missing": ("没有给出；请写上，例如 {example}。", "This is not given; write it, for example {example}."),
    "of_rule": ("--rule 已经包含这一项；去掉 {option}。", "--rule brings this along; leave {option} out."),
    "station_unknown": (
        "没有代码为“{value}”的站点；用 yizhan stations 查看。",
        "There is no station “{value}”; yizhan stations lists them.",
    ),
    "rule_unknown": (
        "没有规则“{value}”；用 yizhan rules export 查看。",
        "There is no rule “{value}”; yizhan rules export lists them.",
    ),
    "rule_open": ("规则“{value}”还没有定。", "The rule “{value}” has been left open."),
    "rule_other": ("规则“{value}”不是时限。", "The rule “{value}” is no length of time."),
    "due": ("截止时间：{text}", "Due: {text}"),
    "remaining": ("现在看：{text}", "As of now: {text}"),
    "provisional": ("暂定：待日历补全后须重算。", "Provisional: count again once the calendar is complete."),
    "why": ("依据：", "Why:"),
    "calendar": ("日历：{text}", "Calendar: {text}"),
}


class Refused(click.ClickException):
    """Something in the call is wrong: said in both languages on standard error, the user's own first."""

    exit_code = 2

    def __init__(self, option: str, sentences: tuple[str, str], language: Language) -> None:
        super().__init__(sentences[1])
        ordered = sentences if language == "zh" else reversed(sentences)
        self.lines = [f"{option}: {sentence}" for sentence in ordered]

    def show(self, file: IO[Any] | None = None) -> None:
        for line in self.lines:
            click.echo(line, err=file is None, file=file)


def _language(_: click.Context, __: click.Parameter, asked: Language | None) -> Language:
    """The language asked for, else that of the terminal; Chinese where it names none."""
    if asked:
        return asked
    named = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return "zh" if named.split(".")[0] in {"", "C", "POSIX"} or named.startswith("zh") else "en"


def _counting_options(command: Callable[..., None]) -> Callable[..., None]:
    """One option for each choice of `Counting`."""
    choices = get_type_hints(Counting)
    for field in reversed(fields(Counting)):
        option = f"--{field.name.replace('_', '-')}"
        kind = click.Choice([choice.value for choice in choices[field.name]])
        command = click.option(option, field.name, type=kind, help=_HELP[field.name])(command)
    return command


@click.command("due")
@click.option("--duration", metavar="TEXT", help="How long: “5 working days”, “24小时”, “1 month”, “30日”.")
@click.option("--rule", metavar="KEY", help="Instead of --duration: a rule of an institution, by its own calendar.")
@click.option("--station", metavar="CODE", help="Whose rule (yizhan stations).")
@click.option("--kind", metavar="KIND", help="With --rule: what sort of matter it is, such as social_opinion.")
@click.option("--category", metavar="TEXT", help="With --rule: its category, such as 急件.")
@click.option("--from", "start", metavar="MOMENT", help="The event: 2026-02-13T16:30. Without a zone: Beijing time.")
@click.option("--calendar", "calendar_file", metavar="FILE", help="CSV (date,kind,name) or TOML; its years come first.")
@click.option("--office-hours", metavar="SPANS", help="For example 09:00-12:00,13:30-17:30.")
@click.option("--pause", "pauses", metavar="FROM/TO", multiple=True, help="Time that does not count. Repeatable.")
@click.option("--extend", "extensions", metavar="TEXT", multiple=True, help="Time added afterwards. Repeatable.")
@click.option(
    "--missing-years",
    type=click.Choice(["weekends", "refuse"]),
    default="weekends",
    show_default=True,
    help="What to do about a year that is not in the calendar: count weekends only and say so, or refuse.",
)
@_counting_options
@click.option("--language", type=click.Choice(["zh", "en"]), callback=_language, help="Default: that of the terminal.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object on standard output.")
def command(
    duration: str | None,
    rule: str | None,
    station: str | None,
    start: str | None,
    calendar_file: str | None,
    office_hours: str | None,
    pauses: tuple[str, ...],
    extensions: tuple[str, ...],
    missing_years: str,
    language: Language,
    as_json: bool,
    **choices: str | None,
) -> None:
    """When a term ends, and why. 计算期限并说明理由。

    yizhan due --duration "5 working days" --from 2026-02-13T16:30
    """
    matter = {name: choices.pop(name) for name in ("kind", "category")}
    if rule is None and duration is None:
        raise Refused("--duration", _filled("missing", example='"5 working days"'), language)
    if start is None:
        raise Refused("--from", _filled("missing", example="2026-02-13T16:30"), language)
    if rule is None:
        terms, calendar = _terms(duration or "", calendar_file, office_hours, missing_years, choices, language)
    else:
        _only_alone({"--duration": duration, "--calendar": calendar_file, "--office-hours": office_hours}, language)
        terms, calendar = _terms_of_rule(rule, station, start, choices, language, matter)
    with _refusals("--from", language):
        needs_time = any(_needs_time(term.duration, term.counting) for term in terms)
        event = parse_moment(start, day_alone=None if needs_time else 0)
    with _refusals("--pause", language):
        interruptions = [_pause(text) for text in pauses]
    with _refusals("--extend", language):
        additions = [Extension(Duration.parse(text)) for text in extensions]
    with _refusals("yizhan due", language):
        counted = [due(term, event, calendar, pauses=interruptions, extensions=additions) for term in terms]
    deadline = shortest(counted).chosen
    left = remaining(deadline, clock.now(), calendar)
    if as_json:
        click.echo(json.dumps(_record(deadline, left, calendar, language), ensure_ascii=False))
    else:
        click.echo("\n".join(_page(deadline, left, calendar, language)))


def _terms(
    duration: str,
    calendar_file: str | None,
    office_hours: str | None,
    missing_years: str,
    choices: Mapping[str, str | None],
    language: Language,
) -> tuple[list[Term], WorkingCalendar]:
    """The one term that was given, and the calendar that was asked for."""
    with _refusals("--duration", language):
        length = Duration.parse(duration)
    with _refusals("--calendar", language):
        table = _table(calendar_file)
    with _refusals("--office-hours", language):
        hours = OfficeHours.parse(office_hours) if office_hours is not None else None
    calendar = WorkingCalendar(table, office_hours=hours, assumes_weekends=missing_years == "weekends")
    return [Term(length, _counting(choices, hours))], calendar


def _terms_of_rule(
    rule: str,
    station: str | None,
    start: str,
    choices: Mapping[str, str | None],
    language: Language,
    matter: Mapping[str, str | None],
) -> tuple[list[Term], WorkingCalendar]:
    """All terms of an institution's rule, in force on the day of the event; hours run as its deadlines do."""
    if station is None:
        raise Refused("--station", _filled("missing", example="yx"), language)
    with _refusals("--from", language):
        on = parse_moment(start, day_alone=0).date()
    try:
        return due_rules.terms_of(rule, station, on, _counting(choices, None), **matter)
    except due_rules.Unanswered as gap:
        raise Refused(gap.option, _filled(gap.word, value=gap.value), language) from None


def _only_alone(options: Mapping[str, str | None], language: Language) -> None:
    """What a rule brings itself is not given beside it."""
    for option, given in options.items():
        if given is not None:
            raise Refused(option, _filled("of_rule", option=option), language)


@contextmanager
def _refusals(option: str, language: Language) -> Iterator[None]:
    try:
        yield
    except CalendarError as error:
        where = _OPTIONS.get(error.code, option) if option == "yizhan due" else option
        raise Refused(where, (error.sentence("zh"), error.sentence("en")), language) from None


def _filled(word: str, **parameters: str) -> tuple[str, str]:
    chinese, english = _WORDS[word]
    return chinese.format(**parameters), english.format(**parameters)


def _told(word: str, language: Language, **parameters: str) -> str:
    return _filled(word, **parameters)[0 if language == "zh" else 1]


def _table(calendar_file: str | None) -> HolidayTable:
    if calendar_file is None:
        return state_council_table()
    return load_table(Path(calendar_file)).laid_over(state_council_table())


def _counting(choices: Mapping[str, str | None], hours: OfficeHours | None) -> Counting:
    """The choices made; hours run within office hours only, if these are given and nothing else is asked for."""
    counting = Counting.from_record({option: choice for option, choice in choices.items() if choice is not None})
    if hours is not None and choices["clock"] is None:
        return replace(counting, clock=Clock.OFFICE_HOURS)
    return counting


def _needs_time(duration: Duration, counting: Counting) -> bool:
    by_day = counting.day_end is not DayEnd.SAME_TIME and counting.late_start is not LateStart.NEXT_OPENING
    return duration.unit.is_elapsed or not by_day


def _pause(text: str) -> Pause:
    """Two moments with / between them, also where the days themselves are written with /."""
    parts = text.replace("至", "/").split("/")
    middle, odd = divmod(len(parts), 2)
    if odd:
        raise CalendarError("pause.unreadable", text=text)
    since, until = "/".join(parts[:middle]), "/".join(parts[middle:])
    return Pause(parse_moment(since, day_alone=0), parse_moment(until, day_alone=1440))


def _record(deadline: Deadline, left: Remaining, calendar: WorkingCalendar, language: Language) -> dict[str, Any]:
    return {
        "due": deadline.moment.isoformat(),
        "why": deadline.explanation(language),
        "unit": deadline.term.duration.unit.value,
        "duration": str(deadline.term.duration),
        "from": deadline.start.isoformat(),
        "last_day": deadline.last_day.isoformat(),
        "provisional": deadline.is_provisional,
        "remaining": {
            "seconds": int(left.time.total_seconds()),
            "working_days": left.working_days,
            "office_minutes": None if left.office_time is None else int(left.office_time.total_seconds() // 60),
            "overdue": left.is_overdue,
            "text": left.in_words(language),
        },
        "calendar": {
            "title": _title(calendar, language),
            "years": sorted(calendar.table.years),
            "missing_years": list(deadline.missing_years),
            "office_hours": None if calendar.office_hours is None else str(calendar.office_hours),
        },
        "counting": deadline.term.counting.to_record(),
        "steps": [to_record(step) for step in deadline.why],
    }


def _page(deadline: Deadline, left: Remaining, calendar: WorkingCalendar, language: Language) -> Iterator[str]:
    yield _told("due", language, text=deadline.in_words(language))
    yield _told("remaining", language, text=left.in_words(language))
    if deadline.is_provisional:
        yield _told("provisional", language)
    yield ""
    yield _told("why", language)
    for number, sentence in enumerate(deadline.explanation(language), start=1):
        yield f"{number:>3}. {sentence}"
    yield ""
    yield _told("calendar", language, text=_title(calendar, language))


def _title(calendar: WorkingCalendar, language: Language) -> str:
    years = _runs(sorted(calendar.table.years))
    title = calendar.table.title
    return f"{title.chinese}（{years}）" if language == "zh" else f"{title.english} ({years})"


def _runs(years: list[int]) -> str:
    """2004–2026, 2028"""
    firsts = [year for year in years if year - 1 not in years]
    lasts = [year for year in years if year + 1 not in years]
    return ", ".join(
        f"{first}–{last}" if first != last else str(first) for first, last in zip(firsts, lasts, strict=True)
    )
