# pathlib, shutil, tempfile and glob over files.
import glob
import os
import shutil
import tempfile
from pathlib import Path, PurePath, PurePosixPath

folder = Path(tempfile.mkdtemp(prefix="threadbox_paths"))
os.chdir(folder)


def fails(call, *arguments, **keywords):
    try:
        print("no error:", call(*arguments, **keywords))
    except Exception as error:
        print(type(error).__name__, "|", error)


for text in ("/a/b/c.tar.gz", "c.txt", ".profile", "a/../b", "/", "", "a//b/./c", "x.", "/a"):
    p = PurePosixPath(text)
    print(repr(p), str(p), p.parts, repr(p.name), repr(p.stem), repr(p.suffix), p.suffixes, p.parent, [str(q) for q in p.parents], p.is_absolute(), repr(p.root), repr(p.anchor))
a = Path("a")
print(a / "b" / "c.txt", "x" / a, a / "/abs", a.joinpath("b", "c"), a == Path("a/"), a < Path("b"), hash(a) == hash(Path("a")), a != "a")
print(Path("a/b.txt").with_suffix(".md"), Path("a/b.txt").with_name("c"), Path("a/b.txt").with_stem("z"), Path("a/b").with_suffix(""))
print(Path("/a/b/c").relative_to("/a"), Path("/a/b").is_relative_to("/c"), Path("a/b.py").match("*.py"), sorted([Path("b"), Path("a/c"), Path("a")]))
fails(Path("/a/b").relative_to, "/c")
fails(Path("/").with_suffix, ".x")
fails(Path("a").with_suffix, "x")
fails(Path("a").with_name, "")
fails(lambda: a / 3)
fails(Path, 3)
print(isinstance(a, PurePath), type(a), Path.cwd() == folder, a.absolute() == folder / "a", repr(Path("x").resolve().name))

a.mkdir()
fails(a.mkdir)
a.mkdir(exist_ok=True)
fails(Path("q/r").mkdir)
Path("q/r/s").mkdir(parents=True)
print((a / "one.txt").write_text("one\ntwo\n"), (a / "one.txt").read_text(), (a / "one.txt").exists(), a.is_dir(), a.is_file())
(a / "two.py").touch()
(a / "three.py").write_text("x")
Path("q/r/four.py").write_text("four")
print(sorted(str(p) for p in a.iterdir()), sorted(str(p) for p in a.glob("*.py")), sorted(str(p) for p in Path().rglob("*.py")))
print(sorted(str(p) for p in Path(".").glob("**/*.py")), sorted(str(p) for p in Path(".").glob("q/*/*")), sorted(glob.glob("a/*.py")), sorted(glob.glob("**/*.py", recursive=True)))
print((a / "one.txt").stat().st_size, (a / "one.txt").rename(a / "renamed.txt"), (a / "one.txt").exists())
with (a / "two.py").open("w") as f:
    f.write("two")
print(open(a / "two.py").read(), os.path.join(a, "x"), os.fspath(a))
fails((a / "none").read_text)
fails((a / "none").unlink)
(a / "none").unlink(missing_ok=True)
fails(a.rmdir)
fails(a.unlink)
fails((a / "two.py").write_text, 3)

print(shutil.copy("a/two.py", "copied.py"), shutil.copy("a/two.py", "q"), sorted(os.listdir("q")), open("copied.py").read())
print(shutil.copyfile("a/renamed.txt", "c.txt"), shutil.move("c.txt", "q"), shutil.move("q/c.txt", "moved.txt"), os.path.exists("q/c.txt"))
fails(shutil.copy, "none", "x")
fails(shutil.copyfile, "moved.txt", "moved.txt")
fails(shutil.move, "none", "x")
print(shutil.copytree("q", "tree"), sorted(str(p) for p in Path("tree").rglob("*")))
fails(shutil.copytree, "q", "tree")
shutil.rmtree("tree")
print(os.path.exists("tree"))
fails(shutil.rmtree, "tree")
shutil.rmtree("tree", ignore_errors=True)

with tempfile.TemporaryDirectory() as name:
    print(os.path.isdir(name), os.path.dirname(name) == tempfile.gettempdir())
    Path(name, "inside.txt").write_text("inside")
print(os.path.exists(name))
with tempfile.NamedTemporaryFile("w+", suffix=".txt") as f:
    print(f.write("temporary"), f.name.endswith(".txt"), os.path.exists(f.name), f.seek(0), f.read())
print(os.path.exists(f.name), f.closed)
with tempfile.NamedTemporaryFile("w", delete=False) as f:
    print("kept", file=f)
print(open(f.name).read(), end="")
os.unlink(f.name)
with tempfile.TemporaryFile("w+") as f:
    f.write("unnamed")
    f.seek(0)
    print(f.read())
os.chdir("/")
shutil.rmtree(folder)
