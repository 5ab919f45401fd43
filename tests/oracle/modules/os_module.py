# The os module: folders, paths and their errors.
import os
import os.path
from os.path import join

FOLDER = "/tmp/threadbox_os_module"
os.makedirs(FOLDER, exist_ok=True)
os.chdir(FOLDER)


def fails(call, *arguments, **keywords):
    try:
        print("no error:", call(*arguments, **keywords))
    except Exception as error:
        print(type(error).__name__, "|", error)


print(os.getcwd(), os.name, repr(os.sep), repr(os.linesep), os.curdir, os.pardir, os.extsep, os.pathsep, os.devnull)
print(type(os.getpid()), os.getpid() == os.getpid(), os.getpid() != os.getppid(), os.cpu_count() >= 1)
print(os.environ.get("NOT_THERE"), os.getenv("NOT_THERE", "default"), "PATH" in os.environ)
os.environ["TB_TEST"] = "1"
print(os.environ["TB_TEST"], os.getenv("TB_TEST"))
fails(os.environ.__setitem__, "a", 1)
fails(os.environ.__getitem__, "NOT_THERE")

os.mkdir("d")
fails(os.mkdir, "d")
fails(os.mkdir, "no/where")
os.makedirs("d/e/f")
fails(os.makedirs, "d/e/f")
os.makedirs("d/e/f", exist_ok=True)
with open("d/e/f/deep.txt", "w") as f:
    f.write("deep")
with open("top.txt", "w") as f:
    f.write("top")
fails(os.mkdir, "top.txt/x")
fails(os.makedirs, "top.txt", exist_ok=True)
print(sorted(os.listdir()), sorted(os.listdir("d/e")), sorted(os.listdir(FOLDER)))
fails(os.listdir, "none")
fails(os.listdir, "top.txt")
for folder, folders, files in os.walk("."):
    print(folder, sorted(folders), sorted(files))
with os.scandir() as entries:
    print(sorted((entry.name, entry.is_dir(), entry.is_file()) for entry in entries))
fails(os.rmdir, "d")
fails(os.rmdir, "top.txt")
fails(os.rmdir, "none")
fails(os.remove, "none")
fails(os.remove, "d")
fails(os.unlink, "none")
fails(os.rename, "none", "other")
fails(os.rename, "top.txt", "d")
fails(os.rename, "d", "top.txt")
fails(os.rename, "d", "d/inside")
fails(os.chdir, "none")
fails(os.chdir, "top.txt")
fails(os.stat, "none")
os.rename("top.txt", "renamed.txt")
os.rename("d/e", "moved")
os.replace("renamed.txt", "moved/f/deep.txt")
print(sorted(os.listdir()), sorted(os.listdir("moved/f")), open("moved/f/deep.txt").read(), os.stat("moved/f/deep.txt").st_size)
print(os.path.exists("d"), os.path.isdir("d"), os.path.isfile("d"), os.path.isfile("moved/f/deep.txt"), os.path.exists(""))
print(os.path.getsize("moved/f/deep.txt"), os.path.getmtime("moved/f/deep.txt") > 0)
fails(os.path.getsize, "none")
os.chdir("moved")
print(os.getcwd(), os.path.abspath("f"), os.path.abspath(".."), os.path.relpath("f", ".."), os.path.relpath("/tmp", "/"))
os.chdir("..")

print(join("a", "b"), join("a/", "b"), join("a", "/b"), join("", "b"), join("a", ""), join("a", "b", "c.txt"))
for path in ("/a/b/c.txt", "c.tar.gz", ".profile", "a/", "/", "", "a.b/c", "..", "a//b", "x."):
    print(repr(path), os.path.basename(path), os.path.dirname(path), os.path.split(path), os.path.splitext(path), os.path.normpath(path), os.path.isabs(path))
print(os.path.normpath("a/./b/../c//d"), os.path.normpath("/../a"), os.path.normpath("../../x"), os.path.commonpath(["/a/b/c", "/a/b/d"]))
print(os.path.commonprefix(["abc", "abd"]), os.fspath("x"), os.path.splitdrive("a/b"))
fails(join, 1)
fails(join, "a", None)
fails(os.fspath, 3)
fails(os.path.basename, 3)
fails(os.path.commonpath, [])
fails(os.path.relpath, "")
print(os.strerror(2), os.strerror(17))

os.remove("moved/f/deep.txt")
os.removedirs("moved/f")
os.rmdir("d")
print(os.listdir())
os.chdir("/")
os.rmdir(FOLDER)
