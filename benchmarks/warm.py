"""Time a warm check of a filing against a bare number scan of the same text, in one run.

    python benchmarks/warm.py sample_reports/*.txt
"""

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import regex

from auditlint.desk.run import check_text
from auditlint.readers import read

_NUMBER = regex.compile(r"-?\d[\d,]*(?:\.\d+)?%?")


def _milliseconds(work: Callable[[], object], rounds: int) -> float:
    work()
    times = []
    for _ in range(rounds):
        begun = time.perf_counter()
        work()
        times.append(time.perf_counter() - begun)
    return statistics.median(times) * 1000


def main() -> None:
    for name in sys.argv[1:]:
        text = read(Path(name).read_bytes(), name).text
        scan = _milliseconds(lambda text=text: [m.group() for m in _NUMBER.finditer(text)], 200)  # type: ignore[misc]
        once = _milliseconds(lambda text=text: check_text(text), 40)  # type: ignore[misc]
        twice = _milliseconds(lambda text=text: check_text(text + "\n" + text), 20)  # type: ignore[misc]
        print(f"{name}: scan {scan:.2f} ms, check {once:.2f} ms = {once / scan:.0f} scans; text twice {twice / once:.2f} times")


if __name__ == "__main__":
    main()
