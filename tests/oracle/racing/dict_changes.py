# Every way to change and read one dict, at once.
import threading


def together(*works):
    """Runs them all at the same time."""
    gate = threading.Barrier(len(works))

    def run(work):
        gate.wait()
        work()

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


table = {}
strange = []


def change():
    for i in range(2000):
        table[i % 50] = i
        table.pop(i % 37, None)
        try:
            if i % 5 == 0:
                for key in table:
                    pass
            if i % 5 == 1:
                for key, value in table.items():
                    pass
            if i % 5 == 2:
                list(reversed(table)), list(reversed(table.values())), [*reversed(table.items())]
        except RuntimeError as error:
            if str(error) not in ("dictionary changed size during iteration", "dictionary keys changed during iteration"):
                strange.append(str(error))
        try:
            if i % 7 == 0:
                table.popitem()
            if i % 11 == 0:
                del table[3]
        except KeyError:
            pass
        if i % 13 == 0:
            list(table.items()), dict(table), table.copy(), repr(table), table == {}, table | {1: 2}, {**table}
            table.update({7: 8}), 7 in table, len(table), sorted(table), table.keys() & {1, 2}
        if i % 501 == 0:
            table.clear()


together(*[change] * 4)
print(strange, all(isinstance(key, int) for key in table))
