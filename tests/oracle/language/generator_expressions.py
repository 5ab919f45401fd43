squares = (n * n for n in range(5))
print(next(squares), list(squares))
print(sum(n for n in range(10) if n % 2), max(len(w) for w in ("a", "bcd", "ef")))
print(any(n > 3 for n in range(5)), all(n < 3 for n in range(5)))
print(",".join(str(n) for n in range(4)), sorted((3 - n) for n in range(3)))
print({k: v for k, v in ((i, i * i) for i in range(3))}, dict((str(i), i) for i in range(2)))
x = 10
late = (x + n for n in range(2))
x = 20
print(list(late))
print(next((n for n in [1, 2, 3] if n > 5), None))
