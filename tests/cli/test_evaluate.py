# SPDX-License-Identifier: Apache-2.0
import csv
import io
import json
import lzma
import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from yizhan.cli.evaluate import command

SHARED = Path(__file__).resolve().parents[2] / "../shared/data"
SEED = 3


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(command, [str(argument) for argument in arguments])


def measured(*arguments: str | Path) -> dict[str, Any]:
    result = run(*arguments, "--json")
    assert result.exit_code == 0, result.output
    answer: dict[str, Any] = json.loads(result.stdout)
    return answer


def written(path: Path, rows: Sequence[Sequence[object]], delimiter: str = ",") -> Path:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\n").writerows(rows)
    raw = text.getvalue().encode()
    path.write_bytes(lzma.compress(raw) if path.suffix == ".xz" else raw)
    return path


def labelled_rows(count: int, seed: int) -> list[tuple[str, str]]:
    source = random.Random(seed)
    subjects = {"交通": ("公交", "班次", "路灯", "停车"), "教育": ("学校", "老师", "招生", "补课")}
    return [
        (label, f"反映{''.join(source.choices(words, k=4))}问题第{source.randint(1, 10**9)}号")
        for label, words in subjects.items()
        for _ in range(count)
    ]


def test_routing_of_unseen_rows(tmp_path: Path) -> None:
    known, unseen = labelled_rows(30, SEED), labelled_rows(10, SEED + 1)
    train = written(tmp_path / "train.csv.xz", [("label", "text"), *known])
    test = written(tmp_path / "test.csv", [("label", "text"), *unseen, known[0]])
    answer = measured("routing", "--train", train, "--test", test)
    assert (answer["macro_f1"], answer["accuracy"]) == (1.0, 1.0)
    assert (answer["rows_trained"], answer["rows_tested"], answer["rows_seen_left_out"]) == (60, 20, 1)
    assert answer["precision_of_routed"] == 1.0
    assert 0.0 < answer["share_at_precision_95"] <= 1.0


def test_routing_reads_several_files_in_the_columns_of_a_message_board(tmp_path: Path) -> None:
    header = ("留言编号", "留言主题", "留言详情", "一级分类")
    rows = [(place, text[:8], text, label) for place, (label, text) in enumerate(labelled_rows(20, SEED))]
    first, second = (
        written(tmp_path / "1.csv", [header, *rows[::2]]),
        written(tmp_path / "2.csv", [header, *rows[1::2]]),
    )
    test = written(tmp_path / "test.csv", [("label", "text"), *labelled_rows(5, SEED + 1)])
    answer = measured("routing", "--train", first, second, "--test", test)
    assert answer["rows_trained"] == 40
    assert [file["name"] for file in answer["files"]] == ["1.csv", "2.csv", "test.csv"]


def test_every_answer_names_files_seed_and_versions(tmp_path: Path) -> None:
    path = written(tmp_path / "pairs.tsv", [("换绑银行卡", "更换银行卡", 1), ("换绑银行卡", "天气", 0)], "\t")
    answer = measured("pairs", "--file", path)
    assert answer["seed"] == 0
    assert {"yizhan", "python", "numpy", "scikit-learn", "signatures"} <= set(answer["versions"])
    assert answer["files"][0]["rows"] == 2
    assert len(answer["files"][0]["sha256"]) == 64


def odd(rows: Sequence[tuple[str, str]], *, head: str = "label,text", sign: str = ",", end: str = "\n") -> str:
    return end.join([*([head] if head else []), *(sign.join(row) for row in rows)]) + end


@pytest.mark.parametrize(
    ("name", "change", "lines"),
    [
        ("a.csv", lambda rows: odd(rows).encode("utf-8-sig"), []),
        ("a.csv.xz", lambda rows: lzma.compress(odd(rows, end="\r\n").encode("gb18030")), []),
        ("a.csv", lambda rows: odd(rows, end="\r").encode("utf-16"), []),
        ("a.csv", lambda rows: odd(rows, end="\n\n\n", sign=";", head="Category ;Content").encode(), []),
        ("a.txt", lambda rows: odd(rows, head="", sign="\t").encode(), []),
        ("a.csv", lambda rows: odd(rows, head="target,review").encode(), [1]),
        ("a.csv", lambda rows: odd([("交通", ""), ("", "甲乙"), ("交通", "甲乙,,丙"), *rows]).encode(), [2, 3, 4]),
    ],
    ids=["bom", "gb18030-xz", "utf-16-cr", "empty-lines", "txt", "other-names", "broken-rows"],
)
def test_foreign_files_are_read_and_rows_left_out_are_named(
    tmp_path: Path, name: str, change: Callable[[list[tuple[str, str]]], bytes], lines: list[int]
) -> None:
    train = written(tmp_path / "train.csv", [("label", "text"), *labelled_rows(30, SEED)])
    (tmp_path / name).write_bytes(change(labelled_rows(6, SEED + 1)))
    answer = measured("routing", "--train", train, "--test", tmp_path / name)
    assert (answer["rows_tested"], answer["macro_f1"]) == (12, 1.0)
    assert [one["line"] for one in answer["files"][1]["refused"]] == lines


def test_pairs_under_other_names_with_numbers_and_with_broken_rows(tmp_path: Path) -> None:
    rows = [(1, "甲乙丙", "甲乙丙", 1), (2, "一二", "三四", 0), (3, "甲", "乙", "是"), (4, "甲", "", 1)]
    for head in ((), (("编", "s1", "s2", "gold"),)):
        answer = measured("pairs", "--file", written(tmp_path / "pairs.tsv", [*head, *rows], "\t"))
        first = 3 + len(head)
        assert (answer["pairs"], answer["spearman"]) == (2, 1.0)
        assert answer["files"][0]["refused"] == [
            {"line": first, "why": "the label “是” is not a number"},
            {"line": first + 1, "why": "a sentence is missing"},
        ]
    (tmp_path / "pairs.json").write_text("[]")
    result = run("pairs", "--file", tmp_path / "pairs.json")
    assert (result.exit_code, ".jsonl" in result.stderr, "可以读" in result.stderr) == (2, True, True)


@pytest.mark.parametrize("header", [[("sentence1", "sentence2", "label")], []])
def test_pairs_with_and_without_column_names(tmp_path: Path, header: list[tuple[str, str, str]]) -> None:
    rows = [
        ("甲乙丙", "甲乙丙", 1),
        ("怎么补办医保卡", "医保卡怎么补办", 1),
        ("怎么补办医保卡", "今天天气很好", 0),
        ("一二", "三四", 0),
    ]
    answer = measured("pairs", "--file", written(tmp_path / "pairs.csv", [*header, *rows]))
    assert (answer["pairs"], answer["auc"]) == (4, 1.0)
    assert answer["spearman"] > 0.8


def test_pairs_with_grades_have_no_auc(tmp_path: Path) -> None:
    rows = [("甲乙丙", "甲乙丙", 5), ("甲乙丙丁", "甲乙丙戊", 3), ("甲乙丙", "子丑寅", 0)]
    answer = measured("pairs", "--file", written(tmp_path / "pairs.tsv", rows, "\t"))
    assert (answer["spearman"], answer["auc"]) == (1.0, None)


def test_duplicates_across_files(tmp_path: Path) -> None:
    copied = "小区楼下烧烤店深夜经营，噪音扰民，请有关部门处理。"
    first = written(tmp_path / "a.csv", [("id", "content"), (1, copied), (2, "公交车班次太少，等车一小时。")])
    second = written(
        tmp_path / "b.csv", [("id", "content"), (2, copied.replace("，", " ")), (3, "自来水发黄半个月了。")]
    )
    pairs = written(tmp_path / "pairs.csv", [("id_a", "id_b"), ("b.csv:2", 1), (1, 3)])
    answer = measured("duplicates", "--corpus", first, second, "--pairs", pairs)
    assert (answer["found"], answer["expected"], answer["recall"], answer["precision"]) == (1, 2, 0.5, 1.0)


def test_topics_with_known_ones(tmp_path: Path) -> None:
    noise = [
        (number, f"青石花园烧烤店噪音扰民{number}", "青石花园楼下烧烤店深夜噪音扰民", number) for number in (1, 2, 3)
    ]
    others = [(4, "自来水发黄", "水质差", 0), (5, "公交班次少", "等车久", 0)]
    corpus = written(tmp_path / "corpus.csv", [("id", "title", "content", "点赞数"), *noise, *others])
    known = written(tmp_path / "topics.csv", [("topic", "id"), ("夜市", 1), ("夜市", 2), ("夜市", 3)])
    answer = measured("topics", "--corpus", corpus, "--topics", known)
    assert (answer["recall"], answer["precision"], answer["rank"]) == ({"夜市": 1.0}, {"夜市": 1.0}, {"夜市": 1})
    [topic] = answer["topics"]
    assert sorted(topic["ids"]) == ["1", "2", "3"]
    assert topic["title"].startswith("青石花园烧烤店噪音扰民")
    assert topic["summary"][0]["sentence"] == "青石花园楼下烧烤店深夜噪音扰民"


def test_search_finds_every_substring(tmp_path: Path) -> None:
    texts = [
        ("id", "content"),
        (1, "请A市A3区8.5%（含税）整改「城关镇」👍𡓐村道路問題！"),
        (2, '自来水\n发黄 OR NEAR(水) "引号" 半个月'),
    ]
    answer = measured("search", "--corpus", written(tmp_path / "corpus.csv", texts), "--queries", "150", "--seed", "7")
    assert (answer["found"], answer["recall_of_rows"], answer["precision_of_rows"]) == (1.0, 1.0, 1.0)
    assert answer["queries"] == 150
    assert answer["index_bytes"] > 0 < answer["text_bytes"]


@pytest.mark.parametrize(
    ("content", "arguments"),
    [
        (b"", ["pairs", "--file"]),
        (b"\x89PNG\r\n\x1a\n\x00\x00", ["pairs", "--file"]),
        ("只有一列\n甲\n".encode(), ["pairs", "--file"]),
        ("sentence1,sentence2,label\n甲,乙,是\n".encode(), ["pairs", "--file"]),
        ("sentence1,sentence2,label\n甲,乙,1\n丙,丁,1\n".encode(), ["pairs", "--file"]),
        ("id,content\n1,，\n".encode(), ["search", "--corpus"]),
    ],
)
def test_file_that_cannot_be_measured_is_refused_in_both_languages(
    tmp_path: Path, content: bytes, arguments: list[str]
) -> None:
    path = tmp_path / "bad.csv"
    path.write_bytes(content)
    result = run(*arguments, path, "--json")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "bad.csv" in result.stderr or "语料" in result.stderr
    assert any("\u4e00" <= character <= "\u9fff" for character in result.stderr)
    assert "Traceback" not in result.stderr


def test_missing_file_and_wrong_option_are_refused() -> None:
    assert run("pairs", "--file", "nowhere.csv").exit_code == 2
    assert run("pairs").exit_code == 2
    assert run("nothing").exit_code == 2


def test_pairs_of_numbers_outside_the_corpus_are_refused(tmp_path: Path) -> None:
    corpus = written(tmp_path / "a.csv", [("id", "content"), (1, "甲乙丙丁戊")])
    pairs = written(tmp_path / "pairs.csv", [("id_a", "id_b"), (8, 9)])
    result = run("duplicates", "--corpus", corpus, "--pairs", pairs)
    assert result.exit_code == 2
    assert "pairs.csv" in result.stderr


def test_one_label_cannot_be_routed(tmp_path: Path) -> None:
    train = written(tmp_path / "train.csv", [("label", "text"), ("同", "甲乙"), ("同", "丙丁")])
    test = written(tmp_path / "test.csv", [("label", "text"), ("同", "戊己")])
    assert run("routing", "--train", train, "--test", test).exit_code == 2


def test_words_for_a_person(tmp_path: Path) -> None:
    path = written(tmp_path / "pairs.tsv", [("换绑银行卡", "更换银行卡", 1), ("换绑银行卡", "天气", 0)], "\t")
    assert "spearman: 1.0" in run("pairs", "--file", path).stdout


@pytest.mark.parametrize(
    ("name", "floor"), [("lcqmc-dev.tsv.xz", 0.469), ("bq-dev.csv.xz", 0.393), ("stsb-zh-dev.tsv.xz", 0.646)]
)
def test_pairs_of_the_open_sets_stay_above_the_floors(name: str, floor: float) -> None:
    assert measured("pairs", "--file", SHARED / "duplicates" / name)["spearman"] > floor


def test_known_topics_of_the_official_sample_are_whole(tmp_path: Path) -> None:
    corpus = SHARED / "taidi2020c/annex3-official-sample.xlsx"
    known = [("魅力之城", number) for number in range(360100, 360110)] + [
        ("经济学院", number) for number in range(360110, 360115)
    ]
    answer = measured(
        "topics", "--corpus", corpus, "--topics", written(tmp_path / "topics.csv", [("topic", "id"), *known])
    )
    assert answer["recall"] == {"魅力之城": 1.0, "经济学院": 1.0}
    assert answer["rank"] == {"魅力之城": 1, "经济学院": 2}
