import _thread

done = _thread.allocate_lock()
done.acquire()
results = []
def worker(a, b=0):
    results.append((a, b, _thread.get_ident() != main))
    done.release()
main = _thread.get_ident()
ident = _thread.start_new_thread(worker, (1,), {"b": 2})
done.acquire()
print(results, isinstance(ident, int), _thread.LockType is type(done), _thread.error is RuntimeError)
for arguments in ((5, ()), (worker, []), (worker, (), 5)):
    try:
        _thread.start_new_thread(*arguments)
    except TypeError as error:
        print(error)
try:
    _thread.exit()
except SystemExit:
    print("exit raises SystemExit")
