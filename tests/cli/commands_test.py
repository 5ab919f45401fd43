"""Tests of the command line: python3 commands_test.py THREADBOX. It behaves as CPython's does."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import unittest

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
        for heap in ("2097152", "10000000", "200000000"):
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


unittest.main()
