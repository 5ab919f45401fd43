from concurrent.futures import ThreadPoolExecutor
def f(n):
    if n == 2: raise ValueError("two")
    return n
with ThreadPoolExecutor(2) as pool:
    results = pool.map(f, range(4))
    try:
        for r in results: print(r)
    except ValueError as error:
        print("ValueError", error)
