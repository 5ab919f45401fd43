#!/usr/bin/env python3
"""run.py --threadbox "COMMAND…" [--runner NAME]… [--only TEXT] [--one-seed] [--threaded] [--webassembly] [--seeds FIRST-LAST] [PATH…]

Runs Python programs under CPython, the judge, and under each runner of `threadbox run` (or those named), and compares
what they wrote and how they ended. PATHs are programs or folders of them; none means all of this folder's, the lessons,
and written ones: of generate.py and generate_threads.py, of generate_blocks.py, generate_shapes.py and generate_texts.py, and of
schedules.py, whose outcome depends on who runs when. With --seeds and without a PATH only written ones are run.

A program says in comments how it is compared:

    # compare: exact          both streams, line by line (the default)
    # compare: sorted-lines   the same lines, in any order
    # compare: set            the same lines, in any order, any number of times
    # compare: invariant      only the invariants, and how it ended
    # invariant: EXPRESSION   true of either outcome; it knows out, err (text), lines (of out), code (exit code)
    # interrupt: TEXT         Ctrl-C is sent as soon as standard output contains TEXT; to runs in real time only
    # python: 3.13            the judge must be that new, or the program is skipped
    # libm: glibc             last digits are those of glibc's functions, which WebAssembly does not have
    # stacks: filled          it fills its stacks, so --threaded leaves it out

A file beside it, with the ending .stdin, is its standard input; without one it has none.

Of standard error, caret lines but a SyntaxError's first caret, and frames that are not the program's own, are left out; addresses are no
difference. The last line counts programs as doctest counts test cases.
"""

import argparse
import concurrent.futures
import dataclasses
import difflib
import os
import pathlib
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

import generate
import generate_blocks
import generate_shapes
import generate_texts
import generate_threads

HERE = pathlib.Path(__file__).resolve().parent
TOP = HERE.parent.parent
TIMEOUT_S = 150  # Other work may share the machine.
COMPARISONS = ("exact", "sorted-lines", "set", "invariant")
MEETS_THREADS = re.compile(r"\b(threading|_thread|queue|concurrent|logging|local)\b")
# Why a program cannot be the same in WebAssembly, and how that is seen in its text.
NOT_IN_WEBASSEMBLY = {
    "is sent a signal": r"^# interrupt:",
    "shows the last digits of glibc's functions": r"^# libm: glibc",
}
# Why --threaded leaves out a program that uses threads.
NOT_WATCHED = {"fills its stacks, which takes ThreadSanitizer minutes": r"^# stacks: filled"}
# The options of `threadbox run`, one list for each run of a program.
RUNNERS = {
    "parallel": [[]],
    "no-gil": [["--no-gil"]],
    "simulated": [["--simulate", "--seed", str(seed)] for seed in (1, 2)],
}


@dataclasses.dataclass
class Outcome:
    out: str
    err: str
    code: int


@dataclasses.dataclass
class Plan:
    compare: str = "exact"
    invariants: list = dataclasses.field(default_factory=list)
    interrupt: str = ""
    python: tuple = (3, 0)


def read_plan(text):
    """What a program's comments ask for."""
    plan = Plan()
    for key, value in re.findall(r"^# (\w+): *(.*?) *$", text, re.MULTILINE):
        if key == "compare":
            if value not in COMPARISONS:
                raise ValueError(f"compare: {value} is none of {', '.join(COMPARISONS)}")
            plan.compare = value
        elif key == "invariant":
            plan.invariants.append(value)
        elif key == "interrupt":
            plan.interrupt = value
        elif key == "python":
            plan.python = tuple(map(int, value.split(".")))
    if plan.compare == "invariant" and not plan.invariants:
        raise ValueError("compare: invariant, but there is none")
    return plan


def find_judge():
    """CPython 3.13 if it is on the machine, otherwise the newest: its path and version."""
    candidates = [shutil.which(f"python3.{minor}") for minor in range(13, 10, -1)]
    versions = pathlib.Path.home() / ".pyenv" / "versions"
    candidates += sorted(map(str, versions.glob("3.13.*/bin/python3.13")))
    candidates += [shutil.which("python3"), sys.executable]
    ask = "import sys; print(sys.version_info[0], sys.version_info[1])"
    found = {}
    for path in filter(None, candidates):
        answer = subprocess.run([path, "-c", ask], capture_output=True, text=True)
        if answer.returncode == 0:
            found.setdefault(tuple(map(int, answer.stdout.split())), path)
    version = (3, 13) if (3, 13) in found else max(found)
    return found[version], version


def outcome_of(command, program, plan):
    """Runs a program to its end. Raises TimeoutError when there is none."""
    environment = dict(os.environ, PYTHONIOENCODING="utf-8", PYTHONDONTWRITEBYTECODE="1", PYTHONHASHSEED="0")
    environment.pop("PYTHONUNBUFFERED", None)  # It takes print() apart, so that the lines of threads mix.
    given = (TOP / program).with_suffix(".stdin")
    with open(given if given.exists() else os.devnull, "rb") as stdin:
        process = subprocess.Popen(
            [*command, TOP / program], cwd=TOP, env=environment, stdin=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
    texts = {}

    def read(name, stream):
        data = b""
        interrupted = not (plan.interrupt and name == "out")
        while chunk := os.read(stream.fileno(), 65536):
            data += chunk
            if not interrupted and plan.interrupt.encode() in data:
                interrupted = True
                time.sleep(0.3) # No event tells that the program waits, and the wait is to be interrupted.
                process.send_signal(signal.SIGINT)
        texts[name] = data.decode(errors="replace")

    readers = [threading.Thread(target=read, args=pair) for pair in (("out", process.stdout), ("err", process.stderr))]
    for reader in readers:
        reader.start()
    try:
        process.wait(TIMEOUT_S)
    except subprocess.TimeoutExpired:
        raise TimeoutError(f"{command[0]} did not end within {TIMEOUT_S} s") from None
    finally:
        process.kill()
        for reader in readers:
            reader.join()
        process.stdout.close()
        process.stderr.close()
    # A shell says 128 + n of a program that a signal ended; CPython ends itself by SIGINT after a Ctrl-C.
    code = process.returncode if process.returncode >= 0 else 128 - process.returncode
    out = texts["out"]
    if "Traceback (most recent call last):" in out:
        out = own_frames(out, str(TOP / program))
    return Outcome(plain(out), plain(own_frames(texts["err"], str(TOP / program))), code)


def plain(text):
    text = re.sub(r"(cannot import name '\w+' from '[\w.]+') \(/[^)]*\)", r"\1 (unknown location)", text)
    return re.sub(r"0x[0-9a-fA-F]{6,}", "0x…", text)


def own_frames(text, program):
    """A traceback without carets, without other files' frames, and with one source line for each frame."""
    kept = []
    frame = None  # None: outside of a frame. Otherwise whether it is kept, and how many source lines it has shown.
    in_syntax_error = False
    for line in text.splitlines():
        place = re.match(r'  File "(.*?)", line \d+(, in )?', line)
        if place:
            frame = [place[1] == program, 0]
            in_syntax_error = place[2] is None
        elif in_syntax_error and "^" in line and re.fullmatch(r"[\s~^]*", line):
            line = line[: line.index("^") + 1]
            in_syntax_error = False
        elif frame and line.startswith("    "):
            frame[1] += 1
            if frame[1] > 1 or re.fullmatch(r"[\s~^]*", line):
                continue
        else:
            frame = None
            if re.fullmatch(r"\s*[~^]+[\s~^]*", line):
                continue
        if frame is None or frame[0]:
            kept.append(line)
    header = "Traceback (most recent call last):"
    headless = [
        line for line, after in zip(kept, [*kept[1:], ""]) if line.lstrip(" |+") != header or after.lstrip(" |").startswith("File ")
    ]
    return "".join(line + "\n" for line in headless)


def lines_of(text, compare):
    lines = text.splitlines()
    if compare == "sorted-lines":
        return sorted(lines)
    if compare == "set":
        return sorted(set(lines))
    return lines


def differences(judged, ours, plan):
    """What is wrong with our outcome, as text; empty when nothing is."""
    report = []
    if judged.code != ours.code:
        report.append(f"exit code {ours.code}, not {judged.code}")
    if plan.compare != "invariant":
        for name in ("out", "err"):
            diff = difflib.unified_diff(
                lines_of(getattr(judged, name), plan.compare), lines_of(getattr(ours, name), plan.compare),
                f"CPython {name}", f"Threadbox {name}", lineterm="",
            )
            report.extend(diff)
    for invariant in plan.invariants:
        for who, outcome in (("CPython", judged), ("Threadbox", ours)):
            names = {"out": outcome.out, "err": outcome.err, "lines": outcome.out.splitlines(), "code": outcome.code}
            if not eval(invariant, names):
                report += [f"{who} breaks the invariant: {invariant}", outcome.out, outcome.err]
    return "\n".join(report)


def judge(program, judge_command, judge_version, threadbox, ways):
    """Returns None if the program is skipped, else the differences."""
    try:
        plan = read_plan((TOP / program).read_text(encoding="utf-8"))
        if judge_version < plan.python:
            return None
        judged = outcome_of(judge_command, program, plan)
        report = []
        for options in ways:
            if plan.interrupt and "--simulate" in options:  # Virtual time is over before the signal comes.
                continue
            if wrong := differences(judged, outcome_of([*threadbox, "run", *options], program, plan), plan):
                report.append(f"--- {' '.join(options)}\n{wrong}")
        return "\n".join(report)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def programs_in(paths):
    found = []
    for path in map(pathlib.Path, paths):
        if not path.exists():
            sys.exit(f"run.py: there is no {path}")
        found += sorted(path.rglob("*.py")) if path.is_dir() else [path]
    return [path.resolve().relative_to(TOP).as_posix() for path in found]


def command_of(text):
    """The words of a command that works in any folder."""
    return [os.path.abspath(word) if os.path.isfile(word) else word for word in shlex.split(text)]


def fit_for_webassembly(programs):
    return without(programs, NOT_IN_WEBASSEMBLY)


def without(programs, rules):
    """Says how many are left out, by which rule."""
    texts = {program: (TOP / program).read_text(encoding="utf-8", errors="replace") for program in programs}
    for reason, seen in rules.items():
        kept = [program for program in programs if not re.search(seen, texts[program], re.MULTILINE)]
        print(f"left out: {len(programs) - len(kept)} programs: each {reason}")
        programs = kept
    return programs


def range_of(seeds):
    """1-5, or 3, as a range."""
    first, _, last = seeds.partition("-")
    return range(int(first), int(last or first) + 1)


def random_programs(seeds, folder):
    """Writes the programs of the seeds into a folder."""
    paths = []
    writers = {
        "seed": generate.Writer, "threads": generate_threads.Writer, "blocks": generate_blocks.Writer, "shapes": generate_shapes.Writer,
        "texts": generate_texts.Writer,
    }
    for kind, writer in writers.items():
        for seed in seeds[kind]:
            path = pathlib.Path(folder) / f"{kind}_{seed}.py"
            path.write_text(writer(seed).program(), encoding="utf-8")
            paths.append(str(path))
    return paths


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--threadbox", required=True, help='the command under test; in WebAssembly "node …/threadbox.js"')
    parser.add_argument("--runner", choices=RUNNERS, action="append", help="only this one, or these; otherwise each")
    parser.add_argument("--only", default="", help="programs whose path contains this")
    parser.add_argument("--one-seed", action="store_true", help="the simulated runner runs each program once")
    parser.add_argument("--threaded", action="store_true", help="only programs that have to do with threads, in real threads")
    parser.add_argument("--webassembly", action="store_true", help="only programs that can be the same there")
    parser.add_argument("--seeds", help="random programs of these seeds, as 1-1000")
    parser.add_argument("--no-colors", help=argparse.SUPPRESS)  # tools/test.mjs says it to every test program.
    parser.add_argument("paths", nargs="*", type=pathlib.Path)
    arguments = parser.parse_args()

    judge_path, version = find_judge()
    everything = not arguments.paths and not arguments.seeds
    paths = [HERE / "language", HERE / "modules", HERE / "racing", HERE / "syntax", TOP / "lessons"] if everything else arguments.paths
    few = {"seed": range(1, 41), "threads": range(1, 21), "blocks": range(1, 7), "shapes": range(60, 61), "texts": range(1, 5), "schedules": range(1, 9)}
    seeds = dict.fromkeys(few, range_of(arguments.seeds)) if arguments.seeds else few if everything else dict.fromkeys(few, ())
    threadbox = command_of(arguments.threadbox)
    runners = arguments.runner or list(RUNNERS)
    if arguments.threaded:
        runners = [runner for runner in runners if runner != "simulated"]  # It has one thread at a time.
    ways = [options for runner in runners for options in RUNNERS[runner][:1 if arguments.one_seed else None]]
    with tempfile.TemporaryDirectory() as folder, concurrent.futures.ThreadPoolExecutor(max(2, os.cpu_count() or 2)) as pool:
        programs = [program for program in programs_in(paths) + random_programs(seeds, folder) if arguments.only in program]
        if arguments.threaded:
            programs = [program for program in programs if MEETS_THREADS.search((TOP / program).read_text(encoding="utf-8", errors="replace"))]
            programs = without(programs, NOT_WATCHED)
        if arguments.webassembly:
            programs = fit_for_webassembly(programs)
        verdicts = list(pool.map(lambda program: judge(program, [judge_path], version, threadbox, ways), programs))

    failed = 0
    for program, wrong in zip(programs, verdicts):
        if wrong:
            failed += 1
            print(f"=== {program}\n{wrong}\n")
    skipped = verdicts.count(None)
    passed = len(programs) - failed - skipped
    if seeds["schedules"] and not arguments.only and not arguments.runner and not arguments.threaded:
        import schedules  # It imports this module.

        right, wrong = schedules.judge_all(seeds["schedules"], judge_path, threadbox)
        passed, failed = passed + right, failed + wrong
    print(f"judge: CPython {version[0]}.{version[1]} ({judge_path})")
    print(f"test cases: {passed + failed} | {passed} passed | {failed} failed | {skipped} skipped")
    return 1 if failed or not programs else 0


if __name__ == "__main__":
    sys.exit(main())
