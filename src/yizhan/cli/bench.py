# SPDX-License-Identifier: Apache-2.0
"""`yizhan bench`: speed and memory, beside the bare limit in the same run."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from yizhan.cli.house import answer


@click.group("bench")
def command() -> None:
    """Measure speed and memory on this machine. 在本机测速。Everything stays on loopback and ends by itself."""


@command.command("loop")
@click.option("--items", default=20_000, show_default=True, type=click.IntRange(100, 2_000_000))
@click.option("--seconds", default=4.0, show_default=True, help="Per path and number of users.")
@click.option("--rounds", default=3, show_default=True)
@click.option("--threads", default=3, show_default=True, help="Threads that serve pages.")
@click.option("--store", type=click.Path(file_okay=False, path_type=Path), help="Keep what was filled in this folder.")
@click.option("--json", "as_json", is_flag=True)
def loop(*, items: int, seconds: float, rounds: int, threads: int, store: Path | None, as_json: bool) -> None:
    """Submit, inbox, item and search through HTTP, with one and eight users, beside the least Django."""
    from yizhan.bench import loop as measured  # noqa: PLC0415 -- loaded only when asked for

    result = measured.run(
        items,
        seconds=seconds,
        rounds=rounds,
        threads=threads,
        store=store,
        tell=lambda text: click.echo(text, err=True),
    )
    answer(result, as_json=as_json, words=_words(result))


def _words(result: dict[str, Any]) -> str:
    columns = (
        "path",
        "users",
        "per s",
        "p50",
        "p95",
        "worst",
        "CPU ms",
        "floor/s",
        "p95",
        "CPU ms",
        "ratio",
        "CPU",
        "JSON",
    )
    lines = [
        f"{result['items']} items, {result['machine']}, load {result['load']:.1f}",
        f"{result['threads']} threads, seed {result['seed']}",
        f"memory {result['memory_mib']} MiB; queries per page {result['queries']}; phrases found {result['phrases']}",
        "ratio: requests per second, CPU: processor time, platform : floor; JSON: the same against its JSON",
        "".join(f"{word:<12}" if word == "path" else f"{word:>8}" for word in columns),
    ]
    for row in result["paths"]:
        own, floor = row["yizhan"], row["floor"]
        figures = (
            *(own[name] for name in ("per_second", "p50", "p95", "worst", "processor")),
            *(floor[name] for name in ("per_second", "p95", "processor")),
            *(row[name] for name in ("ratio", "processor_ratio", "processor_ratio_json")),
        )
        line = f"{row['path']:<12}{row['users']:>8}" + "".join(f"{figure:>8}" for figure in figures)
        lines.append(line + (f"  FAILED {own['failed']}" if own["failed"] else ""))
    return "\n".join(lines)


@command.command("alike")
@click.option("--corpus", "files", multiple=True, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--items", "sizes", multiple=True, default=(10_000, 100_000), show_default=True, type=int)
@click.option("--queries", default=200, show_default=True, type=click.IntRange(10, 10_000))
@click.option("--without-words", is_flag=True, help="Leave the full text out: faster to fill, same text only.")
@click.option("--postgresql", default="", metavar="URL", help="An empty database to fill instead of SQLite.")
@click.option("--json", "as_json", is_flag=True)
def alike(
    *,
    files: tuple[Path, ...],
    sizes: tuple[int, ...],
    queries: int,
    without_words: bool,
    postgresql: str,
    as_json: bool,
) -> None:
    """Look-alikes of new texts, beside rensa, datasketch (if installed) and brute force; search beside bare FTS5."""
    from yizhan.bench import alike as measured  # noqa: PLC0415 -- loaded only when asked for
    from yizhan.cli.evaluations.corpora import documents  # noqa: PLC0415

    texts = [document.text for document in documents(files)[0]]
    result = measured.run(
        sizes,
        texts,
        queries=queries,
        has_words=not without_words,
        postgresql=postgresql,
        tell=lambda text: click.echo(text, err=True),
    )
    answer(result, as_json=as_json, words=_alike_words(result))


def _alike_words(result: dict[str, Any]) -> str:
    lines = [f"{result['sentences']} sentences, {result['queries']} questions, {result['machine']}"]
    for row in result["sizes"]:
        own = row["yizhan"]
        lines += [
            f"{row['items']} items, {row['pairs']} like pairs, made in {row['fill_s']} s, bands in {row['bands_s']} s",
            f"  same text    {own['bands']}, recall {own['recall']}, memory {own['memory_mib']} MiB",
            f"  disk         {own['disk_mib']}",
            f"  brute force  {row['brute_force_ms']} ms a question, all questions in one pass",
        ]
        lines += [f"  {name:<12} {own[name]}" for name in ("with_reasons", "search") if name in own]
        lines += [f"  {name:<12} {row[name]}" for name in ("rensa", "datasketch") if name in row]
    return "\n".join(lines)


@command.command("appraise")
@click.option("--events", default=5_000_000, show_default=True, type=click.IntRange(1_000, 20_000_000))
@click.option("--units", default=3_000, show_default=True, type=click.IntRange(2, 100_000))
@click.option("--seed", default=20_260_701, show_default=True)
@click.option("--json", "as_json", is_flag=True)
def appraise(*, events: int, units: int, seed: int, as_json: bool) -> None:
    """A year of scored events under forty rules, beside a bare group-by of the same rows."""
    from yizhan.engines.scoring import bench as measured  # noqa: PLC0415 -- loaded only when asked for

    result = measured.run(events, units, seed)
    answer(result, as_json=as_json, words="\n".join(f"{name:<32}{value}" for name, value in result.items()))


@command.command("due")
@click.option("--count", default=1_000_000, show_default=True, type=click.IntRange(1_000, 50_000_000))
@click.option("--seed", default=20_260_213, show_default=True)
@click.option("--json", "as_json", is_flag=True)
def due(*, count: int, seed: int, as_json: bool) -> None:
    """Deadlines in working days a second: as columns, and one by one with every step explained."""
    from yizhan.engines.calendars import bench as measured  # noqa: PLC0415 -- loaded only when asked for

    result = asdict(measured.measure(count, seed=seed))
    answer(
        result,
        as_json=as_json,
        words="\n".join(f"{name:<12}{value:>14,.0f} a second" for name, value in result.items()),
    )


@command.command("notices")
@click.option("--people", default=200, show_default=True, type=click.IntRange(1, 2_000), help="Open pages.")
@click.option("--told", default=20, show_default=True, type=click.IntRange(1, 2_000), help="Of these, who is told.")
@click.option("--rounds", default=40, show_default=True, type=click.IntRange(1, 1_000))
@click.option("--threads", default=3, show_default=True, help="Threads that serve pages.")
@click.option("--json", "as_json", is_flag=True)
def notices(*, people: int, told: int, rounds: int, threads: int, as_json: bool) -> None:
    """From an urgent submission to the open pages of those who are told, with many pages open."""
    from yizhan.bench import notices as measured  # noqa: PLC0415 -- loaded only when asked for

    result = measured.run(
        people, min(told, people), rounds=rounds, threads=threads, tell=lambda text: click.echo(text, err=True)
    )
    arrival, pulse = result["arrival"], result["pulse"]
    lines = [
        f"{result['people']} pages, {result['told']} told, {result['rounds']} submissions, {result['machine']}",
        f"load {result['load']}, {result['threads']} threads, the service used {result['server_cores']} cores",
        f"arrival  p50 {arrival['p50']} ms, p95 {arrival['p95']} ms, worst {arrival['worst']} ms",
        f"pulse    p50 {pulse['p50']} ms, p95 {pulse['p95']} ms, {pulse['per_second']} a second",
        f"missed {result['missed']}, failed {arrival['failed']}",
    ]
    answer(result, as_json=as_json, words="\n".join(lines))


@command.command("clocks")
@click.option("--deadlines", default=1_000_000, show_default=True, type=click.IntRange(1, 5_000_000))
@click.option("--alarms", default=40, show_default=True, type=click.IntRange(1, 1_000), help="Alarms that ring.")
@click.option("--json", "as_json", is_flag=True)
def clocks(*, deadlines: int, alarms: int, as_json: bool) -> None:
    """How late alarms ring, and what a look at the clock costs, beside many running deadlines. SQLite."""
    from yizhan.bench import clocks as measured  # noqa: PLC0415 -- loaded only when asked for

    result = measured.run(deadlines, alarms=alarms, tell=lambda text: click.echo(text, err=True))
    lines = [f"{result['machine']}, load {result['load']}, {result['alarms']} alarms"]
    for table in result["tables"]:
        lines.append(f"{table['deadlines']} deadlines: missing {table['missing']}, twice {table['twice']}")
        lines += [
            f"  {words:<12} p50 {times['p50']} ms, p95 {times['p95']} ms, worst {times['worst']} ms"
            for words, times in (("rings late", table["late"]), ("a look", table["tick"]))
        ]
    answer(result, as_json=as_json, words="\n".join(lines))


@command.command("suggestions")
@click.option("--corpus", "files", multiple=True, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--asked", default=300, show_default=True, type=click.IntRange(10, 10_000), help="Texts asked about.")
@click.option("--json", "as_json", is_flag=True)
def suggestions(*, files: tuple[Path, ...], asked: int, as_json: bool) -> None:
    """What a request pays for suggestions, beside cutting its text into words. Labelled texts as in `evaluate`."""
    from yizhan.bench import suggestions as measured  # noqa: PLC0415 -- loaded only when asked for
    from yizhan.cli.evaluations.corpora import labelled  # noqa: PLC0415

    rows = [row for path in files for row in labelled(path)[0]]
    if len(rows) <= asked:
        raise click.UsageError(f"{len(rows)} texts are too few to ask about {asked} of them")
    result = measured.run(
        [row.text for row in rows],
        [row.label for row in rows],
        asked=asked,
        tell=lambda text: click.echo(text, err=True),
    )
    lines = [
        f"{result['learned_from']} texts, {result['labels']} labels, {result['machine']}, load {result['load']}",
        f"learning in a child: {result['learning']}",
        f"arrays {result['arrays_mib']} MiB a question, loaded in {result['loading_ms']} ms",
        f"five questions hold {result['memory_mib']} MiB; right {result['right']:.1%}",
    ]
    lines += [f"{name:<10} {result[name]} ms of processor" for name in ("words", "asked", "explained")]
    answer(result, as_json=as_json, words="\n".join(lines))


@command.command("search")
@click.option("--items", "sizes", multiple=True, default=(20_000, 100_000), show_default=True, type=int)
@click.option("--queries", default=200, show_default=True, type=click.IntRange(10, 10_000))
@click.option("--json", "as_json", is_flag=True)
def search(*, sizes: tuple[int, ...], queries: int, as_json: bool) -> None:
    """The whole search page, extracts included, beside the page before anything is looked for. SQLite."""
    from yizhan.bench import search_pages  # noqa: PLC0415 -- loaded only when asked for

    result = search_pages.run(sizes, queries=queries, tell=lambda text: click.echo(text, err=True))
    lines = [f"{result['machine']}, {result['queries']} phrases of two to six characters, ms of processor a page"]
    for row in result["sizes"]:
        lines.append(f"{row['items']} items, load {row['load']}; nothing looked for {row['empty']}")
        lines += [
            f"  {name:<10} {row[name]}, found {row[f'{name}_found']}, {row[f'{name}_hits']} hits a page"
            for name in search_pages.ADDRESSES
        ]
    answer(result, as_json=as_json, words="\n".join(lines))
