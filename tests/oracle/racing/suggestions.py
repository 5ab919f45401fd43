# compare: exact
# One exception that several threads raise, catch and print at the same time: each sees it whole, with its suggestion.
import threading
import traceback

shared_counter = 1
error = NameError("name 'shared_countre' is not defined", name="shared_countre")
seen = set()
start = threading.Barrier(4)


def work():
    lines = set()
    start.wait()
    for _ in range(50):
        try:
            raise error
        except NameError as caught:
            lines.add("".join(traceback.format_exception_only(caught)))
    seen.update(lines)


threads = [threading.Thread(target=work) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sorted(seen))
