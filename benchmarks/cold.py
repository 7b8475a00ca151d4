"""Cold starts against the floor of one: ``python -c "import click, regex"`` in the same environment, in turns, in processor time.

    python benchmarks/cold.py [FILE] [--python INTERPRETER] [--rounds N]

Without a file a sample report is audited.  The interpreter is that of the environment to measure: this one, or one that a wheel
was installed in; the command beside it is run.  A file is audited anew and answered from what is kept of it.  The first run of all, which finds no cache, is
told apart, against the second.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

SAMPLES = Path(__file__).parent.parent / "sample_reports"
TWO_LINES = "2023年度收入总计 10.00 万元，其中：本年收入 6.00 万元，年初结转和结余 4.00 万元。\n本年支出 6.00 万元。\n"


def _seconds(words: list[str], cache: str) -> float:
    environment = {**os.environ, "XDG_CACHE_HOME": cache}
    for name in ("AUDITLINT_NO_CACHE", "PYTHONDONTWRITEBYTECODE"):  # what another developer or container may not have
        environment.pop(name, None)
    # Beside the caches there is nothing: -c looks for modules in the current directory first, and a full one takes long.
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment, cwd=os.path.dirname(cache))
    _, _, usage = os.wait4(process.pid, 0)
    process.returncode = 0
    return usage.ru_utime + usage.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("file", nargs="?", default=str(sorted(SAMPLES.glob("*.txt"))[0]))
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--rounds", type=int, default=15)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        short = Path(folder) / "two.txt"
        short.write_text(TWO_LINES, encoding="utf-8")
        python = os.path.abspath(options.python)
        run = [python, str(Path(python).with_name("auditlint"))]
        check = [*run, "check", "--isolated"]
        file = os.path.abspath(options.file)
        anew = [*check, "--no-cache", file]
        name = Path(options.file).name
        kinds = {
            "import click, regex (the floor)": [python, "-c", "import click, regex"],
            "auditlint --version": [*run, "--version"],
            "check of two lines": [*check, "--no-cache", str(short)],
            "check of two lines, kept": [*check, str(short)],
            f"check of {name}": anew,
            f"check of {name}, kept": [*check, file],
        }
        first = [_seconds(anew, f"{folder}/cache{turn}") for turn in range(5)]
        again = [_seconds(anew, f"{folder}/cache{turn}") for turn in range(5)]
        for words in kinds.values():
            _seconds(words, f"{folder}/cache0")
        rounds = [{kind: _seconds(words, f"{folder}/cache0") for kind, words in kinds.items()} for _ in range(options.rounds)]
    floor = next(iter(kinds))
    for kind in kinds:
        ratio = statistics.median(each[kind] / each[floor] for each in rounds)
        least = min(each[kind] for each in rounds) / min(each[floor] for each in rounds)
        print(f"{kind}: {min(each[kind] for each in rounds) * 1000:.0f} ms, {ratio:.2f} floors (median of pairs), {least:.2f} (of the least)")
    print(f"first run without a cache: {statistics.median(a / b for a, b in zip(first, again, strict=True)):.2f} of the second")


if __name__ == "__main__":
    main()
