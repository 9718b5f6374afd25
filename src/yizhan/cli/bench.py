# SPDX-License-Identifier: Apache-2.0
"""`yizhan bench`: speed and memory, beside the bare limit in the same run."""

from dataclasses import asdict

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
@click.option("--json", "as_json", is_flag=True)
def loop(*, items: int, seconds: float, rounds: int, threads: int, as_json: bool) -> None:
    """Submit, inbox, item page and search through HTTP, with one and eight users, beside the least Django."""
    from yizhan.bench import loop as measured  # noqa: PLC0415 -- loaded only when asked for

    result = measured.run(
        items, seconds=seconds, rounds=rounds, threads=threads, tell=lambda text: click.echo(text, err=True)
    )
    answer(result, as_json=as_json, words=_words(result))


def _words(result: dict[str, object]) -> str:
    lines = [
        f"{result['items']} items, {result['machine']}, {result['threads']} threads, seed {result['seed']}",
        f"memory {result['memory_mib']} MiB; queries per page {result['queries']}",
        f"{'path':<12}{'users':>6}{'per s':>9}{'p50':>8}{'p95':>8}{'worst':>8}{'floor/s':>9}{'ratio':>7}",
    ]
    for row in result["paths"]:  # type: ignore[attr-defined]  # the shape of loop.run
        own, floor = row["yizhan"], row.get("floor")
        lines.append(
            f"{row['path']:<12}{row['users']:>6}{own['per_second']:>9}{own['p50']:>8}{own['p95']:>8}{own['worst']:>8}"
            + (f"{floor['per_second']:>9}{row['ratio']:>7}" if floor else "")
            + (f"  FAILED {own['failed']}" if own["failed"] else "")
        )
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
