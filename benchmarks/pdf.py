"""Time reading and auditing a PDF against what pdfplumber needs to extract its tables, in one run.

    python benchmarks/pdf.py [决算.pdf ...]

Without a file the PDF among the sample reports is read.
"""

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pdfplumber

import auditlint
from auditlint.readers import read

SAMPLES = Path(__file__).parent.parent / "sample_reports"


def _seconds(work: Callable[[], object], rounds: int) -> float:
    times = []
    for _ in range(rounds):
        begun = time.perf_counter()
        work()
        times.append(time.perf_counter() - begun)
    return statistics.median(times)


def _tables(name: str) -> int:
    with pdfplumber.open(name) as document:
        return sum(len(page.extract_tables()) for page in document.pages)


def main() -> None:
    for name in sys.argv[1:] or [str(sorted(SAMPLES.glob("*.pdf"))[0])]:
        data = Path(name).read_bytes()
        auditlint.check_path(name)
        # In turns, so that what else the machine does falls on both.
        rounds = [
            (_seconds(lambda name=name: _tables(name), 1), _seconds(lambda name=name: auditlint.check_path(name), 3))  # type: ignore[misc]
            for _ in range(5)
        ]
        theirs, ours = statistics.median(a for a, _ in rounds), statistics.median(b for _, b in rounds)
        reading = _seconds(lambda name=name, data=data: read(data, name), 5)  # type: ignore[misc]
        print(
            f"{name}: pdfplumber {theirs * 1000:.0f} ms, reading and auditing {ours * 1000:.0f} ms "
            f"(reading {reading * 1000:.0f} ms): 1/{theirs / ours:.1f}"
        )


if __name__ == "__main__":
    main()
