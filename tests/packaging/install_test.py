"""What `cmake --install` and CPack make of a native build: python3 install_test.py CMAKE BUILD."""

import itertools
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

CMAKE, BUILD = pathlib.Path(sys.argv.pop(1)), pathlib.Path(sys.argv.pop(1)).resolve()


def flags_of(usage):
    """The flags of each command, as --help lists them; those of a program without commands under an empty name."""
    flags, command = {}, ""
    for line in usage.splitlines():
        if flag := re.match(r" +(--[\w-]+)", line):
            flags.setdefault(command, []).append(flag[1])
        elif paragraph := re.match(r"(\w+) ", line):
            command = paragraph[1]
    return flags


def call(*words, **options):
    done = subprocess.run(list(map(str, words)), capture_output=True, text=True, timeout=250, check=False, **options)
    if done.returncode != 0:
        raise AssertionError(f"{words} failed:\n{done.stdout}{done.stderr}")
    return done.stdout + done.stderr


def needs(program):
    return unittest.skipUnless(shutil.which(program), f"{program} is not installed")


class Installed(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        call(CMAKE, "--install", BUILD, "--component", "programs", "--prefix", "/usr", env={**os.environ, "DESTDIR": cls.folder.name})
        cls.usr = pathlib.Path(cls.folder.name) / "usr"
        cls.share = cls.usr / "share"
        cls.documents = cls.share / "doc/threadbox"
        cls.flags = {name: flags_of(cls.program(name, "--help")) for name in ("threadbox", "threadbox-ui")}

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    @classmethod
    def program(cls, name, *words):
        return call(cls.usr / "bin" / name, *words, env={"PATH": "/nowhere"}, cwd="/")

    def test_the_programs_run_where_they_are_installed(self):
        self.assertEqual(self.program("threadbox", "run", "-c", "print(6 * 7)"), "42\n")
        lesson = self.documents / "lessons/hello_threads.py"
        self.assertTrue(self.program("threadbox", "run", "--simulate", lesson).endswith("all done\n"))
        self.assertEqual(self.program("threadbox-ui", "--version"), self.program("threadbox", "--version"))
        self.assertIn("--seed", self.flags["threadbox"]["run"])
        self.assertIn("--light", self.flags["threadbox-ui"][""])

    def test_licences_are_installed(self):
        for name in ("LICENSE", "THIRD_PARTY_NOTICES.md", "licences/dear-imgui.txt"):
            self.assertTrue((self.documents / name).is_file(), name)

    @needs("groff")
    def test_the_manual_pages_have_every_option_and_no_warning(self):
        for name, flags in self.flags.items():
            page = self.share / f"man/man1/{name}.1"
            self.assertEqual(call("groff", "-ww", "-man", "-Tutf8", "-z", page), "")
            text = call("groff", "-man", "-Tutf8", "-P-c", page)
            text = re.sub(r".\x08", "", text).replace("‐", "-").replace("−", "-")
            for flag in itertools.chain(*flags.values()):
                self.assertRegex(text, rf"(?m)^ +{flag}\b", name)
            self.assertNotRegex(page.read_text(encoding="utf-8"), "@[A-Z]+@")

    def completed_by_bash(self, *words):
        name = words[0]
        script = """source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
          $(complete -p "$1" | sed 's/.*-F \\([^ ]*\\).*/\\1/'); printf '%s\\n' "${COMPREPLY[@]}" """
        file = self.share / "bash-completion/completions" / name
        return call("bash", "--norc", "-c", script, "bash", file, *words, cwd=self.documents / "lessons").split()

    def test_bash_completes_commands_options_values_and_programs(self):
        self.assertEqual(self.completed_by_bash("threadbox", "c"), ["check"])
        self.assertEqual(self.completed_by_bash("threadbox", "run", "--print"), ["--print-schedule"])
        self.assertEqual(self.completed_by_bash("threadbox", "run", "--preempt", "=", "b"), ["bytecode"])
        self.assertEqual(self.completed_by_bash("threadbox", "run", "--preempt", "="), ["line", "bytecode"])
        self.assertEqual(self.completed_by_bash("threadbox", "run", "--simulate", "hello"), ["hello_threads.py"])
        for command, flags in self.flags["threadbox"].items():
            self.assertEqual([word.rstrip("=") for word in self.completed_by_bash("threadbox", command, "--")], flags)
        self.assertEqual(self.completed_by_bash("threadbox-ui", "--"), self.flags["threadbox-ui"][""])

    @needs("fish")
    def test_fish_completes_them_too(self):
        with tempfile.TemporaryDirectory() as home:
            def completed(text):
                file = self.share / f"fish/vendor_completions.d/{text.split()[0]}.fish"
                lines = call("fish", "--no-config", "-c", f'source {file}; complete -C "{text}"', env={**os.environ, "HOME": home}, cwd="/")
                return [line.split("\t")[0] for line in lines.splitlines()]

            self.assertEqual(completed("threadbox ch"), ["check"])
            for command, flags in self.flags["threadbox"].items():
                self.assertEqual(sorted(completed(f"threadbox {command} --")), sorted(flags))
            self.assertEqual(sorted(completed("threadbox run --preempt=")), ["--preempt=bytecode", "--preempt=line"])
            self.assertEqual(sorted(completed("threadbox-ui --")), sorted(self.flags["threadbox-ui"][""]))

    @needs("zsh")
    def test_zsh_is_told_every_option(self):
        file = self.share / "zsh/site-functions/_threadbox"
        script = '_arguments() { print -rl -- "$@" }; words=("${@:2}"); CURRENT=3; service=$2; source $1'
        wanted = [(["threadbox", command, "--"], flags) for command, flags in self.flags["threadbox"].items()]
        for words, flags in [*wanted, (["threadbox-ui", "--"], self.flags["threadbox-ui"][""])]:
            told = call("zsh", "-f", "-c", script, "zsh", file, *words)
            self.assertEqual(re.findall(r"^(--[\w-]+)", told, re.MULTILINE), flags)

    @needs("desktop-file-validate")
    def test_the_desktop_entry_is_valid_and_its_icon_is_there(self):
        entry = self.share / "applications/threadbox-ui.desktop"
        self.assertEqual(call("desktop-file-validate", entry), "")
        icon = re.search("^Icon=(.*)$", entry.read_text(encoding="utf-8"), re.MULTILINE)[1]
        self.assertIn("<svg", (self.share / f"icons/hicolor/scalable/apps/{icon}.svg").read_text(encoding="utf-8"))


@needs("dpkg-deb")
class Debian(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        call(CMAKE.with_name("cpack"), "--config", BUILD / "CPackConfig.cmake", "-B", cls.folder.name, cwd=BUILD)
        cls.packages = {file.name.split("_")[0]: file for file in pathlib.Path(cls.folder.name).glob("*.deb")}

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def contents(self, package):
        return re.findall(r" \./(\S*[^/\s])$", call("dpkg-deb", "--contents", self.packages[package]), re.MULTILINE)

    def test_there_is_one_of_the_programs_and_one_of_the_library(self):
        self.assertEqual(sorted(self.packages), ["libthreadbox-dev", "threadbox"])
        programs, library = self.contents("threadbox"), self.contents("libthreadbox-dev")
        for path in ("bin/threadbox", "bin/threadbox-ui", "share/man/man1/threadbox.1.gz", "share/man/man1/threadbox-ui.1.gz",
                     "share/applications/threadbox-ui.desktop", "share/icons/hicolor/scalable/apps/threadbox.svg",
                     "share/bash-completion/completions/threadbox", "share/zsh/vendor-completions/_threadbox",
                     "share/fish/vendor_completions.d/threadbox.fish", "share/doc/threadbox/copyright"):
            self.assertIn(f"usr/{path}", programs)
        self.assertIn("usr/include/threadbox/sync/barrier.h", library)
        self.assertIn("usr/share/doc/libthreadbox-dev/copyright", library)
        self.assertFalse(set(programs) & set(library))
        self.assertFalse([path for path in programs + library if not path.startswith("usr/")])

    def test_it_says_what_it_is_and_what_it_needs(self):
        fields = call("dpkg-deb", "--info", self.packages["threadbox"])
        for line in ("Package: threadbox", "Section: devel", "Description: sandbox for Python's threading module"):
            self.assertIn(f" {line}\n", fields)
        self.assertRegex(fields, r"\n Version: \d+\.\d+\.\d+\n")
        if shutil.which("dpkg-shlibdeps"):
            self.assertRegex(fields, r"\n Depends: .*libsdl2-2\.0-0")

    def test_its_program_runs(self):
        with tempfile.TemporaryDirectory() as root:
            call("dpkg-deb", "--extract", self.packages["threadbox"], root)
            self.assertEqual(call(f"{root}/usr/bin/threadbox", "run", "-c", "print(6 * 7)"), "42\n")


unittest.main()
