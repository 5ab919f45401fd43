def risky(n):
    if n == 2:
        raise ValueError(f"bad {n}")
    return n


print([n for n in range(2)])
print(list(map(risky, range(5))))
