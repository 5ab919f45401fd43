from __future__ import annotations
import typing
from dataclasses import KW_ONLY, InitVar, dataclass, field, fields
from typing import ClassVar


@dataclass
class Job:
    id: int
    count: ClassVar[int] = 0
    other: typing.ClassVar = 0
    init: InitVar[int] = 5
    next: Job | None = None
    _: KW_ONLY
    tags: list[str] = field(default_factory=list)

    def __post_init__(self, init):
        self.total = init


job = Job(1)
print(job, job.total, [(one.name, one.type) for one in fields(Job)])
