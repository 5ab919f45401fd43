"""ThreadPoolExecutor.

submit() gives a future, map() the results in order, as_completed() the futures as they end. An exception is carried by
its future and raised where the result is asked for.
"""
from concurrent.futures import ThreadPoolExecutor, as_completed


def square(n):
    if n < 0:
        raise ValueError(f"no square of {n}")
    return n * n


with ThreadPoolExecutor(max_workers=3) as pool:
    print("submit:", pool.submit(square, 7).result())
    print("map:   ", list(pool.map(square, range(5))))

    futures = {pool.submit(square, n): n for n in (3, -1, 2)}
    outcomes = {}
    for future in as_completed(futures):
        try:
            outcomes[futures[future]] = future.result()
        except ValueError as error:
            outcomes[futures[future]] = f"ValueError: {error}"
    for n in sorted(outcomes):
        print(f"{n:2} ->", outcomes[n])

try:
    pool.submit(square, 1)
except RuntimeError as error:
    print("RuntimeError:", error)
