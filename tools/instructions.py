#!/usr/bin/env python3
"""Count the instructions that onrecord takes, and hold them against those of a baseline.

  instructions.py [--program PATH] [--growth PATH] [--update] [--only WORD] [--list]

Runs the release program, built with its symbols (CARGO_PROFILE_RELEASE_STRIP=none), under valgrind's callgrind, one thread, over: nothing
but a start; one article; the articles of fixtures/ and tests/data/corpus; and texts of one kind at two lengths, made by the bench
`growth`. Counts do not depend on how busy a machine is. They do depend on the compiler and a little on the processor, so the baseline names
the compiler, and where another is used only the growth is judged.

Fails (1) where a count is more than 5% above benches/instructions.tsv, naming the functions that grew most, or where a text four times as
long takes more than 4 ** 1.15 times the instructions. --update writes the baseline anew. 2: something could not be run.
"""
import argparse
import math
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BASELINE = ROOT / "benches" / "instructions.tsv"
# Kinds of the bench `growth`, with their layout: each goes another way through the program.
KINDS = [
    ("said-same", "line"),
    ("said-distinct-names", "line"),
    ("said-near-same", "paragraphs"),
    ("unclosed", "line"),
    ("names-one-surname", "line"),
    ("digits", "line"),
    ("troops-few", "paragraphs"),
    ("percent-change", "paragraphs"),
    ("money-calculated", "line"),
    ("dates-weekday", "line"),
    ("turns", "paragraphs"),
    ("words-endless", "line"),
]
SIZES = (20_000, 80_000)
OVER, EXPONENT = 1.05, 1.15
# Functions of a case that the baseline keeps: the most costly.
KEPT = 12

parser = argparse.ArgumentParser()
parser.add_argument("--program", type=Path, default=ROOT / "target/release/onrecord")
parser.add_argument("--growth", type=Path, help="the bench `growth`; built where it is not given")
parser.add_argument("--update", action="store_true")
parser.add_argument("--only", default="", help="cases whose name holds this word")
parser.add_argument("--list", action="store_true", help="show every count")
options = parser.parse_args()


def stop(why):
    print(f"instructions.py: {why}", file=sys.stderr)
    sys.exit(2)


def growth():
    """The bench that makes texts."""
    if options.growth:
        return options.growth
    command = ["cargo", "bench", "--locked", "-p", "onrecord-bench", "--profile", "dev", "--bench", "growth", "--no-run"]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    made = re.search(r"Executable .*\((.+)\)", told.stderr)
    return ROOT / made.group(1) if made else stop(told.stderr.strip()[-400:])


def count(arguments, folder):
    """Instructions of a run: all, and by function."""
    out = Path(folder) / "callgrind.out"
    command = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={out}", str(options.program), *arguments]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env={"PATH": os.environ["PATH"]})
    if run.returncode not in (0, 1) or not out.exists():
        stop(f"{' '.join(command)}: {run.stderr.strip()[-400:]}")
    shown = subprocess.run(["callgrind_annotate", "--auto=no", "--threshold=99", str(out)], capture_output=True, text=True).stdout
    functions = {}
    for line in shown.splitlines():
        found = re.match(r"\s*([\d,]+) \([^)]*\)\s+(?:\S*?):(.+?)(?: \[.*\])?$", line)
        if found and "PROGRAM TOTALS" not in line:
            name = re.sub(r"'\d+$", "", found.group(2)).strip()
            functions[name] = functions.get(name, 0) + int(found.group(1).replace(",", ""))
    total = int(re.search(r"([\d,]+) \([^)]*\)\s+PROGRAM TOTALS", shown).group(1).replace(",", ""))
    return total, functions


def cases(folder):
    yield "start", ["rules", "list"]
    check = ["check", "--quiet", "--threads", "1", "--format", "json"]
    yield "article", [*check, "fixtures/border-talks.txt"]
    yield "articles", [*check, "fixtures", "tests/data/corpus"]
    bench = growth()
    for kind, layout in KINDS:
        for size in SIZES:
            path = Path(folder) / f"{kind}-{size}.txt"
            with path.open("w") as file:
                subprocess.run([str(bench), "text", kind, layout, str(size)], stdout=file, check=True)
            yield f"{kind} {size}", [*check, str(path)]


def read_baseline():
    compiler, totals, functions = "", {}, {}
    if not BASELINE.exists():
        return compiler, totals, functions
    for line in BASELINE.read_text().splitlines():
        if line.startswith("# compiled by "):
            compiler = line.removeprefix("# compiled by ")
        elif not line.startswith("#"):
            case, what, instructions = line.split("\t")
            if what == "all":
                totals[case] = int(instructions)
            else:
                functions.setdefault(case, {})[what] = int(instructions)
    return compiler, totals, functions


def grown(now, before):
    """The functions that grew most, as words."""
    rises = sorted(((now[f] - before.get(f, 0), f) for f in now), reverse=True)
    return "; ".join(f"{name} +{rise:,}" for rise, name in rises[:3] if rise > 0)


def main():
    if not shutil.which("valgrind"):
        stop("valgrind is not installed (Debian: apt-get install valgrind)")
    if not options.program.exists():
        stop(f"{options.program} is not there: CARGO_PROFILE_RELEASE_STRIP=none cargo build --release")
    compiler = subprocess.run(["rustc", "--version"], capture_output=True, text=True).stdout.strip()
    known, totals, functions = read_baseline()
    same = known == compiler
    if not same and not options.update:
        print(f"the baseline is of {known or 'no compiler'}, this is {compiler}: only the growth is judged")
    found, failed = {}, []
    with tempfile.TemporaryDirectory() as folder:
        for case, arguments in cases(folder):
            if options.only not in case:
                continue
            total, by_function = count(arguments, folder)
            found[case] = (total, by_function)
            before = totals.get(case)
            ratio = total / before if before else None
            if options.list:
                print(f"{case:<32} {total:>14,}" + (f"  {ratio:.3f}" if ratio else ""))
            if same and ratio and ratio > OVER and not options.update:
                failed.append(f"{case}: {total:,} instructions, {before:,} in the baseline ({ratio:.2f}); "
                              f"grew most: {grown(by_function, functions.get(case, {}))}")
            if same and not before and not options.update:
                failed.append(f"{case}: not in the baseline; add it with --update")
    start = found.get("start", (0, {}))[0]
    for kind, _ in KINDS:
        pair = [found.get(f"{kind} {size}") for size in SIZES]
        if all(pair):
            short, long = (total - start for total, _ in pair)
            exponent = math.log(long / short) / math.log(SIZES[1] / SIZES[0])
            if options.list:
                print(f"{kind:<32} {exponent:>14.2f} exponent")
            if exponent > EXPONENT:
                four = {name: 4 * n for name, n in pair[0][1].items()}
                failed.append(f"{kind}: exponent {exponent:.2f}, {EXPONENT} allowed; "
                              f"more than linear: {grown(pair[1][1], four)}")
    if options.update:
        lines = ["# Instructions by case: all, and those of the most costly functions. Written by tools/instructions.py --update.",
                 f"# compiled by {compiler}"]
        for case, (total, by_function) in found.items():
            lines.append(f"{case}\tall\t{total}")
            most = sorted(by_function.items(), key=lambda item: (-item[1], item[0]))[:KEPT]
            lines += [f"{case}\t{name}\t{n}" for name, n in most]
        BASELINE.write_text("\n".join(lines) + "\n")
    for line in failed:
        print(line)
    print(f"{len(found)} runs counted, {len(failed)} too costly")
    sys.exit(1 if failed else 0)


main()
