"""run.py --threadbox COMMAND: what `run --findings` finds in programs, in real runs and simulated ones.

Each program in programs/ says in its comments what is found in it, whatever the schedule:
  # finds: NAME, …     or `nothing`; hints are in the list if their level is said, as in `hint misuse`
  # may find: NAME, …  what some schedules show
  # runs: simulated    a real run would wait for ever
  # runs: explored     so would a simulated one: `threadbox explore` finds it
A program has a corrected twin, NAME_corrected.py, in which nothing is found. The lessons and a sample of the oracle's programs of correct
threading are checked, too: in them nothing is found but what a lesson shows.
"""
import argparse
import concurrent.futures
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
TOP = HERE.parents[2]
SEEDS = 6

# In the place of the options of a run.
EXPLORED = ["(explored)"]

# The faults that lessons show on purpose.
LESSONS = {"deadlock": {"deadlock"}, "exceptions": {"unobserved-exception"}}
# Those that simulated runs alone can find.
RACES = {"race": {"lost-update", "changed-while-iterating"}}

FINDING = re.compile(r"^ *(error|warning|hint): ([a-z-]+): ", re.MULTILINE)


def found_in(command, options, program):
    """The names of the findings; those of hints after the word `hint`."""
    words = ["explore"] if options == EXPLORED else ["run", "--findings", *options]
    result = subprocess.run([*command, *words, str(program)], stdin=subprocess.DEVNULL, capture_output=True,
                            text=True, errors="replace", timeout=120)
    text = result.stdout if options == EXPLORED else result.stderr
    names = {name if level != "hint" else f"hint {name}" for level, name in FINDING.findall(text)}
    return names, text


def comment(text, key):
    found = re.search(rf"^# {key}: (.*)$", text, re.MULTILINE)
    words = {word.strip() for word in found.group(1).split(",")} if found else set()
    return words - {"nothing"}


def expectations():
    """For each program: what must be found, what may be, and the ways to run it."""
    simulated = [["--simulate", "--seed", str(seed)] for seed in range(SEEDS)]
    for program in sorted((HERE / "programs").glob("*.py")):
        text = program.read_text()
        assert "# finds: " in text or "# may find: " in text, f"{program.name} does not say what it finds"
        runs = comment(text, "runs")
        ways = [EXPLORED] if runs == {"explored"} else simulated if runs else [*simulated, []]
        yield program, comment(text, "finds"), comment(text, "may find"), ways
    for program in sorted((TOP / "lessons").glob("*.py")):
        must = LESSONS.get(program.stem, set())
        yield program, must, RACES.get(program.stem, set()), simulated[:3] + [[], ["--no-gil"]]
    for program in sampled():
        yield program, set(), set(), simulated[:1] + [[]]


def sampled():
    """Programs of the oracle that show correct threading."""
    names = (HERE / "sample.txt").read_text().split()
    return [TOP / "tests/oracle" / name for name in names]


def complaints_about(command, program, must, may, ways):
    shown = set()
    for options in ways:
        names, text = found_in(command, options, program)
        wrong = {name for name in names - must - may if not name.startswith("hint ")}
        wrong |= {name for name in must - names}
        shown |= names
        if wrong:
            yield f"{program.name} {' '.join(options)}: found {sorted(names)}, expected {sorted(must)}\n{text}"
    if missed := may - shown:
        yield f"{program.name}: {sorted(missed)} was found in no run"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--threadbox", required=True)
    parser.add_argument("only", nargs="*", help="words in the names of the programs to check")
    arguments = parser.parse_args()
    command = shlex.split(arguments.threadbox)
    chosen = [each for each in expectations() if not arguments.only or any(word in each[0].name for word in arguments.only)]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        found = list(pool.map(lambda each: list(complaints_about(command, *each)), chosen))
    for complaint in (text for texts in found for text in texts):
        print(complaint)
    failed = sum(bool(texts) for texts in found)
    # As doctest counts, for tools/test.mjs.
    print(f"test cases: {len(found)} | {len(found) - failed} passed | {failed} failed | 0 skipped")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
