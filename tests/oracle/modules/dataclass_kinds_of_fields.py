# What an annotation says that a dataclass asks for: ClassVar, InitVar, KW_ONLY.
import dataclasses
import typing
from dataclasses import KW_ONLY, InitVar, asdict, dataclass, field, fields, replace
from typing import ClassVar


@dataclass
class Worker:
    name: str
    count: ClassVar[int] = 0
    other: typing.ClassVar = "shared"
    start: InitVar[int] = 5
    _: KW_ONLY
    limit: int = 10
    log: list = field(default_factory=list)

    def __post_init__(self, start):
        Worker.count += 1
        self.log.append(start)


worker = Worker("a", 7, limit=3)
print(worker, Worker("b"), Worker.count, Worker.other, asdict(worker), [one.name for one in fields(worker)], Worker.__match_args__)
for call in (lambda: Worker("a", 1, 2), lambda: Worker(count=3, name="x"), lambda: Worker()):
    try:
        print(call())
    except TypeError as error:
        print(error)


@dataclass(order=True)
class Derived(Worker):
    extra: "int" = 1
    kept: ClassVar = []


print(Derived("d", extra=2), Derived("a") < Derived("b"), Derived.kept)


@dataclass
class Needed:
    x: InitVar[int]
    y: int = field(init=False)

    def __post_init__(self, x):
        self.y = x * 2


print(Needed(4), replace(Derived("q"), limit=1, start=3))
try:
    replace(Needed(4), x=1, y=1)
except (TypeError, ValueError) as error:
    print(type(error).__name__, error)
try:
    replace(Needed(4))
except TypeError as error:
    print(error)
