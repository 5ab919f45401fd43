#!/usr/bin/env python3
"""table.py THREADBOX [--all] [--check FILE]: explores the programs of tests/explore/programs and prints the acceptance table.

With --check, the table is compared with the one between the two markers in FILE (docs/explore.md). Without --all, programs of more than 2,000
schedules are left out of the comparison; lastzero(15) takes some 20 seconds. --write FILE replaces the table there.
"""

import argparse
import concurrent.futures
import json
import os
import pathlib
import re
import subprocess
import sys

PROGRAMS = pathlib.Path(__file__).parent / "programs"
BEGIN, END = "<!-- tests/explore/table.py writes this -->\n", "<!-- until here -->\n"
MOST_SCHEDULES = 2000


def natural(path):
    return [int(part) if part.isdigit() else part for part in re.split(r"(\d+)", path.stem)]


def expected_schedules(path):
    return int(re.search(r"schedules (\d+)", path.read_text()).group(1))


def row(threadbox, path):
    found = subprocess.run([threadbox, "explore", "--json", "--budget", "900", path], capture_output=True, text=True, timeout=1000, check=False)
    if found.returncode > 2:
        sys.exit(found.stderr)
    result = json.loads(found.stdout)
    if not result["complete"]:
        sys.exit(f"{path.name}: the walk is not complete")
    # Once a walk has found 100 schedules, it makes as many runs at random.
    runs = result["executions"] - (100 if result["schedules"] > 100 else 0)
    outcomes = ", ".join(sorted({outcome["kind"] for outcome in result["outcomes"]}))
    fewest = min((outcome["preemptions"] for outcome in result["outcomes"] if outcome["fails"]), default="")
    return f"| {path.stem} | {result['schedules']:,} | {runs:,} | {result['failing'] or ''} | {fewest} | {outcomes} |\n"


def table(threadbox, paths):
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        rows = pool.map(lambda path: row(threadbox, path), paths)
        return "| program | schedules | runs | failing | fewest preemptions | outcomes |\n| --- | ---: | ---: | ---: | ---: | --- |\n" + "".join(rows)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("threadbox")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--check", type=pathlib.Path)
    parser.add_argument("--write", type=pathlib.Path)
    options = parser.parse_args()
    paths = sorted(PROGRAMS.glob("*.py"), key=natural)
    left_out = {path.stem for path in paths if options.check and not options.all and expected_schedules(path) > MOST_SCHEDULES}
    made = table(options.threadbox, [path for path in paths if path.stem not in left_out])
    if not options.check and not options.write:
        print(made, end="")
        return
    file = options.check or options.write
    before, _, rest = file.read_text().partition(BEGIN)
    written, _, after = rest.partition(END)
    if options.write:
        file.write_text(before + BEGIN + made + END + after)
        return
    compared = [line for line in written.splitlines() if line.split("|")[1].strip() not in left_out]
    wrong = [f"- {line}" for line in compared if line not in made.splitlines()]
    wrong += [f"+ {line}" for line in made.splitlines() if line not in compared]
    print(*wrong, sep="\n")
    rows = len(paths) - len(left_out)
    print(f"test cases: {rows} | {max(rows - len(wrong), 0)} passed | {len(wrong)} failed | 0 skipped")
    sys.exit(1 if wrong else 0)


main()
