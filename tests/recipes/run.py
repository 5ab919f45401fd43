"""run.py --build FOLDER: follows docs/recipes.md.

Applies the examples of all recipes to a copy of the project in FOLDER, builds it, and compares the output of each command in the
document with the lines after it. The last line counts the recipes as doctest counts test cases. A copy that is there already is
updated, so that only changed files are compiled again.
"""

import argparse
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

TOP = pathlib.Path(__file__).resolve().parent.parent.parent
COPIED = ["CMakeLists.txt", "versions.json", "bench", "cli", "cmake", "core", "lessons", "packaging", "tests", "ui", "web/src"]


def recipes():
    """Yields (title, diffs, commands with their expected output) of each recipe."""
    text = (TOP / "docs/recipes.md").read_text()
    for section in re.split(r"^## ", text, flags=re.M)[1:]:
        blocks = dict(diff="", console="")
        for kind, body in re.findall(r"^```(diff|console)\n(.*?)^```$", section, flags=re.M | re.S):
            blocks[kind] += body
        commands = [part.partition("\n")[::2] for part in re.split(r"^\$ ", blocks["console"], flags=re.M)[1:]]
        yield section.split("\n", 1)[0], blocks["diff"], commands


def call(words, **options):
    """Runs a command. Returns its output; ends the test with it if the command fails."""
    done = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **options)
    if done.returncode != 0:
        sys.exit(f"{done.stdout}\n{' '.join(map(str, words))}: exit code {done.returncode}\n{summary(0, 1)}")
    return done.stdout


def summary(passed, failed):
    return f"test cases: {passed + failed} | {passed} passed | {failed} failed | 0 skipped"


def copy_with_examples(folder):
    """Makes the copy; a file that has not changed keeps its time."""
    with tempfile.TemporaryDirectory() as new:
        new = pathlib.Path(new)
        for name in COPIED:
            (new / name).parent.mkdir(parents=True, exist_ok=True)
            copy = shutil.copytree if (TOP / name).is_dir() else shutil.copy2
            copy(TOP / name, new / name)
        for title, diff, _ in recipes():
            print(f"applying: {title}")
            call(["git", "apply", "-C1", "-"], cwd=new, input=diff)
        for old in [path for path in folder.rglob("*") if path.is_file() and not (new / path.relative_to(folder)).exists()]:
            old.unlink()
        for path in [path for path in new.rglob("*") if path.is_file()]:
            target = folder / path.relative_to(new)
            if target.exists() and target.read_bytes() == path.read_bytes():
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, target)


def build(source, folder):
    environment = TOP / "tools/env"
    call([environment, "cmake", "-S", source, "-B", folder, "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Debug", "-DCMAKE_CXX_FLAGS_DEBUG=-O0",
          "-DTHREADBOX_UI=ON"])
    call([environment, "cmake", "--build", folder, "--target", "threadbox", "ui-tests"])


def check(commands, source, environment):
    """Returns how the output of the commands differs from the document, as a text; empty if it does not."""
    for command, expected in commands:
        done = subprocess.run(command, shell=True, cwd=source, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if done.returncode != 0 or done.stdout.strip() != expected.strip():
            return f"$ {command}\n{done.stdout}exit code {done.returncode}; expected:\n{expected}"
    return ""


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--build", required=True, type=pathlib.Path)
    folder = arguments.parse_args().build.resolve()
    source, built = folder / "source", folder / "build"
    source.mkdir(parents=True, exist_ok=True)
    copy_with_examples(source)
    environment = dict(os.environ, PATH=f"{built / 'cli'}:{built / 'tests'}:{os.environ['PATH']}")
    build(source, built)
    failures = {title: problem for title, _, commands in recipes() if (problem := check(commands, source, environment))}
    for title, problem in failures.items():
        print(f"=== {title}\n{problem}")
    print(summary(len(list(recipes())) - len(failures), len(failures)))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
