"""The recipes of CONTRIBUTING.md: every entry, added to a copy of the project exactly as it stands there, does what the recipe says."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(?:toml|python|diff)\n# (append to|new file|in) (\S+)\n(.*?)```", PAGE, re.DOTALL)
TEXT = "甲县民政局2023年度部门决算\n"
RUN = "from auditlint.__main__ import main; raise SystemExit(main())"


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project with all entries added."""
    top = tmp_path_factory.mktemp("recipes")
    skip = shutil.ignore_patterns("__pycache__", "compiled.py")
    for name in ("auditlint", "rules", "docs", "tests"):
        shutil.copytree(ROOT / name, top / name, ignore=skip)
    shutil.copy(ROOT / "README.md", top)
    for how, name, text in BLOCKS:
        add(top / name, how, text)
    shutil.copytree(top / "rules", top / "auditlint_rules")
    return top


def add(path: Path, how: str, text: str) -> None:
    """What a block says is to be done to a file."""
    was = path.read_text(encoding="utf-8") if path.exists() else ""
    assert (was == "") == (how == "new file"), path
    if how == "in":
        old, new = ("\n".join(line[1:] for line in text.splitlines() if line[:1] == sign) for sign in "-+")
        assert was.count(old) == 1, f"{path.name} holds {was.count(old)} times: {old}"
        text, was = was.replace(old, new), ""
    path.write_text(was + text, encoding="utf-8")


def given(top: Path, *words: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONPATH": str(top), "PYTHONUTF8": "1", "AUDITLINT_NO_CACHE": "1"}
    return subprocess.run([sys.executable, *words], cwd=top, env=env, capture_output=True, encoding="utf-8", check=False)


def read(top: Path, text: str) -> dict[str, Any]:
    (top / "a.txt").write_text(TEXT + text, encoding="utf-8")
    done = given(top, "-c", RUN, "figures", "a.txt", "--isolated", "--format", "json")
    assert done.returncode in (0, 3), done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def broken(told: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [(each["rule"], each["actual"], each["expected"]) for each in told["checks"] if each["verdict"] == "broken"]


def test_there_are_ten_recipes_and_each_has_an_entry() -> None:
    sections = re.split(r"^## (\d+)\. ", PAGE, flags=re.MULTILINE)
    assert [int(number) for number in sections[1::2]] == list(range(1, 11))
    assert all("```" in section and "Proof" in section for section in sections[2::2])
    assert len(BLOCKS) == PAGE.count("\n# append to ") + PAGE.count("\n# new file ") + PAGE.count("\n# in ") > 14


def test_every_file_of_a_recipe_is_there() -> None:
    for name in re.findall(r"`((?:tests|docs|auditlint|rules)/[\w/.*-]+)`", PAGE):
        assert list(ROOT.glob(name)), name


def test_examples_of_shapes_and_rules_hold(changed: Path) -> None:
    added = given(changed, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/test_language.py", "tests/test_rules.py", "-k", "完成度 or LIM001 or REF199 or name or points or unique")
    assert added.returncode == 0, added.stdout
    count = re.search(r"(\d+) passed", added.stdout)
    assert count is None or int(count[1]) > 8


def test_a_phrasing_and_a_word(changed: Path) -> None:
    assert broken(read(changed, "公务接待费年初预算4.00万元，支出决算3.00万元，支出完成度70.00%。\n")) == [("BUD002", "70.00", "75.00")]
    assert broken(read(changed, "公务接待费支出3.00万元（上年4.00万元），较上年走低20.00%。\n")) == [("CHG001", "20.00", "25.00")]


def test_a_concept_and_a_family(changed: Path) -> None:
    told = read(changed, "三、支出决算情况说明\n困难群众救助资金10.00万元，其中：低保补助6.00万元，临时救助3.00万元。\n")
    assert [each["concept"] for each in told["figures"]][-3:] == ["困难群众救助", "低保补助", "临时救助"]
    assert broken(told) == [("SUM001", "10.00", "9.00")]


def test_a_form(changed: Path) -> None:
    table = "困难群众救助资金表\n单位：万元\n科目编码\t科目名称\t合计\t低保补助\t临时救助\n\t合计\t9.00\t6.00\t3.00\n208\t甲\t8.00\t5.50\t2.50\n210\t乙\t1.00\t0.50\t0.50\n"
    held = {(each["rule"], each["actual"], each["verdict"]) for each in read(changed, f"{table}三、支出决算情况说明\n困难群众救助9.00万元，低保补助6.00万元。\n")["checks"]}
    assert {("TAB009", "9.00", "holds"), ("TAB009", "6.00", "holds")} <= held


def test_a_format_a_command_and_a_fund(changed: Path) -> None:
    told = read(changed, "地方债券预算财政拨款支出决算情况说明\n地方债券支出7.00万元。\n")
    assert [(each["concept"], each["scope"]) for each in told["figures"] if each["text"] == "7.00"] == [("本年支出", "地方债券")]
    (changed / "a.txt").write_text(TEXT + "公务接待费支出3.00万元，比上年减少1.00万元，下降24.00%。\n", encoding="utf-8")
    assert given(changed, "-c", RUN, "check", "--isolated", "--format", "tsv", "a.txt").stdout.split("\t")[1:3] == ["CHG001", "error"]
    assert "地方债券" in given(changed, "-c", RUN, "funds").stdout.splitlines()
    assert "List the fund scopes." in given(changed, "-c", RUN, "funds", "--help", "--lang", "en").stdout
    assert "receptions are no more than running costs" in given(changed, "-c", RUN, "rule", "LIM001", "--isolated", "--lang", "en").stdout
