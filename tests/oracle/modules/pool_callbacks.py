from concurrent.futures import ThreadPoolExecutor
done = []
with ThreadPoolExecutor(1) as pool:
    future = pool.submit(pow, 3, 3)
    future.add_done_callback(lambda f: done.append(f.result()))
print(done)
