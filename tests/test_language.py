"""The phrasebook: every shape reads its examples and refuses the others; word classes hold together; ``explain`` shows the way."""

from pathlib import Path
from re import _parser  # type: ignore[attr-defined]
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditlint.__main__ import main
from auditlint.language import expanded, lexicon, meaning, shapes, words
from auditlint.language.shapes import Shape, last
from auditlint.language.tokens import scan
from auditlint.model.filing import Filing
from auditlint.readers import read
from auditlint.reading import read_filing
from auditlint.reading.counts.averages import AVERAGES
from auditlint.reading.counts.kinds import COUNTS
from auditlint.reading.counts.products import PARTS
from auditlint.reading.prose.amount import AMOUNTS
from auditlint.reading.prose.changes import DELTAS
from auditlint.reading.prose.focus import Rules
from auditlint.reports.claims import line
from auditlint.wording import LANGUAGES, say

SAMPLES = Path(__file__).parent.parent / "sample_reports"
TITLE = "2023年度部门决算\n"
SHAPES = [shape for known in shapes().values() for shape in known]
EXAMPLES = [(shape, example.text, example.claims) for shape in SHAPES for example in shape.examples]


def filing_of(text: str) -> Filing:
    return read_filing(read((TITLE + text).encode(), "例.txt"))


def told(filing: Filing) -> set[str]:
    """The claims of a filing, and its figures with what they are of their items, a line each."""
    claims = {line(claim) for known in filing.claims_by_type.values() for claim in known}
    return claims | {f"{figure.role} {figure.label} {figure.text}" for figure in filing.figures}


def found(filing: Filing) -> set[str]:
    return {name for trace in filing.traces.values() for name in trace.shapes}


@pytest.mark.parametrize(("shape", "text", "claims"), EXAMPLES, ids=[f"{shape.name} {text[:12]}" for shape, text, _ in EXAMPLES])
def test_a_shape_reads_its_examples_and_refuses_the_others(shape: Shape, text: str, claims: tuple[str, ...]) -> None:
    filing = filing_of(text)
    assert (shape.name in found(filing)) == bool(claims)
    assert set(claims) <= told(filing)


def test_every_shape_has_a_name_of_its_own_and_an_example() -> None:
    names = [shape.name for shape in SHAPES]
    assert len(names) == len(set(names)) > 40
    assert [shape.name for shape in SHAPES if not any(example.claims for example in shape.examples)] == []


def _has_one_of(signs: str, parsed: Any) -> bool:
    """Whether all that a parsed pattern matches has one of some characters in it."""
    for kind, what in parsed:
        name = str(kind)
        if name == "LITERAL":
            found = chr(what) in signs
        elif name == "IN":
            found = all(str(each) == "LITERAL" and chr(value) in signs for each, value in what)
        elif name == "BRANCH":
            found = all(_has_one_of(signs, branch) for branch in what[1])
        elif name.endswith("REPEAT"):
            found = what[0] > 0 and _has_one_of(signs, what[2])
        elif name == "ATOMIC_GROUP":
            found = _has_one_of(signs, what)
        else:
            found = name in ("SUBPATTERN", "ASSERT") and _has_one_of(signs, what[-1])
        if found:
            return True
    return False


def test_what_a_shape_matches_has_one_of_its_signs() -> None:
    signed = [shape for shape in SHAPES if shape.signs]
    assert len(signed) > 20
    assert [shape.name for shape in signed if not _has_one_of(shape.signs, _parser.parse(shape.source))] == []
    assert not _has_one_of("乙", _parser.parse("甲|乙")) and not _has_one_of("乙", _parser.parse("甲乙?[乙丙](?!乙)"))


def test_a_word_points_one_way() -> None:
    for name in ("direction", "comparison", "cause"):
        assert len(meaning(name)) == sum(len(words(f"{name}.{kind}")) for kind in set(meaning(name).values()))
    assert meaning("direction")["增加"] == "up" and meaning("direction")["下降"] == "down"


def test_no_part_of_a_pattern_is_called_as_a_class_of_words() -> None:
    """Else the part would stand wherever a pattern names the class."""
    content = lexicon.read("words.toml")
    assert set(content["parts"]).isdisjoint(content)


def test_a_class_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        expanded("{nothing.there}")


def test_the_last_base_is_the_outermost_of_its_place() -> None:
    base = last("base", "与上年相比")
    assert base is not None and base.words == "与上年相比"


@given(st.text(alphabet="增加减少与上年相比预算的支出，。（）0123456789 其中", max_size=40))
def test_tokens_are_all_of_the_words(text: str) -> None:
    assert "".join(token.text for token in scan(text)) == text


def test_the_rules_of_focus_have_names_and_examples() -> None:
    rules: list[Rules] = [AMOUNTS, DELTAS, COUNTS, AVERAGES, PARTS]  # type: ignore[type-arg]
    for known in rules:
        assert len(known.names) == len(set(known.names)) > 4
        assert all(example for example in known.examples)


def test_rules_are_asked_in_their_order() -> None:
    order: Rules[int, str] = Rules(int)
    order.rule("clearer")(lambda given: given + 1 if given < 10 else None)
    order.rule("even")(lambda given: "even" if given % 2 == 0 else None)
    assert order.ask(11 + 1) == ("even", "even")
    assert order.ask(3) == ("even", "even")
    with pytest.raises(LookupError):
        order.ask(11)


def test_explain_shows_how_a_figure_was_read(tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path_factory.mktemp("解释") / "某局 2023 年度部门决算.txt"
    path.write_text(TITLE + "2023年度收入总计120.00万元。与上年相比，增加20.00万元，增长25.00%。\n", encoding="utf-8")
    assert main(["explain", f"{path}:2"]) == 0
    out = capsys.readouterr().out
    for words_of in ("增加〔direction.up", "与上年相比 → 增减", "所说的一项", "变动 2023年度收入总计 对上年 +20.00 +25.00%", "CHG001 不成立", "错"):
        assert words_of in out
    assert main(["explain", f"{path}:2:14", "--lang", "en"]) == 0
    assert "claim" in capsys.readouterr().out
    assert main(["explain", f"{path}:1"]) == 0
    assert "没有读到数字" in capsys.readouterr().out
    assert main(["explain", str(path)]) == 2
    capsys.readouterr()
    for number in (3, 0, 9999):
        assert main(["explain", f"{path}:{number}"]) == 2
        said = capsys.readouterr()
        assert said.out == "" and f"没有第 {number} 行，最后一行是第 2 行" in said.err
    assert main(["explain", f"{path}:9999:1", "--lang", "en"]) == 2
    assert "there is no line 9999, the last one is 2" in capsys.readouterr().err


@pytest.mark.parametrize("suffix", [".docx", "附表.xlsx", ".html", ".pdf", ".txt"])
def test_explain_takes_the_places_that_reports_print(suffix: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = str(SAMPLES / f"禾溪市青岚区林业和园林局 2024年度部门决算（有误）{suffix}")
    for lang in LANGUAGES:
        assert main(["check", path, "--format", "concise", "--lang", lang]) == 1
        spots = [told.removeprefix(f"{path}:").partition(": ")[0] for told in capsys.readouterr().out.splitlines() if told.startswith(f"{path}:")]
        assert spots
        for spot in spots:
            assert main(["explain", f"{path}:{spot}", "--lang", lang]) == 0
            assert f"\n    {say(lang, 'explain-check')}  " in capsys.readouterr().out, spot
    assert main(["explain", f"{path}:第9999段第1字"]) == 2
    assert "第9999段第1字 没有数字，也没有问题" in capsys.readouterr().err
