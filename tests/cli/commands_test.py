"""Tests of the command line: python3 commands_test.py THREADBOX. It behaves as CPython's does."""

import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree

THREADBOX = sys.argv.pop(1)

DEADLOCK = """import threading
a, b = threading.Lock(), threading.Lock()
def work(first, second):
    with first:
        first_is_mine = True
        with second:
            pass
threads = [threading.Thread(target=work, args=pair) for pair in ((a, b), (b, a))]
for t in threads:
    t.start()
for t in threads:
    t.join()
print("no deadlock")
"""


def threadbox(*words, text=""):
    return subprocess.run([THREADBOX, *words], input=text, capture_output=True, text=True, timeout=60)


def run(code, *words):
    return threadbox("run", *words, "-c", code)


class Programs(unittest.TestCase):
    def test_a_program_comes_from_a_file_from_text_or_from_standard_input(self):
        with tempfile.NamedTemporaryFile("w", suffix=".py") as file:
            file.write("import sys\nprint(sys.argv[1:])\n")
            file.flush()
            self.assertEqual(threadbox("run", file.name, "a", "--b").stdout, "['a', '--b']\n")
        self.assertEqual(run("print(1)").stdout, "1\n")
        self.assertEqual(threadbox("run", "-", text="print(2)\n").stdout, "2\n")

    def test_exit_codes_are_those_of_cpython(self):
        for runner in ([], ["--simulate"]):
            self.assertEqual(run("pass", *runner).returncode, 0)
            self.assertEqual(run("1/0", *runner).returncode, 1)
            self.assertEqual(run("import sys\nsys.exit(7)", *runner).returncode, 7)
            refused = run("import sys\nsys.exit('no')", *runner)
            self.assertEqual((refused.returncode, refused.stderr), (1, "no\n"))
            self.assertEqual(run("while", *runner).returncode, 1)
        self.assertEqual(threadbox("run", "/nowhere/at/all.py").returncode, 2)

    def test_check_prints_every_error_and_runs_nothing(self):
        wrong = threadbox("check", "-", text="print('ran')\nx = = 1\n")
        self.assertEqual((wrong.returncode, wrong.stdout), (1, ""))
        self.assertIn("line 2", wrong.stderr)
        self.assertEqual(threadbox("check", "-", text="print('ran')\n").stdout, "")

    def test_a_command_line_that_makes_no_sense_is_one_sentence_and_exit_code_2(self):
        for words in (["fly"], ["run"], ["run", "--fast", "x.py"], ["run", "--seed", "x", "x.py"], ["check"]):
            wrong = threadbox(*words)
            self.assertEqual((wrong.returncode, wrong.stdout), (2, ""), words)
            self.assertTrue(wrong.stderr.startswith("threadbox: "), wrong.stderr)

    def test_help_and_version(self):
        self.assertIn("usage: threadbox run", threadbox("--help").stdout)
        self.assertRegex(threadbox("--version").stdout, r"^Threadbox \d+\.\d+")


class Interruption(unittest.TestCase):
    def interrupted(self, code, *words):
        with subprocess.Popen([THREADBOX, "run", *words, "-c", "print('ready')\n" + code], stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, text=True) as process:
            self.assertEqual(process.stdout.readline(), "ready\n")
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=60)
        return process.returncode, out, err

    def test_ctrl_c_that_nothing_catches_ends_the_process_as_the_signal_does(self):
        for runner in ([], ["--simulate"]):
            code, _, err = self.interrupted("while True: pass", *runner)
            self.assertEqual(code, -signal.SIGINT)
            self.assertTrue(err.endswith("KeyboardInterrupt\n"), err)

    def test_ctrl_c_is_an_exception_of_the_main_thread(self):
        code, out, _ = self.interrupted(
            "import time\ntry:\n    time.sleep(1000)\nexcept KeyboardInterrupt:\n    print('caught')")
        self.assertEqual((code, out), (0, "caught\n"))

    def test_a_reader_that_has_gone_ends_the_program(self):
        with subprocess.Popen([THREADBOX, "run", "-c", "while True: print('x' * 100)"], stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, text=True) as process:
            process.stdout.readline()
            process.stdout.close()
            err = process.stderr.read()
            self.assertEqual(process.wait(timeout=60), 1)
        self.assertEqual(err, "BrokenPipeError: [Errno 32] Broken pipe\n")


class Input(unittest.TestCase):
    RUNNERS = ([], ["--no-gil"], ["--simulate"])

    def started(self, code, *words, stdin=subprocess.PIPE):
        return subprocess.Popen([THREADBOX, "run", *words, "-c", code], stdin=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0)

    def read(self, process, size):
        text = b""
        while len(text) < size and (part := process.stdout.read(size - len(text))):
            text += part
        return text.decode()

    def end(self, process, text=""):
        out, err = process.communicate(text.encode(), timeout=60)
        return out.decode(), err.decode()

    def test_a_large_input_is_read_to_its_end(self):
        lines = [f"{i} {'x' * (i % 300)}\n" for i in range(30_000)] + ["y" * 300_000]
        for runner in self.RUNNERS:
            read = threadbox("run", *runner, "-c", "import sys\nfor line in sys.stdin: sys.stdout.write(line)", text="".join(lines))
            self.assertEqual((read.returncode, read.stderr), (0, ""))
            self.assertTrue(read.stdout == "".join(lines))

    def test_a_prompt_is_written_before_the_line_is_read(self):
        for runner in self.RUNNERS:
            with self.started("print(input('one? '), input('two? '))", *runner) as process:
                self.assertEqual(self.read(process, 5), "one? ")
                process.stdin.write(b"half ")
                process.stdin.write(b"a line\n")
                self.assertEqual(self.read(process, 5), "two? ")
                out, _ = self.end(process, "\n")
            self.assertEqual(out, "half a line \n")

    def test_ctrl_c_ends_a_wait_for_input(self):
        for runner in self.RUNNERS:
            code = "try:\n    input('ready')\nexcept KeyboardInterrupt:\n    print(' caught', input('again'))"
            with self.started(code, *runner) as process:
                self.assertEqual(self.read(process, 5), "ready")
                process.send_signal(signal.SIGINT)
                self.assertEqual(self.read(process, 5), "again")
                out, err = self.end(process, "line\n")
            self.assertEqual((process.returncode, out, err), (0, " caught line\n", ""))

    def test_a_daemon_that_waits_for_input_does_not_hold_up_the_end(self):
        code = "import threading\nthreading.Thread(target=input, args=('reads ',), daemon=True).start()"
        for runner in ([], ["--no-gil"]):
            with self.started(code, *runner) as process:
                self.assertEqual(process.wait(timeout=60), 0)

    def test_other_threads_go_on_while_one_waits_for_input(self):
        code = ("import threading\ndef work():\n    for i in range(3): print(i, flush=True)\n"
                "t = threading.Thread(target=lambda: print(input()))\nt.start()\nwork()\nprint('go', flush=True)\nt.join()")
        for runner in ([], ["--no-gil"]):
            with self.started(code, *runner) as process:
                self.assertEqual(self.read(process, 9), "0\n1\n2\ngo\n")
                out, _ = self.end(process, "line\n")
            self.assertEqual(out, "line\n")

    def test_a_simulated_run_has_the_same_log_however_its_input_comes(self):
        code = ("import threading, time\ndef work(n):\n    for i in range(3):\n        print(n, input(), flush=True)\n        time.sleep(0.001 * n)\n"
                "ts = [threading.Thread(target=work, args=(n,)) for n in range(3)]\nfor t in ts: t.start()\nfor t in ts: t.join()")
        logs = []
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "trace.json")
            for pieces in (["1\n2\n3\n4\n5\n6\n7\n8\n9\n"], [f"{i}\n" for i in range(1, 10)]):
                with self.started(code, "--simulate", "--seed", "5", "--trace", path, "--print-schedule") as process:
                    out = ""
                    for piece in pieces:
                        process.stdin.write(piece.encode())
                        out += self.read(process, 4)  # It has been read.
                    rest, err = self.end(process)
                with open(path, encoding="utf-8") as file:
                    logs.append((out + rest, err, file.read()))
        self.assertEqual(sorted(line.split()[1] for line in logs[0][0].splitlines()), [str(i) for i in range(1, 10)])
        self.assertEqual(logs[0], logs[1])

    def test_a_wait_for_input_is_no_deadlock(self):
        code = "import threading\nt = threading.Thread(target=lambda: print(input()))\nt.start()\nt.join()"
        self.assertEqual(threadbox("run", "--simulate", "-c", code, text="line\n").stdout, "line\n")

    def test_a_terminal_is_one_and_shows_what_is_typed_once(self):
        terminal, end = os.openpty()
        with self.started("import sys\nprint(sys.stdin.isatty(), input('name? '))\nprint(sys.stdin.read())", stdin=end) as process:
            self.assertEqual(self.read(process, 6), "name? ")
            os.write(terminal, b"Ada\n")
            self.assertEqual(self.read(process, 9), "True Ada\n")
            os.write(terminal, b"x\n\x04")
            out, err = self.end(process)
        os.close(end)
        os.close(terminal)
        self.assertEqual((out, err), ("x\n\n", ""))


class Limits(unittest.TestCase):
    def test_memory_and_threads_are_limited_on_demand(self):
        self.assertIn("MemoryError", run("x = [0] * 1000000", "--heap", "4000000").stderr)
        many = "import threading\nt = [threading.Thread(target=threading.Event().wait, daemon=True) for i in range(5)]\n"
        refused = run(many + "for x in t: x.start()", "--max-threads=3")
        self.assertIn("RuntimeError: can't start new thread", refused.stderr)

    def test_limits_that_no_run_can_have_are_refused_with_a_sentence(self):
        for option, value in (("--heap", "1000"), ("--heap", "-1"), ("--heap", "9" * 30), ("--max-threads", "0"), ("--recursion", "x"), ("--output", "-3")):
            with self.subTest(option=option, value=value):
                refused = run("print(1)", f"{option}={value}")
                self.assertEqual((refused.returncode, refused.stdout), (2, ""))
                first = refused.stderr.splitlines()[0]
                self.assertRegex(first, f"^threadbox: run: {option} needs a whole number from [0-9]+ to [0-9]+, not '{value}'[.]$")

    def test_memory_that_runs_out_is_a_MemoryError_with_every_heap(self):
        for heap in ("3145728", "10000000", "200000000"):
            for runner in ((), ("--no-gil",), ("--simulate",)):
                with self.subTest(heap=heap, runner=runner):
                    ended = run("x = []\nwhile True: x.append('a' * 2**20)", "--heap", heap, *runner)
                    self.assertEqual((ended.returncode, ended.stderr.splitlines()[-1]), (1, "MemoryError"))


class Simulation(unittest.TestCase):
    def test_a_deadlock_ends_the_run_with_its_circle(self):
        texts = {run(DEADLOCK, "--simulate", "--seed", str(seed)).stderr for seed in range(20)}
        self.assertIn("", texts)
        self.assertTrue(any("The circle: Thread-1 (work) -> Thread-2 (work) -> Thread-1 (work)" in text for text in texts))

    def test_a_schedule_that_was_printed_replays(self):
        first = run(DEADLOCK, "--simulate", "--seed", "3", "--preempt", "bytecode", "--print-schedule")
        schedule = first.stderr.splitlines()[-1]
        self.assertRegex(schedule, r"^1b(\.\d+(x\d+)?)+$")
        second = run(DEADLOCK, "--schedule", schedule, "--print-schedule")
        self.assertEqual((second.returncode, second.stdout, second.stderr), (first.returncode, first.stdout, first.stderr))


def in_ns(us):
    """A sum of two decimal fractions is not exact."""
    return round(us * 1000)


class Reports(unittest.TestCase):
    def test_a_trace_has_a_track_for_each_thread_and_spans_that_do_not_overlap(self):
        code = "import threading, time\nt = threading.Thread(target=time.sleep, args=(0.01,), name='sleeper')\nt.start()\nt.join()\n"
        for runner in ([], ["--simulate"]):
            with tempfile.TemporaryDirectory() as folder:
                path = os.path.join(folder, "trace.json")
                self.assertEqual(run(code, "--trace", path, *runner).returncode, 0)
                with open(path, encoding="utf-8") as file:
                    events = json.load(file)["traceEvents"]
            times = {event["name"]: event["ts"] for event in reversed(events) if event["ph"] != "M"}
            self.assertEqual((times["program_begin"], min(times.values())), (0, 0))
            names = {event["args"]["name"] for event in events if event["ph"] == "M"}
            self.assertEqual(names, {"MainThread", "sleeper"})
            for thread in {event["tid"] for event in events}:
                spans = sorted((in_ns(event["ts"]), in_ns(event["ts"]) + in_ns(event["dur"])) for event in events
                               if event["ph"] == "X" and event["tid"] == thread)
                for (_, end), (begin, _) in zip(spans, spans[1:]):
                    self.assertLessEqual(end, begin)
            self.assertTrue(any(event["ph"] == "X" and event["name"] == "time.sleep" for event in events))

    def test_a_trace_that_cannot_be_written_is_told(self):
        failed = run("pass", "--trace", "/nowhere/at/all.json")
        self.assertEqual(failed.returncode, 2)
        self.assertIn("/nowhere/at/all.json", failed.stderr)

    def test_statistics_go_to_standard_error(self):
        told = run("for i in range(10): pass", "--simulate", "--stats")
        self.assertEqual(told.stdout, "")
        for what in ("events ", "switches ", "scheduling points ", "heap bytes", "seconds "):
            self.assertIn(what, told.stderr)


class Explore(unittest.TestCase):
    def explore(self, text, *words):
        return threadbox("explore", *words, "-", text=text)

    def test_it_prints_all_outcomes_as_json_and_each_schedule_leads_to_its_outcome(self):
        found = self.explore(DEADLOCK, "--json")
        self.assertEqual(found.returncode, 1, found.stderr)
        result = json.loads(found.stdout)
        self.assertEqual([result["complete"], result["schedules"], result["failing"], result["why_cut"]], [True, 3, 1, []])
        self.assertEqual({(each["name"], each["level"]) for each in result["findings"]}, {("deadlock", "error"), ("lock-order", "error")})
        for each in result["findings"]:
            self.assertEqual(each["schedule"], result["outcomes"][1]["schedule"])
        self.assertEqual([outcome["kind"] for outcome in result["outcomes"]], ["ended", "deadlock"])
        self.assertEqual([outcome["count"] for outcome in result["outcomes"]], [2, 1])
        self.assertEqual([outcome["preemptions"] for outcome in result["outcomes"]], [0, 1])
        for outcome in result["outcomes"]:
            again = threadbox("run", "--schedule", outcome["schedule"], "-", text=DEADLOCK)
            self.assertEqual(again.stdout, outcome["output"])
            self.assertEqual(again.returncode, outcome["exit_code"])
            self.assertEqual("The circle:" in again.stderr, outcome["kind"] == "deadlock")

    def test_its_exit_code_says_what_was_found(self):
        self.assertEqual(self.explore("print(1)").returncode, 0)
        self.assertIn("no schedule fails (complete: 1)", self.explore("print(1)").stdout)
        self.assertEqual(self.explore("1/0").returncode, 1)
        self.assertEqual(self.explore("print(1)", "--strategy=random", "--max-schedules=2").returncode, 2)
        self.assertEqual(self.explore("print(").returncode, 3)

    def test_old_failing_schedules_are_tried_on_an_edited_program(self):
        with tempfile.TemporaryDirectory() as folder:
            old, report, other = f"{folder}/old.py", f"{folder}/old.json", f"{folder}/other.json"
            pathlib.Path(old).write_text(DEADLOCK)
            pathlib.Path(report).write_text(threadbox("explore", "--json", old).stdout)
            pathlib.Path(other).write_text('{"outcomes": 7}')
            edited = DEADLOCK.replace("import threading", "import threading\nprint('edited')", 1)
            for known in (old, report):
                still = self.explore(edited, "--prove", known, "--json")
                [proof] = json.loads(still.stdout)["proofs"]
                self.assertEqual(proof["text"], "The old failing schedule 1 still ends in a deadlock.")
                self.assertEqual([proof["kind"], proof["fails"], proof["fits"]], ["deadlock", True, True])
                again = threadbox("run", "--schedule", proof["schedule"], "-", text=edited)
                self.assertIn("The circle:", again.stderr)
            # What is known counts, also if the walk does not come to it.
            cut = self.explore(edited, "--prove", report, "--max-schedules=1")
            self.assertEqual(cut.returncode, 1)
            self.assertIn("The old failing schedule 1 still ends in a deadlock.\n  --schedule 1a.", cut.stdout)
            corrected = self.explore("print('corrected')", "--prove", report)
            self.assertEqual([corrected.returncode, corrected.stdout.splitlines()[0]], [0, "The old failing schedule 1 now ends well: it can no longer be followed to its end."])
            for wrong in (other, f"{folder}/none"):
                self.assertEqual(self.explore(edited, "--prove", wrong).returncode, 3)

    def test_the_tree_has_a_branch_for_each_choice_that_matters(self):
        tree = json.loads(self.explore(DEADLOCK, "--tree", "--json").stdout)["tree"]
        self.assertGreaterEqual(len(tree["branches"]), 2)
        self.assertEqual(sum(branch["count"] for branch in tree["branches"]), tree["count"])
        self.assertIn("→ deadlock", self.explore(DEADLOCK, "--tree").stdout)
        self.assertNotIn("tree", json.loads(self.explore(DEADLOCK, "--json").stdout))

    def test_a_wrong_command_line_or_file_is_misuse(self):
        self.assertEqual(self.explore("print(1)", "--budget=never").returncode, 3)
        self.assertEqual(threadbox("explore", "/no/such/file.py").returncode, 3)

    def test_it_tells_a_story(self):
        found = self.explore(DEADLOCK)
        self.assertIn("<- from here on it cannot end otherwise", found.stdout)
        self.assertIn("error: deadlock: ", found.stdout)
        self.assertIn("it would have ended well.", found.stdout)

    def test_annotations_are_escaped_and_stand_at_the_line_that_fails(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "100%,a:b.py")
            with open(path, "w", encoding="utf-8") as file:
                file.write("x = 1\nassert x == 2, '50% of\\nit'\n")
            printed = threadbox("explore", "--annotations", path).stdout.splitlines()[-1]
            self.assertTrue(printed.startswith("::error file="), printed)
            head, _, text = printed[2:].partition("::")
            escaped = path.replace("%", "%25").replace(":", "%3A").replace(",", "%2C")
            self.assertIn(f"file={escaped},", head)
            self.assertIn("50%25 of%0A", text)
            self.assertTrue(head.endswith(",line=2,title=an exception that nothing catches"), head)
            asked = threadbox("explore", "--annotations", "--json", path)
            json.loads(asked.stdout)
            self.assertIn("::error file=", asked.stderr)
        deadlock = threadbox("explore", "--annotations", "-", text=DEADLOCK).stdout
        self.assertRegex(deadlock, r"(?m)^::error file=<stdin>,line=\d+,title=deadlock")
        cut = self.explore("print(1)", "--strategy=random", "--max-schedules=2", "--annotations")
        self.assertIn("::warning file=<stdin>,title=Not all schedules::", cut.stdout)

    def test_junit_has_a_case_for_each_failing_outcome(self):
        def junit(text, *words):
            with tempfile.TemporaryDirectory() as folder:
                path = os.path.join(folder, "result.xml")
                self.explore(text, "--junit", path, *words)
                return xml.etree.ElementTree.parse(path).getroot()

        failed = junit(DEADLOCK)
        self.assertEqual([failed.get("tests"), failed.get("failures"), failed.get("skipped")], ["1", "1", "0"])
        failure = failed.find("testsuite/testcase/failure")
        self.assertEqual(failure.get("type"), "deadlock")
        self.assertIn("how it comes about", failure.text)
        odd = junit("assert False, '<&\"\\x01\\x7f>'")
        self.assertIn('<&"??>', odd.find("testsuite/testcase/failure").text)
        passed = junit("print(1)")
        self.assertEqual([passed.get("tests"), passed.get("failures")], ["1", "0"])
        self.assertIsNone(passed.find("testsuite/testcase/failure"))
        skipped = junit("print(1)", "--strategy=random", "--max-schedules=2")
        self.assertIsNotNone(skipped.find("testsuite/testcase/skipped"))
        self.assertEqual(self.explore("print(1)", "--junit", "/no/such/folder/file.xml").returncode, 3)


class Files(unittest.TestCase):
    def test_a_file_of_the_command_line_is_in_the_programs_folder(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "data.txt")
            with open(path, "wb") as file:
                file.write("häß\r\n".encode() + b"two")
            program = "import os; print(os.listdir(), open('data.txt', newline='').read().encode()); open('data.txt', 'w').write('gone')"
            for mode in ([], ["--simulate"]):
                result = run(program, "--file", path, *mode)
                self.assertEqual(result.stdout, "['data.txt'] b'h\\xc3\\xa4\\xc3\\x9f\\r\\ntwo'\n", result.stderr)
            with open(path, "rb") as file:
                self.assertTrue(file.read().endswith(b"two"))

    def test_a_file_that_cannot_be_read_is_named(self):
        for path in ("no_such_file.txt", tempfile.gettempdir()):
            result = run("print(1)", "--file", path)
            self.assertEqual((result.returncode, result.stdout), (2, ""))
            self.assertIn(f"can't open file '{path}'", result.stderr)

    def test_the_disk_is_neither_read_nor_written(self):
        with tempfile.TemporaryDirectory() as folder:
            result = run(f"import os; print(os.path.exists({folder!r})); os.makedirs({folder!r}); open({folder + '/x'!r}, 'w').write('x')")
            self.assertEqual((result.stdout, result.stderr), ("False\n", ""))
            self.assertEqual(os.listdir(folder), [])

    def test_files_count_as_the_programs_memory(self):
        program = "f = open('big', 'w')\ntry:\n    while True: f.write('x' * 1000000)\nexcept MemoryError: print('full')"
        self.assertEqual(run(program, "--heap", "50000000").stdout, "full\n")

    def test_threads_run_between_the_reads_and_the_writes_of_another(self):
        program = """import threading
def work():
    with open("n") as f:
        n = int(f.read())
    with open("n", "w") as f:
        f.write(str(n + 1))
with open("n", "w") as f:
    f.write("0")
threads = [threading.Thread(target=work) for _ in range(2)]
for t in threads: t.start()
for t in threads: t.join()
print(open("n").read())
"""
        with tempfile.NamedTemporaryFile("w", suffix=".py") as file:
            file.write(program)
            file.flush()
            found = json.loads(threadbox("explore", "--json", file.name).stdout)
        outputs = {outcome.get("output") for outcome in found["outcomes"]}
        self.assertTrue({"1\n", "2\n"} <= outputs, found)

    def test_each_explored_run_finds_the_files_that_were_put_in(self):
        program = """import threading
def work():
    n = int(open("n.txt").read())
    open("n.txt", "w").write(str(n + 1))
threads = [threading.Thread(target=work) for _ in range(2)]
for t in threads: t.start()
for t in threads: t.join()
print(open("n.txt").read())
"""
        with tempfile.TemporaryDirectory() as folder:
            pathlib.Path(folder, "n.txt").write_text("5")
            pathlib.Path(folder, "program.py").write_text(program)
            found = json.loads(threadbox("explore", "--json", "--file", f"{folder}/n.txt", f"{folder}/program.py").stdout)
            self.assertTrue({"6\n", "7\n"} <= {outcome.get("output") for outcome in found["outcomes"]}, found)
            missing = threadbox("explore", "--file", f"{folder}/none", f"{folder}/program.py")
            self.assertEqual((missing.returncode, missing.stderr), (3, f"threadbox: can't open file '{folder}/none'\n"))

    def test_a_lock_may_be_held_while_a_file_is_written(self):
        program = """import threading
lock = threading.Lock()
def work():
    for i in range(20):
        with lock:
            with open("log", "a") as f:
                f.write("line\\n")
threads = [threading.Thread(target=work) for _ in range(3)]
for t in threads: t.start()
for t in threads: t.join()
print(len(open("log").readlines()))
"""
        result = run(program, "--findings")
        self.assertEqual(result.stdout, "60\n")
        self.assertNotIn("held", result.stderr)

    def test_exit_ends_the_run_at_once(self):
        result = run("import os, threading\nthreading.Thread(target=threading.Event().wait).start()\nos._exit(7)\nprint('not here')")
        self.assertEqual((result.returncode, result.stdout), (7, ""))

    def test_only_the_console_can_be_cleared_by_a_command(self):
        self.assertIn("\x1b[2J", run("import os; os.system('clear')").stdout)
        self.assertIn("OSError", run("import os; os.system('ls')").stderr)

    def test_the_end_of_standard_input_raises_eof_error(self):
        self.assertIn("EOFError: EOF when reading a line", run("input()").stderr)
        self.assertEqual(run("import sys; print(repr(sys.stdin.read()), repr(sys.stdin.readline()))").stdout, "'' ''\n")


unittest.main()
