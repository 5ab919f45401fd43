#!/usr/bin/env python3
"""random_programs.py THREADBOX [--first SEED] [--programs N] [--runs N]: explores small random programs.

What a program does under random schedules must be among the outcomes that the explorer knows, and the schedule of each outcome must lead to
it. Programs with so many schedules that the explorer does not come to an end are left out, and counted.
"""

import argparse
import json
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "oracle"))

from generate_threads import RacyWriter


def threadbox(path, *words, text):
    return subprocess.run([path, *words, "-"], input=text, capture_output=True, text=True, timeout=600, check=False)


def explored(path, text, *words):
    found = threadbox(path, "explore", "--json", *words, text=text)
    if found.returncode > 2:
        sys.exit(f"{found.stderr}\n{text}")
    return json.loads(found.stdout)


def identity(outcome):
    exceptions = tuple((each["thread"], each["text"]) for each in outcome["exceptions"])
    return outcome["kind"], outcome["exit_code"], outcome["output"], exceptions


def check(path, seed, runs, budget):
    """None if the explorer did not come to an end; else a list of what is wrong."""
    text = RacyWriter(seed).program()
    result = explored(path, text, "--budget", str(budget))
    if not result["complete"]:
        return None
    known = {identity(outcome) for outcome in result["outcomes"]}
    wrong = []
    sampled = explored(path, text, "--strategy=random", "--max-schedules", str(runs), "--seed", str(seed), "--budget", "600")
    for outcome in sampled["outcomes"]:
        if identity(outcome) not in known:
            wrong.append(f"--schedule {outcome['schedule']} leads to an outcome that the explorer does not know: {identity(outcome)}")
    for outcome in result["outcomes"]:
        again = threadbox(path, "run", "--schedule", outcome["schedule"], text=text)
        if (again.stdout, again.returncode) != (outcome["output"], outcome["exit_code"]):
            wrong.append(f"--schedule {outcome['schedule']} does not lead to {identity(outcome)}:\n{again.stdout}{again.stderr}")
    return wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("threadbox")
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--programs", type=int, default=20)
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--budget", type=float, default=60, help="seconds for one program")
    options = parser.parse_args()
    left_out, failed = 0, 0
    for seed in range(options.first, options.first + options.programs):
        wrong = check(options.threadbox, seed, options.runs, options.budget)
        left_out += wrong is None
        failed += bool(wrong)
        for each in wrong or []:
            print(f"{RacyWriter(seed).program()}# seed {seed}: {each}", flush=True)
    print(f"{left_out} programs left out")
    # A test that leaves out most programs proves little.
    failed += 2 * left_out > options.programs
    print(f"test cases: {options.programs} | {options.programs - failed} passed | {failed} failed | 0 skipped")
    sys.exit(1 if failed else 0)


main()
