"""A folder of filings: audited anew, audited again with what was kept, and against reading its bytes alone.

    python benchmarks/folder.py [--files N]

The files are sample reports under other names, each with other figures in it, in a directory that is removed at the end.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SAMPLES = Path(__file__).parent.parent / "sample_reports"


def _fill(folder: Path, count: int) -> None:
    texts = [path.read_bytes() for path in sorted(SAMPLES.glob("*.txt"))]
    for number in range(count):
        data = texts[number % len(texts)]
        (folder / f"甲县第{number}局2023年度部门决算.txt").write_bytes(data + f"\n第{number}号\n".encode("ascii", "ignore"))


def _seconds(folder: Path, cache: Path, *words: str) -> float:
    begun = time.perf_counter()
    command = [sys.executable, "-P", "-m", "auditlint", "check", "--isolated", "--format", "concise", *words, str(folder)]
    subprocess.run(command, env={**os.environ, "XDG_CACHE_HOME": str(cache)}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return time.perf_counter() - begun


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--files", type=int, default=100)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as top:
        folder, cache = Path(top) / "filings", Path(top) / "cache"
        folder.mkdir()
        _fill(folder, options.files)
        begun = time.perf_counter()
        size = sum(len(path.read_bytes()) for path in folder.iterdir())
        reading = time.perf_counter() - begun
        one = _seconds(folder, cache, "--no-cache", "--jobs", "1")
        two = _seconds(folder, cache, "--no-cache", "--jobs", "2")
        kept = _seconds(folder, cache)
        again = _seconds(folder, cache)
    print(f"{options.files} files, {size / 1e6:.1f} MB; their bytes alone {reading * 1000:.0f} ms")
    print(f"one process {one:.2f} s, two {two:.2f} s: {one / two:.2f} times as fast")
    print(f"kept for the next run {kept:.2f} s, the next run {again:.2f} s: {one / again:.1f} times as fast as anew in one process")


if __name__ == "__main__":
    main()
