# IntEnum, StrEnum, Flag, IntFlag and verify.
from enum import CONFORM, CONTINUOUS, EJECT, KEEP, NAMED_FLAGS, STRICT, UNIQUE, Enum, Flag, IntEnum, IntFlag, StrEnum, auto, verify
import enum


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


class Priority(IntEnum):
    LOW = 1
    HIGH = 10
    TOP = HIGH + 1


print(Priority.LOW, repr(Priority.LOW), Priority.LOW + 1, type(Priority.LOW + 1), Priority.HIGH > Priority.LOW, Priority.LOW == 1, [0, "one"][Priority.LOW], f"{Priority.LOW} {Priority.HIGH:03d}", "%d" % Priority.TOP)
print(sorted([Priority.TOP, Priority.LOW, Priority.HIGH]), max(Priority), sum(Priority), Priority(10), 10 in Priority, {1: "a"}[Priority.LOW], list(range(Priority.LOW, 3)), int(Priority.LOW), isinstance(Priority.LOW, int), str(Priority.LOW), bool(Priority.LOW))
attempt(lambda: Priority(3))
attempt(lambda: Priority("LOW"))


class Mode(StrEnum):
    READ = auto()
    WRITE = "w"


print(Mode.READ, repr(Mode.READ), Mode.READ == "read", Mode.READ.upper(), f"{Mode.READ:>8}|", "mode " + Mode.WRITE, Mode("w"), "w" in Mode, isinstance(Mode.READ, str), [Mode.READ], {"read": 1}[Mode.READ], ",".join(Mode))
attempt(lambda: StrEnum("Bad", {"A": 1}))


class Old(str, Enum):
    A = "a"
    B = "b"


print(Old.A, repr(Old.A), Old.A == "a", f"{Old.A}", Old("b"), Old.A.value, Old.A + "x", str(Old.A), "%s" % Old.A, Old.A.upper())


class Number(int, Enum):
    ONE = 1
    TWO = "2"


print(Number.ONE, repr(Number.TWO), Number.ONE + Number.TWO, f"{Number.ONE}", Number(2), Number.TWO.value, list(Number))


class Share(float, Enum):
    HALF = 0.5


print(Share.HALF, repr(Share.HALF), Share.HALF * 2, Share(0.5))


class Perm(Flag):
    R = 4
    W = 2
    X = 1
    RW = R | W
    NONE = 0


print(Perm.R, repr(Perm.R), Perm.R | Perm.X, repr(Perm.R | Perm.W), Perm.RW, repr(Perm.RW), ~Perm.R, Perm.R & Perm.W, repr(Perm.R & Perm.W), Perm.R ^ Perm.RW, Perm(7), Perm(0), bool(Perm.NONE), bool(Perm.R))
print(list(Perm), len(Perm), list(Perm.RW), Perm.R in Perm.RW, Perm.X in Perm.RW, len(Perm.RW), Perm(5).name, Perm(5).value, Perm.RW.name, Perm, Perm(3) is Perm.W | Perm.X, repr(Perm(-1)), (Perm.R | Perm.X) == Perm(5))
for action in (lambda: Perm(8), lambda: Perm("R"), lambda: Perm.R | 1, lambda: 1 in Perm.R, lambda: Perm.R + 1, lambda: Perm.R < Perm.W, lambda: Perm(-20)):
    attempt(action)


class Auto(Flag):
    A = auto()
    B = auto()
    C = auto()
    AB = A | B


print(list(Auto), [f.value for f in Auto], Auto.A | Auto.C, Auto.AB, repr(~Auto.AB), Auto.__members__["AB"])


class Bits(IntFlag):
    ONE = 1
    TWO = 2
    FOUR = 4


print(Bits.ONE, repr(Bits.ONE), Bits.ONE | Bits.TWO, repr(Bits.ONE | Bits.TWO), repr(Bits.ONE | 8), Bits(9), repr(Bits(16)), Bits.ONE + 1, Bits.ONE == 1, repr(~Bits.ONE), 1 in Bits, isinstance(Bits.ONE, int), f"{Bits.TWO}", Bits.TWO & 3, repr(8 | Bits.TWO), repr(Bits(0)), Bits(3) in Bits(7), list(Bits(5)))


class Strict(Flag, boundary=STRICT):
    A = 1
    B = 4


class Conform(Flag, boundary=CONFORM):
    A = 1
    B = 4


class Eject(Flag, boundary=EJECT):
    A = 1
    B = 4


class Keep(Flag, boundary=KEEP):
    A = 1
    B = 4


attempt(lambda: Strict(2))
attempt(lambda: repr(Conform(7)))
attempt(lambda: repr(Eject(2)))
attempt(lambda: repr(Keep(7)))


def skipping():
    @verify(CONTINUOUS)
    class Skips(Enum):
        A = 1
        B = 3
        C = 6


def aliased():
    @verify(UNIQUE)
    class Same(Enum):
        A = 1
        B = 1


def unnamed():
    @verify(NAMED_FLAGS)
    class Gap(Flag):
        A = 1
        ALL = 7


attempt(skipping)
attempt(aliased)
attempt(unnamed)
print(enum.show_flag_values(13), list(enum.FlagBoundary), repr(enum.STRICT), list(IntFlag("F", "A B C")), list(Flag("G", {"A": 1, "B": 2})), IntEnum("H", "X Y").Y + 1)


class Back(Flag):
    B = 2
    A = 1


print(list(Back), list(Back(3)), Back(3), Back.A | Back.B)
