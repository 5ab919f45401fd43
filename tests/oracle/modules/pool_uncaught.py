from concurrent.futures import ThreadPoolExecutor
def f(n): return 1 / n
with ThreadPoolExecutor(1) as pool:
    pool.submit(f, 0).result()
