"""Audit files made by chance until the time is up, and say of each that breaks a law how it is made again.

    python benchmarks/fuzz.py --seconds 600 --seed 1 [--only txt,docx] [--keep FOLDER]
    python benchmarks/fuzz.py --seed 1 --case 4711          (that one again)

A case is made from its seed and its number alone.  Each line of the output is a fault; the last ones count cases and faults.
"""

import argparse
import sys
import time
from collections import Counter
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
from fuzz_laws import differences, faults, unsaid
from fuzzing import MAKERS, Case, file_case, prose, text_case

KINDS = ("txt", *MAKERS)
#: Seconds on the wall that no file of these sizes may take on a machine that has other work.
WALL = 30


def made(seed: int, number: int, kinds: tuple[str, ...]) -> Case:
    """The file of a number."""
    random = Random(f"{seed} {number}")
    kind = random.choices(kinds, [3 if each == "txt" else 1 for each in kinds])[0]
    return text_case(random) if kind == "txt" else file_case(random, kind)


def wrong_with(case: Case, seed: int, number: int) -> list[str]:
    """What is wrong with a case; of some numbers, also with a file that was spoilt, and with one text in several formats."""
    start = time.monotonic()
    try:
        found = list(faults(case, number % 4 == 0))
        if number % 8 == 4:
            random = Random(f"{seed} {number} spoilt")
            found += unsaid(random.choice(sorted(MAKERS)), random)
        if number % 8 == 0:
            found += differences(prose(Random(f"{seed} {number} prose")))
    except Exception as error:
        trace = error.__traceback__
        while trace is not None and trace.tb_next is not None:
            trace = trace.tb_next
        where = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace is not None else ""
        found = [f"{type(error).__name__}: {error} ({where})"]
    if time.monotonic() - start > WALL:
        found.append(f"{time.monotonic() - start:.0f} s")
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--case", type=int, help="only this number")
    parser.add_argument("--only", default=",".join(KINDS), metavar="KINDS")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="write the files at fault here")
    options = parser.parse_args()
    kinds = tuple(options.only.split(","))
    begun, seen, wrong = time.monotonic(), Counter[str](), 0
    number = options.case or 0
    while time.monotonic() - begun < options.seconds:
        case = made(options.seed, number, kinds)
        found = wrong_with(case, options.seed, number)
        seen[case.name] += 1
        wrong += bool(found)
        for fault in dict.fromkeys(found):
            print(f"seed {options.seed} case {number} {case.name} ({case.made}, {len(case.data)} bytes): {fault[:300]}", flush=True)
        if found and options.keep:
            options.keep.mkdir(parents=True, exist_ok=True)
            (options.keep / f"{options.seed}-{number}{Path(case.name).suffix}").write_bytes(case.data)
        if options.case is not None:
            break
        number += 1
        if number % 1000 == 0:
            print(f"seed {options.seed}: {number} cases, {wrong} at fault, {time.monotonic() - begun:.0f} s", flush=True)
    print(f"seed {options.seed}: {number} cases, {wrong} at fault, {time.monotonic() - begun:.0f} s; {dict(seen)}", flush=True)
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
