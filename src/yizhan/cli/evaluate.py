# SPDX-License-Identifier: Apache-2.0
"""`yizhan evaluate`: quality against labelled files, with seeds and versions. Needs no installation."""

import time
from pathlib import Path
from typing import Any

import click

from yizhan.cli.evaluations import duplicates, pairs, reporting, routing, search, topics
from yizhan.cli.evaluations.corpora import Rows
from yizhan.cli.house import answer

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


class Files(click.Command):
    """A command whose options for files take all the names that follow: --corpus A B C."""

    MANY = frozenset({"--train", "--corpus"})

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Repeats the option before each further name, which is what click understands."""
        spread: list[str] = []
        option: str | None = None
        for word in args:
            if word.startswith("-"):
                option = word if word in self.MANY else None
                spread += [] if option else [word]
            elif option:
                spread += [option, word]
            else:
                spread.append(word)
        return super().parse_args(ctx, spread)


@click.group("evaluate")
def command() -> None:
    """Measure quality on labelled files. 用标注数据衡量质量。

    Reads .csv, .tsv, .xlsx, .xls, .ods and .jsonl, each also as .xz. Exit codes: 0 measured, 2 a file or the call is
    wrong.
    """


@command.command("routing", cls=Files)
@click.option("--train", multiple=True, required=True, type=_FILE, help="Labelled files to learn from. 训练文件。")
@click.option("--test", required=True, type=_FILE, help="Labelled file to be tested on. 测试文件。")
@click.option("--seed", default=0, show_default=True, help="Orders the training. 随机种子。")
@click.option("--json", "as_json", is_flag=True, help="One JSON object on standard output.")
def routing_command(*, train: tuple[Path, ...], test: Path, seed: int, as_json: bool) -> None:
    """Suggest labels for unseen texts. 分类分派：未见文本的标签建议。"""
    started = time.perf_counter()
    figures, files = routing.measure(train, test, seed)
    _say("routing", figures, files, seed, started, as_json=as_json)


@command.command("pairs", cls=Files)
@click.option("--file", "path", required=True, type=_FILE, help="sentence1, sentence2, label. 句对文件。")
@click.option("--json", "as_json", is_flag=True, help="One JSON object on standard output.")
def pairs_command(*, path: Path, as_json: bool) -> None:
    """Likeness of sentences against people's judgement. 句对相似度。"""
    started = time.perf_counter()
    figures, files = pairs.measure(path)
    _say("pairs", figures, files, 0, started, as_json=as_json)


@command.command("duplicates", cls=Files)
@click.option(
    "--corpus", multiple=True, required=True, type=_FILE, help="Files that are compared with each other. 语料。"
)
@click.option("--pairs", "known", required=True, type=_FILE, help="Known pairs: id_a, id_b. 已知重复对。")
@click.option(
    "--threshold", default=0.5, show_default=True, type=click.FloatRange(0.05, 1.0), help="Least likeness. 阈值。"
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object on standard output.")
def duplicates_command(*, corpus: tuple[Path, ...], known: Path, threshold: float, as_json: bool) -> None:
    """Find near-duplicates within and across files. 查重。"""
    started = time.perf_counter()
    figures, files = duplicates.measure(corpus, known, threshold)
    _say("duplicates", figures, files, 0, started, as_json=as_json)


@command.command("topics", cls=Files)
@click.option("--corpus", multiple=True, required=True, type=_FILE, help="Messages of a period. 一个时段的留言。")
@click.option("--topics", "known", type=_FILE, help="Known topics: topic, id. 已知热点。")
@click.option("--json", "as_json", is_flag=True, help="One JSON object on standard output.")
def topics_command(*, corpus: tuple[Path, ...], known: Path | None, as_json: bool) -> None:
    """Rank the topics of a period by heat. 热点话题。"""
    started = time.perf_counter()
    figures, files = topics.measure(corpus, known)
    _say("topics", figures, files, 0, started, as_json=as_json)


@command.command("search", cls=Files)
@click.option("--corpus", multiple=True, required=True, type=_FILE, help="Texts to index. 语料。")
@click.option("--queries", default=200, show_default=True, type=click.IntRange(1, 100_000), help="How many. 查询次数。")
@click.option("--seed", default=0, show_default=True, help="Draws the queries. 随机种子。")
@click.option("--json", "as_json", is_flag=True, help="One JSON object on standard output.")
def search_command(*, corpus: tuple[Path, ...], queries: int, seed: int, as_json: bool) -> None:
    """Find substrings of 2 to 6 characters. 检索：任意子串。"""
    started = time.perf_counter()
    figures, files = search.measure(corpus, queries, seed)
    _say("search", figures, files, seed, started, as_json=as_json)


def _say(measure: str, figures: dict[str, Any], files: list[Rows], seed: int, started: float, *, as_json: bool) -> None:
    result = reporting.report(measure, figures, files=files, seed=seed, started=started)
    answer(result, as_json=as_json, words=reporting.words(result))
