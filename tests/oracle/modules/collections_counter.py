from collections import Counter

c = Counter("abracadabra")
print(c, c["a"], c["z"], c.most_common(2), c.total(), sorted(c.elements()))
c.update("aab"); print(c["a"], c["b"])
c.subtract("aa"); print(c["a"])
print(Counter(a=3, b=1) + Counter(a=1, c=2), Counter(a=3, b=1) - Counter(a=1, b=2))
print(Counter(a=3, b=1) & Counter(a=1, b=2), Counter(a=3, b=1) | Counter(a=1, b=2), Counter({"x": 2}), Counter())
del c["zzz"]
print(Counter([1, 1, 2]).most_common(), dict(Counter("ab")), Counter("ab") == {"a": 1, "b": 1}, +Counter(a=-1, b=2))
