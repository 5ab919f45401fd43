# An attribute that was deleted and is set again comes last.
class C: pass
c = C(); c.a = 1; c.b = 2; c.c = 3; del c.a; c.a = 9; print(vars(c)); del c.b; c.d = 1; c.b = 5; print(c.__dict__, dir(c)[-4:])
for _ in range(3):
    del c.d; c.d = _
print(vars(c))
