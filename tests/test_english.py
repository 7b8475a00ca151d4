"""What is said with --lang en: English, and Chinese only where the filing, a name of the field or a rule's subject is quoted."""

import ast
import json
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import click
import pytest

from auditlint.__main__ import main
from auditlint.cli import cli
from auditlint.desk.packs import load
from auditlint.desk.settings import Settings
from auditlint.field import CONCEPTS
from auditlint.model import Phrase, phrase
from auditlint.readers.encoding import decode
from auditlint.wording import BOOKS, worded

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "sample_reports"
HAN = re.compile(r"[一-鿿]")
RULES = list(load(Settings()))
#: Words of the model for figures: roles, funds, units, kinds.
NAMES = {
    "决算", "年初预算", "全年预算", "调整预算", "预算", "上年", "基数", "增减额", "同比", "较预算", "占比", "差异率", "完成率", "标准", "约数", "外币", "百分点",
    "指标值", "完成值", "分值", "得分", "全年执行", "总额", "年度", "实施期", "总分", "执行率", "绩效自评", "全部", "财政拨款", "一般公共", "政府性基金",
    "国有资本", "性质", "上年数", "较预算增减率", "收入", "支出", "金额", "合计", "部门决算", "单位",
}  # fmt: skip

#: What rules quote to say what they go by.
QUOTED = [rule.told("source", "en") for rule in RULES]


PHRASES = {key: pair for book in BOOKS for key, pair in import_module(f"auditlint.wording.{book}").PHRASES.items()}


@pytest.mark.parametrize("key", sorted(PHRASES))
def test_every_sentence_is_there_in_both_languages(key: str) -> None:
    chinese, english = PHRASES[key]
    fields = [set(re.findall(r"{(\w+)}", text)) - {"s", "ies"} for text in (chinese, english)]
    assert fields[0] == fields[1] or key == "own"
    assert chinese and english and (not HAN.search(english) or key == "serve-language")  # it offers the other language


def test_every_sentence_is_said_somewhere_and_none_is_lacking() -> None:
    sources = [path.read_text(encoding="utf-8") for folder in ("auditlint", "rules") for path in (ROOT / folder).rglob("*.py") if path.parent.name != "wording"]
    used = {key for text in sources for key in re.findall(r'"([\w-]+)"', text)}
    made = {book for book in BOOKS if book in ("relations", "proofs", "readings", "readers")}
    ours = {key for book in made for key in import_module(f"auditlint.wording.{book}").PHRASES}
    assert sorted(ours - used - {"own"}) == []
    named = {key for text in sources for key in re.findall(r'(?<!\w)phrase\("([\w-]+)"', text)}
    assert sorted(named - set(PHRASES)) == []


def test_every_sentence_is_given_what_it_tells() -> None:
    trees = [ast.parse(path.read_text(encoding="utf-8")) for folder in ("auditlint", "rules") for path in (ROOT / folder).rglob("*.py")]
    calls = [each for tree in trees for each in ast.walk(tree) if isinstance(each, ast.Call) and isinstance(each.func, ast.Name) and each.func.id == "phrase"]
    told = [(each.args[0], {word.arg for word in each.keywords}) for each in calls if each.args and None not in {word.arg for word in each.keywords}]
    given = [(key.value, names) for key, names in told if isinstance(key, ast.Constant) and key.value in PHRASES]
    assert len(given) > 100
    assert [(key, names) for key, names in given if set(re.findall(r"{(\w+)}", PHRASES[key][0])) - {"s", "ies"} != names] == []


def test_a_phrase_within_a_phrase_and_a_list() -> None:
    inner = phrase("lacks-part", part="x.xml")
    assert worded(phrase("office-damaged", kind="Word", why=inner), "en").startswith("the Word file is damaged or incomplete (x.xml is missing)")
    assert worded(phrase("not-printed", what=("甲", "乙"))) == "没有印出甲、乙"
    assert worded(phrase("not-printed", what=("甲", "乙")), "en") == "not printed: 甲, 乙"
    assert worded(None, "en") == ""
    assert phrase("list-open") == Phrase("list-open") and hash(phrase("list-open")) == hash(Phrase("list-open"))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_explains_itself_in_english(rule) -> None:
    for part in ("title", "message", "why", "formula", "source"):
        english, chinese = rule.told(part, "en"), rule.told(part, "zh")
        # The formula of an identity is made of names of the field.
        if part == "formula" and rule.code.startswith("REF1"):
            continue
        assert english and (english != chinese or not HAN.search(chinese)), part
        assert part == "source" or len(HAN.findall(english)) * 2 < len(english), part


def chinese_sentences(out: str, path: Path) -> list[str]:
    """Runs of Chinese that neither the filing nor the names of the field are made of: a label may be put together of two words."""
    data = path.read_bytes()
    text = "".join(decode(data)[0].split())
    known = "|".join((text, re.sub("[“”]", "", text), path.stem, *NAMES, *CONCEPTS, *QUOTED))
    found = []
    for run in re.findall(r"[一-鿿]+", out):
        pieces = ((run[:at], run[at:]) for at in range(2, len(run) - 1))
        if run not in known and not any(first in known and second in known for first, second in pieces):
            found.append(run)
    return found


@pytest.mark.parametrize("form", ["text", "json", "html", "markdown", "sarif", "concise", "csv", "github"])
@pytest.mark.parametrize("name", sorted(path.stem for path in FOLDER.glob("*（有误）.txt")))
def test_a_report_quotes_the_filing_and_says_nothing_in_chinese(name: str, form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = FOLDER / f"{name}.txt"
    out = tmp_path / "out"
    main(["check", "--isolated", "--no-cache", "--lang", "en", "--show-notes", "--format", form, str(path), "-o", str(out)])
    text = out.read_text(encoding="utf-8")
    if form == "sarif":
        run = json.loads(text)["runs"][0]
        text = json.dumps([run["results"], run["invocations"]], ensure_ascii=False)
    if form == "html":
        text = re.sub(r"<style.*?</style>|<script.*?</script>", "", text, flags=re.S)
    assert chinese_sentences(text + capsys.readouterr().err, path) == []


@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize("name", sorted(path.stem for path in FOLDER.glob("*.txt")))
def test_figures_give_their_reasons_in_english(name: str, form: str, tmp_path: Path) -> None:
    path, out = FOLDER / f"{name}.txt", tmp_path / "out"
    main(["figures", "--lang", "en", "--format", form, str(path), "-o", str(out)])
    said = out.read_text(encoding="utf-8")
    if form == "json":
        content = json.loads(said)
        reasons = [each["reason"] for part in ("figures", "unchecked", "claims") for each in content[part] if each["reason"]]
        assert reasons
        said = "\n".join(reasons)
    assert chinese_sentences(said, path) == []


@pytest.mark.parametrize(
    "arguments",
    [["check", "--nosuch"], ["check", "--format", "nosuch", "a.txt"], ["check"], ["figures"], ["rule", "XXX999"], ["nosuch"],
     ["check", "--select", "XXX", "a.txt"], ["check", "--config", "none.toml", "a.txt"]],
)  # fmt: skip
def test_errors_of_usage(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    main([*arguments, "--lang", "en"])
    said = capsys.readouterr()
    assert said.err and not HAN.search(said.err + said.out)


def commands(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield path
    for name in command.list_commands(None) if isinstance(command, click.Group) else ():
        found = command.get_command(None, name)
        assert found is not None
        yield from commands(found, (*path, name))


@pytest.mark.parametrize("path", list(commands(cli)), ids="-".join)
def test_help_is_in_the_language_that_was_asked_for(path: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*path, "--help", "--lang", "en"]) == 0
    english = capsys.readouterr().out
    assert english.startswith("Usage: auditlint") and not HAN.search(english)
    assert main([*path, "--help"]) == 0
    assert capsys.readouterr().out.startswith("用法：auditlint")
