"""run(): the output of CPython for the same sessions; console_runner.cpp describes the input and output.

The statements are executed by code.InteractiveInterpreter, as those of Threadbox's console are: in a thread that _thread has
started, while the main thread waits. That thread is named Console once it asks for itself, and uses up no number; threads
that are made there are no daemons unless told: what docs/console.md says of ours.
"""

import _thread
import code
import json
import os
import sys
import tempfile
import threading
import time
import types

LIMIT_S = 60


def set_up(session):
    """Makes the thread of that ident what our Console is."""
    make_dummy, make_thread = threading._DummyThread.__init__, threading.Thread.__init__

    def dummy_init(self):
        if _thread.get_ident() != session:
            return make_dummy(self)
        counter, threading._counter = threading._counter, lambda: 0
        try:
            make_dummy(self)
        finally:
            threading._counter = counter
        self._name = "Console"

    def thread_init(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        if daemon is None and _thread.get_ident() == session:
            daemon = False
        make_thread(self, group, target, name, args, kwargs, daemon=daemon)

    thread_init.__qualname__ = make_thread.__qualname__
    threading._DummyThread.__init__, threading.Thread.__init__ = dummy_init, thread_init


def type_statements(statements):
    """In the main thread: waits for the session, then ends as its exit() says."""
    ended = _thread.allocate_lock()
    ended.acquire()
    exits = []

    def session():
        set_up(_thread.get_ident())
        sys.modules["__main__"] = types.ModuleType("__main__")
        interpreter = code.InteractiveInterpreter(sys.modules["__main__"].__dict__)
        try:
            for statement in statements:
                try:
                    compiled = interpreter.compile.compiler(statement + "\n", "<console>", "single")
                except (OverflowError, SyntaxError, ValueError):
                    interpreter.showsyntaxerror("<console>")
                else:
                    interpreter.runcode(compiled)
        except SystemExit as error:
            exits.append(error)
        ended.release()

    _thread.start_new_thread(session, ())
    ended.acquire()
    if exits:
        raise exits[0]


def outcome_of(process, out, err):
    deadline = time.monotonic() + LIMIT_S
    while True:
        pid, status = os.waitpid(process, os.WNOHANG)
        if pid or time.monotonic() > deadline:
            break
        time.sleep(0.002)
    if not pid:
        os.kill(process, 9)
        os.waitpid(process, 0)
    code = os.waitstatus_to_exitcode(status) if pid else "no end"
    texts = []
    for file in (out, err):
        file.seek(0)
        texts.append(file.read().decode(errors="replace"))
    return {"out": texts[0], "err": texts[1], "code": code}


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        sessions = json.load(file)
    # Forked from here, so that no import of theirs takes time.
    import collections, concurrent.futures, contextlib, dataclasses, functools, itertools, logging, queue, random, traceback, typing  # noqa

    for typed in sessions:
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            process = os.fork()
            if process == 0:
                os.dup2(out.fileno(), 1)
                os.dup2(err.fileno(), 2)
                return typed["statements"]
            print(json.dumps({"name": typed["name"], **outcome_of(process, out, err)}), flush=True)
    return None


def run():
    if (statements := main()) is not None:
        type_statements(statements)
