"""What a program writes arrives whole, however late it is read: python3 output_test.py COMMAND (which starts threadbox)."""

import array
import fcntl
import os
import shlex
import subprocess
import sys
import termios
import unittest

COMMAND = shlex.split(sys.argv.pop(1))
PIPE_BYTES = 4096  # The least that Linux gives a pipe.
LETTERS = 300_000


def bytes_in(pipe):
    answer = array.array("i", [0])
    fcntl.ioctl(pipe, termios.FIONREAD, answer)
    return answer[0]


class Output(unittest.TestCase):
    def test_a_program_waits_for_a_reader_that_is_late(self):
        for stream in ("stdout", "stderr"):
            reading, writing = os.pipe()
            fcntl.fcntl(writing, fcntl.F_SETPIPE_SZ, PIPE_BYTES)
            code = f"import sys\nprint('x' * {LETTERS}, file=sys.{stream})"
            with subprocess.Popen([*COMMAND, "run", "-c", code], **{stream: writing}) as process, open(reading, "rb") as pipe:
                os.close(writing)
                while bytes_in(reading) < PIPE_BYTES and process.poll() is None:
                    pass
                self.assertEqual(pipe.read(), b"x" * LETTERS + b"\n", stream)
                self.assertEqual(process.wait(), 0, stream)


unittest.main()
