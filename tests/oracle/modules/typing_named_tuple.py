import typing, collections
from typing import List, Dict, Optional, NamedTuple
class Employee(NamedTuple):
    name: str
    id: int = 3
    def greet(self): return f"hi {self.name}"
e = Employee("Ann"); print(e, e.greet(), e._fields, Employee._field_defaults, e == ("Ann", 3), e._replace(id=4), isinstance(e, tuple))
P = NamedTuple("P", [("x", int), ("y", int)]); print(P(1, 2))
try: Employee()
except TypeError as err: print(err)
