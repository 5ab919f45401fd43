"""ARCHITECTURE.md against the build: python3 architecture_test.py. Its table names each room's MAY_INCLUDE, in an order without an arrow back."""

import pathlib
import re
import unittest

LIBRARIES = {"imgui"}
TOP = pathlib.Path(__file__).resolve().parent.parent


def rooms_of_the_build():
    found = {}
    for lists in sorted([*TOP.glob("core/**/CMakeLists.txt"), TOP / "ui/CMakeLists.txt"]):
        for name, body in re.findall(r"threadbox_room\((\w+)(.*?)\n?\)", lists.read_text(encoding="utf-8"), re.DOTALL):
            may = re.search(r"MAY_INCLUDE ([\w ]+)", body)
            found[name] = may[1].split() if may else []
    return found


def rooms_of_the_document():
    text = (TOP / "ARCHITECTURE.md").read_text(encoding="utf-8")
    return {name: may.split() for name, may in re.findall(r"^\| `(\w+)` \|([\w ]*)\|", text, re.MULTILINE)}


class Architecture(unittest.TestCase):
    maxDiff = None

    def test_the_document_lists_the_rooms_of_the_build_and_what_they_may_include(self):
        self.assertEqual(rooms_of_the_document(), rooms_of_the_build())

    def test_a_room_includes_only_rooms_before_it(self):
        before = []
        for room, may in rooms_of_the_document().items():
            self.assertLessEqual(set(may) - LIBRARIES, set(before), room)
            before.append(room)

    def test_each_file_that_it_names_exists(self):
        text = (TOP / "ARCHITECTURE.md").read_text(encoding="utf-8")
        named = re.findall(r"`((?:core|ui|cmake|tests|wasm|web|cli|lessons|docs)/[\w/.]*)`|\]\(([\w/.]+)\)", text)
        for path in filter(None, (path for pair in named for path in pair)):
            self.assertTrue((TOP / path).exists(), path)


unittest.main()
