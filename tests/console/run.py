#!/usr/bin/env python3
"""run.py --runner "COMMAND…" [--options "WORDS…"] [--threaded] [--webassembly] [--only TEXT] [--seeds FIRST-LAST] [PATH…]

The console as a runner: the oracle's programs, typed statement by statement into the Console thread of a run whose program
is empty, by COMMAND (console-runner, with what has to come before it), and into CPython's code.InteractiveInterpreter
(judge.py). Output and exit code are compared as in tests/oracle/run.py.

The statements are those at the top level of the program, without its docstring; statements that share a line are typed together. Lines of the source are left out
of tracebacks: CPython knows none of what was typed. Which programs cannot be typed, the rules in NOT_TYPED say. The last
line counts programs as doctest counts test cases.
"""

import argparse
import ast
import concurrent.futures
import json
import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
TOP = HERE.parent.parent
sys.path.insert(0, str(HERE.parent / "oracle"))
import run as oracle  # noqa: E402

# Why a program is no session at the prompt, and how that is seen in its text.
NOT_TYPED = {
    "is interrupted from outside": r"^# interrupt:|interrupt_main",
    "speaks of its own file or arguments": r"__file__|argv|main\.py|\bfilename\b|%\((?:filename|pathname|lineno|module|funcName)\)",
    "shows the idents of threads": r"^ *(_thread\.)?start_new(_thread)?\(|^threading\.current_?[tT]hread\(\)$",
    "looks at the lines of its source, of which CPython knows none": r"extract_(tb|stack)|FrameSummary",
    "takes away what InteractiveInterpreter itself writes with": r"^del sys\.|^sys\.stderr = (None|Refusing)",
    "is about the main thread, which waits while others are typed": r"main_thread\(|MainThread|setswitchinterval|in threading\.enumerate\(\)",
}


def statements_of(text):
    """The texts that a user would type. Raises SyntaxError."""
    lines = text.splitlines()
    typed = []
    last_line = 0
    body = ast.parse(text).body
    if ast.get_docstring(ast.parse(text)) is not None:
        del body[0]
    for node in body:
        first = min([node.lineno, *(decorator.lineno for decorator in getattr(node, "decorator_list", []))])
        if first == last_line:
            first = typed.pop()[0]
        last_line = node.end_lineno
        typed.append((first, last_line))
    return ["\n".join(lines[first - 1 : last]) for first, last in typed]


def sessions_of(programs):
    """The sessions, and for each rule how many programs it leaves out."""
    sessions, left_out = [], {}
    for program in programs:
        text = (TOP / program).read_text(encoding="utf-8", errors="replace")
        reason = next((why for why, seen in NOT_TYPED.items() if re.search(seen, text, re.MULTILINE)), None)
        if reason is None:
            try:
                statements = statements_of(text)
            except (SyntaxError, ValueError, RecursionError):
                reason = "is no program"
        if reason is None:
            sessions.append({"name": program, "statements": statements})
        else:
            left_out[reason] = left_out.get(reason, 0) + 1
    return sessions, left_out


def outcomes_of(command, sessions, folder, share):
    """By name. When a session kills the command, that is reported, and the sessions after it are run."""
    found = {}
    while sessions:
        path = pathlib.Path(folder) / f"{share}.json"
        path.write_text(json.dumps(sessions), encoding="utf-8")
        # As in tests/oracle/run.py.
        environment = dict(os.environ, PYTHONIOENCODING="utf-8", PYTHONHASHSEED="0", PYTHONDONTWRITEBYTECODE="1", NO_COLOR="1")
        environment.pop("PYTHONUNBUFFERED", None)
        process = subprocess.run(
            [word.replace("SESSIONS", str(path)) for word in command], capture_output=True, stdin=subprocess.DEVNULL, env=environment, timeout=1500
        )
        answers = [json.loads(line) for line in process.stdout.decode(errors="replace").splitlines() if line.startswith("{")]
        found.update({answer["name"]: answer for answer in answers})
        sessions = sessions[len(answers) :]
        if sessions:
            told = process.stderr.decode(errors="replace")[-4000:]
            found[sessions[0]["name"]] = {"out": "", "err": told, "code": f"died: {process.returncode}"}
            sessions = sessions[1:]
    return found


def outcomes(command, sessions, folder, shares, name):
    parts = [sessions[at::shares] for at in range(shares)]
    with concurrent.futures.ThreadPoolExecutor(shares) as pool:
        found = {}
        for part in pool.map(lambda at: outcomes_of(command, parts[at], folder, f"{name}{at}"), range(shares)):
            found.update(part)
    return found


def compared(outcome):
    """Without the frames of other files, lines of the source, and warnings."""

    def plain(text):
        text = oracle.own_frames(text, "<console>") if "Traceback (most" in text or 'File "' in text else text
        text = re.sub(r'^(( *\| )?  File "<console>", line \d+, in .*\n)(?(2)\2)    .*\n', r"\1", text, flags=re.MULTILINE)
        text = re.sub(r"^<console>:\d+: \w*Warning: .*\n(  .*\n)?", "", text, flags=re.MULTILINE)
        # The progress of a call between two statements is random.
        text = re.sub(r"(<Future at 0x[0-9a-f]+ state)=[\w ]+>", r"\1=…>", text)
        return oracle.plain(text)

    return oracle.Outcome(plain(outcome["out"]), plain(outcome["err"]), outcome["code"])


def wrong_with(session, judged, ours):
    plan = oracle.read_plan((TOP / session["name"]).read_text(encoding="utf-8", errors="replace"))
    return oracle.differences(compared(judged[session["name"]]), compared(ours[session["name"]]), plan)


def programs_of(arguments, folder):
    everything = not arguments.paths and not arguments.seeds
    defaults = [HERE.parent / "oracle" / kind for kind in ("language", "modules", "racing")] + [TOP / "lessons"]
    programs = oracle.programs_in(defaults if everything else arguments.paths)
    if arguments.seeds:
        seeds = oracle.range_of(arguments.seeds)
        programs += oracle.random_programs({"seed": seeds, "threads": seeds}, folder)
    programs = [program for program in programs if arguments.only in program]
    if arguments.webassembly:
        programs = oracle.fit_for_webassembly(programs)
    if arguments.threaded:
        programs = [one for one in programs if oracle.MEETS_THREADS.search((TOP / one).read_text(encoding="utf-8", errors="replace"))]
    return programs


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runner", required=True, help="the command that starts console-runner")
    parser.add_argument("--options", action="append", help='more words for it: "", "--no-gil", "--simulate 7"; may be repeated')
    parser.add_argument("--threaded", action="store_true", help="only programs that have to do with threads")
    parser.add_argument("--webassembly", action="store_true", help="only programs that can be the same there")
    parser.add_argument("--only", default="", help="programs whose path contains this")
    parser.add_argument("--seeds", help="random programs of these seeds, as 1-1000")
    parser.add_argument("--shares", type=int, default=max(2, os.cpu_count() or 2), help="processes at the same time")
    parser.add_argument("--no-colors", help=argparse.SUPPRESS)  # tools/test.mjs says it to every test program.
    parser.add_argument("paths", nargs="*", type=pathlib.Path)
    arguments = parser.parse_args()

    judge, version = oracle.find_judge()
    if version < (3, 13):
        print(f"console: CPython 3.13 is not on the machine, only {judge}\ntest cases: 0 | 0 passed | 0 failed | 0 skipped")
        return 0
    failed = passed = 0
    with tempfile.TemporaryDirectory() as folder:
        sessions, left_out = sessions_of(programs_of(arguments, folder))
        # Not as a script: its end would flush the outputs once more than the end of the run does.
        start = f"import sys; sys.path.insert(0, {str(HERE)!r}); import judge; judge.run()"
        judged = outcomes([judge, "-c", start, "SESSIONS"], sessions, folder, arguments.shares, "judge")
        for options in arguments.options or [""]:
            ours = outcomes([*shlex.split(arguments.runner), "SESSIONS", *options.split()], sessions, folder, arguments.shares, "ours")
            for session in sessions:
                wrong = wrong_with(session, judged, ours)
                failed, passed = failed + bool(wrong), passed + (not wrong)
                if wrong:
                    print(f"=== {session['name']} {options}\n{wrong}\n")
        statements = sum(len(session["statements"]) for session in sessions)
    for reason, count in sorted(left_out.items()):
        print(f"not typed: {count} programs: each {reason}")
    print(f"typed: {len(sessions)} programs, {statements} statements; judge: CPython {version[0]}.{version[1]} ({judge})")
    print(f"test cases: {passed + failed} | {passed} passed | {failed} failed | {sum(left_out.values())} skipped")
    return 1 if failed or not sessions else 0


if __name__ == "__main__":
    sys.exit(main())
