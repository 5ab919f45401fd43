# eval(), exec() and compile(): whose names they use, what they return, and the errors about their arguments.
import threading


def show(function, *args, **names):
    try:
        print(repr(function(*args, **names)))
    except BaseException as error:
        print(type(error).__name__, error)


# --- the names of a text
x = 1
exec("x = 2; y = x + 1")
print(x, y, eval("x * y"), eval(" \tx"), eval("x, y"), eval(b"x"))
globals()["z"] = 5
print(z, eval("z"), "z" in globals(), "nope" in globals())
del globals()["z"]
show(eval, "z")
print(eval("locals() is globals()"), eval("__name__"))

own = {"x": 10}
exec("y = x\ndef f(): return x + y\nclass C:\n    k = y\n", own)
print([*own], own["f"](), own["f"].__module__, own["C"].__module__, own["C"].k, own["f"].__globals__ is own)
own["x"] = 20
exec("global x; x += 1; y += 1", own)
print(own["f"](), own["x"], own["y"], x)
named = {"__name__": "made"}
exec("class C: pass\ndef f(): pass", named)
print(named["C"], named["C"].__module__, named["f"].__module__)
exec("def g(): return len", own)
print(own["g"]() is len)
own["len"] = 3
print(own["g"]())

# --- globals and locals of their own
outer, inner = {"a": 1}, {"b": 2}
exec("c = a + b\nglobal d\nd = c\nfor i in range(3): pass\nlist_ = [b * i for i in range(3)]\n[w := k for k in range(4)]", outer, inner)
print([*outer], inner)
show(eval, "[a * b for i in range(2)]", {"a": 2}, {"b": 3})
show(eval, "{a: b for a in range(2) for c in [b]}", {}, {"b": 3})
show(eval, "list(a * b for i in range(2))", {"a": 2}, {"b": 3})
show(eval, "(lambda: b)()", {"a": 2}, {"b": 3})
show(exec, "del b", {"b": 1}, {})
show(exec, "del b", {"b": 1}, {"b": 1})
show(exec, "nope", {}, {})
typed = {}
exec("v: int = 3\nw: str", {}, typed)
print(typed["__annotations__"], typed["v"])
show(eval, "x", None, {"x": "local"})
show(eval, "x", globals={"x": 7})
show(eval, "x", {"x": 7}, locals={"x": 8})


# --- in functions and classes
def function(parameter):
    local = 1
    exec("local = 2; new = 3; print(sorted(locals()))")
    show(eval, "new")
    print(local, eval("local + parameter"), sorted(locals()))
    kept = {}
    exec("local += 1", {"local": 5}, kept)
    print(kept)
    print([eval("local + parameter + i") for i in range(2)])

    def nested():
        return eval("local")

    show(nested)

    def closure():
        return local, eval("local")

    show(closure)


function(10)


class Body:
    exec("made = 5")
    twice = made * 2
    print(eval("twice"), "made" in locals())


print(Body.made, Body.twice)
print([eval("x + i") for i in range(2)])

# --- code objects
code = compile("x + 1", "<text>", "eval")
print(exec(code), exec(code, {"x": 5}, {"x": 6}), exec("x", {}, {"x": 7}))
print(eval(code), eval(code, {"x": 5}), eval(code, {}, {"x": 6}), eval(code), code.co_filename, code.co_name)
show(eval, code, {})
program = compile("'its doc'\ntotal = 0\nfor i in range(4):\n    total += i", "sum.py", "exec")
space = {}
print(exec(program, space), [*space], space["total"], space["__doc__"])
show(eval, compile("1", "f", "exec"))
exec(compile("1 + 1; None; 'shown'", "f", "single"))
exec(compile("for i in range(2): i\n", "f", "single"))


def no_arguments():
    return x


exec(no_arguments.__code__)
show(eval, no_arguments.__code__)

# --- what takes the place of the built-in names
show(eval, "abs(-1)", {"__builtins__": {}})
show(eval, "abs(-1)", {"__builtins__": {"abs": lambda n: "mine"}})
show(eval, "abs(-1)", {"__builtins__": None})
show(exec, "class A: pass", {"__builtins__": {}})
show(exec, "import os", {"__builtins__": {}})
show(exec, "print('printed')", {"__builtins__": __builtins__})
print(type(own["__builtins__"]), own["__builtins__"]["len"] is len)

# --- imports, in a text too
exec("import json, math as m\nfrom collections import Counter")
print(json.dumps([1]), m.floor(2.5), Counter("aab").most_common(1))
print(__import__("string").digits, __import__("os.path").__name__, __import__("os.path", fromlist=["join"]).join("a", "b"))
show(__import__, 5)

# --- threads share what a text binds
counter = 0
lock = threading.Lock()


def work():
    for _ in range(50):
        exec("with lock:\n    global counter\n    counter += 1" if False else "with lock: globals()['counter'] += 1")


threads = [threading.Thread(target=work) for _ in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(counter)
exec("def target(): results.append(threading.current_thread().name)\nresults = []\nt = threading.Thread(target=target, name='T')\nt.start(); t.join()")
print(results)

# --- arguments
for wrong in [(eval, 1), (exec, 1), (eval, "1", 5), (eval, "1", []), (exec, "1", []), (exec, "1", 5), (eval, "1", {}, 5), (exec, "1", {}, 5),
              (compile, 1, "f", "exec"), (compile, "1", "f", "other"), (compile, "1", 5, "exec"), (eval, "1", None, None)]:
    show(*wrong)

# --- what only a text uses
print(eval("2j * 2j"), eval("complex(1, 2)"))
exec("match 5:\n    case int(n): print('matched', n)\ntry:\n    raise ExceptionGroup('g', [ValueError(1)])\nexcept* ValueError as group:\n    print(group.exceptions)")
exec("with open('made.txt', 'w') as file: print(file.write('abc'))\nimport os\nos.remove('made.txt')")
