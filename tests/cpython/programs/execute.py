"""Runs a program by Threadbox or by CPython, and answers its questions: the scripts that a test starts are run as programs of their own."""

import ast
import os
import pathlib
import signal
import subprocess
import tempfile
import threading

def read_literal(text):
    """What a program told."""
    try:
        return ast.literal_eval(text)
    except (SyntaxError, ValueError) as error:
        return ("", "", "errors", f"it tells what is no literal: {error}: {text}")


class Python:
    """A command that runs a file."""

    def __init__(self, command, make_script, seconds):
        self.command, self.make_script, self.seconds = command, make_script, seconds

    def run(self, text):
        """The outcomes that the program told, and what it wrote to its standard error."""
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, "tests.py")
            path.write_text(text, encoding="utf-8")
            return self._converse(path, folder)

    def _converse(self, path, folder):
        process = subprocess.Popen([*self.command, path], cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                   text=True, errors="replace", start_new_session=True)
        errors, late = [], []
        reader = threading.Thread(target=lambda: errors.append(process.stderr.read()))
        reader.start()

        def end():
            late.append(True)
            os.killpg(process.pid, signal.SIGKILL)

        timer = threading.Timer(self.seconds, end)
        timer.start()
        outcomes = []
        for line in process.stdout:
            before, mark, told = line.partition("\x1e")
            if mark and told[:1] == "=":
                outcomes.append(read_literal(told[1:]))
            elif mark and told[:1] == "?":
                self._answer(process, read_literal(told[1:]))
        process.wait()
        try:
            process.stdin.close()
        except BrokenPipeError:
            pass
        process.stdout.close()
        timer.cancel()
        reader.join()
        process.stderr.close()
        if late:
            errors.append(f"\nit does not end within {self.seconds} seconds")
        return outcomes, "".join(errors)

    def _answer(self, process, script):
        reply = self.run_script(script)
        try:
            process.stdin.write(repr(reply) + "\n")
            process.stdin.flush()
        except BrokenPipeError:
            pass

    def run_script(self, script):
        """The exit code and both outputs of a script. No exit code: the script cannot be read."""
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, "script.py")
            path.write_text(self.make_script(script), encoding="utf-8")
            try:
                done = subprocess.run([*self.command, path], cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, timeout=self.seconds)
            except subprocess.TimeoutExpired as late:
                return -9, late.stdout or b"", b"the script does not end"
            return done.returncode, done.stdout, done.stderr
