import timeit

calls = []
taken = timeit.timeit(lambda: calls.append(1), number=5)
print(taken >= 0, len(calls))
times = timeit.repeat(lambda: calls.append(2), lambda: calls.append("setup"), repeat=3, number=2)
print(len(times), calls.count("setup"), calls.count(2))
clock = iter(range(100))
print(timeit.timeit("pass", timer=lambda: next(clock), number=10), timeit.Timer(calls.clear).timeit(1) >= 0, calls)
try:
    timeit.timeit(3)
except ValueError as error:
    print(error)
