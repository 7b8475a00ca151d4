"""What is kept between runs is data, is found by its source, and is no more than a saving of time."""

import json
import os
import pickle
import runpy
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import regex

import auditlint
import auditlint_rules
from auditlint import sealing, startup
from auditlint.language import shapes
from auditlint.readers import pdf_lines

SOURCES = [(r"(?P<year>20\d\d)年(度)?", 0), (r"[甲乙]++丙|(?<!\d)丁", regex.IGNORECASE), (r"^第一部分", regex.MULTILINE)]


@pytest.fixture
def fresh(tmp_path, monkeypatch):
    """A start in which nothing was compiled yet; calling it makes another one."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.delenv("AUDITLINT_NO_CACHE", raising=False)
    monkeypatch.setattr(startup, "_compiled", lambda: None)

    def start():
        monkeypatch.setattr(startup, "_patterns", {})
        monkeypatch.setattr(startup, "_tables", {})
        monkeypatch.setattr(startup, "_new", False)
        startup._kept.cache_clear()
        startup._place.cache_clear()

    start()
    yield start
    startup._kept.cache_clear()
    startup._place.cache_clear()


def fail(*_):
    raise AssertionError("made anew")


def test_what_is_kept_does_the_same(fresh, monkeypatch, tmp_path):
    made = [startup.pattern(*each) for each in SOURCES]
    assert startup.kept("甲 = 1", lambda text: {"甲": [1, "x"]}) == {"甲": [1, "x"]}
    startup.save()
    (path,) = (tmp_path / "auditlint").iterdir()
    assert path.stat().st_mode & 0o777 == 0o600
    json.loads(sealing.unsealed(str(path)))
    fresh()
    monkeypatch.setattr(regex, "compile", fail)
    text = "2023年度，2024年；甲乙丙丁\n第一部分"
    for each, before in zip(SOURCES, made, strict=True):
        after = startup.pattern(*each)
        assert [match.span() for match in after.finditer(text)] == [match.span() for match in before.finditer(text)]
        assert after.groupindex == before.groupindex
        assert (after.pattern, after.flags) == (before.pattern, before.flags)
    assert startup.kept("甲 = 1", fail) == {"甲": [1, "x"]}
    startup.save()  # nothing is new
    assert list((tmp_path / "auditlint").iterdir()) == [path]


@pytest.mark.parametrize("spoil", ["garbage", "pickle", "cut", "a bit", "of another version", "writable by others", "a pipe"])
def test_what_is_wrong_with_it_does_not_matter(fresh, tmp_path, spoil):
    startup.pattern(*SOURCES[0])
    startup.save()
    (path,) = (tmp_path / "auditlint").iterdir()
    data = path.read_bytes()
    mark = tmp_path / "ran"
    poison = pickle.dumps((os.system, f"touch {mark}")).replace(b"\x86", b"R")
    middle = len(data) // 2
    other = sealing.sealed(sealing.unsealed(str(path)).replace(startup._MARK.encode(), b"0"))
    flipped = data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]
    made = {"garbage": b"\x00{", "pickle": poison, "cut": data[:-9], "a bit": flipped, "of another version": other}
    path.write_bytes(made.get(spoil, data))
    if spoil == "a pipe":
        path.unlink()
        os.mkfifo(path)
    if spoil == "writable by others":
        path.chmod(0o666)
    fresh()
    assert startup._kept() == {}
    assert startup.pattern(*SOURCES[0]).search("2023年")
    assert not mark.exists()


def test_it_can_be_turned_off(fresh, monkeypatch, tmp_path):
    monkeypatch.setenv("AUDITLINT_NO_CACHE", "1")
    startup._place.cache_clear()
    startup.pattern(*SOURCES[0])
    startup.save()
    assert list(tmp_path.iterdir()) == []


def test_patterns_of_what_cannot_be_imported_are_shipped(fresh):
    startup._compile_written("auditlint.readers.pdf_lines")
    assert set(startup._patterns) == {(each.pattern, 0) for each in (pdf_lines._WHOLE, pdf_lines._NUMBER)}


_BUILD = """
import sys, types
from pathlib import Path
import auditlint
from auditlint import startup
other = types.ModuleType("auditlint.compiled")
texts = [path.read_text(encoding="utf-8") for path in Path(auditlint.__file__).parent.rglob("*.toml")]
tables = {startup.digest(text.encode()).hexdigest(): {} for text in texts}
other.MARK, other.PATTERNS, other.TABLES = startup._MARK, {}, {next(iter(tables)): {"wrong": []}}
sys.modules["auditlint.compiled"] = other
startup.ship(sys.argv[1])
"""


def test_what_is_shipped_is_all_that_a_first_start_compiles(tmp_path):
    """Also where another copy, installed for development, has been built before."""
    path = tmp_path / "compiled.py"
    subprocess.run([sys.executable, "-c", _BUILD, str(path)], check=True, env={**os.environ, "AUDITLINT_NO_CACHE": "1"})
    shipped = runpy.run_path(str(path))
    assert shipped["MARK"] == startup._MARK
    assert len(shipped["PATTERNS"]) > 100
    assert {(shape.source, 0) for known in shapes().values() for shape in known} <= set(shipped["PATTERNS"])
    for (source, flags), steps in list(shipped["PATTERNS"].items())[::20]:
        assert steps[0] == source
        assert startup._core.compile(*steps).flags == regex.compile(source, flags).flags
    for file in [*Path(auditlint.__file__).parent.rglob("*.toml"), *Path(auditlint_rules.__file__).parent.rglob("*.toml")]:
        text = file.read_text(encoding="utf-8")
        kept, read = shipped["TABLES"][startup.digest(text.encode()).hexdigest()], tomllib.loads(text)
        assert kept in (read, *read.values()), file.name
