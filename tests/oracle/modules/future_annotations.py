from __future__ import annotations
import dataclasses
@dataclasses.dataclass
class Node:
    value: int
    next: Node | None = None
print(Node(1, Node(2)))
