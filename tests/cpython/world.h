#pragma once

#include <threadbox/sync/blocking.h>
#include <threadbox/sync/runtime.h>

#include <pybind11/pybind11.h>

#include <optional>

/// CPython as a caller of the core: its threads, its GIL, its signals, its exceptions.
namespace threadbox::cpython {

namespace py = pybind11;

/// The calling thread's waiter. At its first call a thread is adopted; it leaves when it ends.
Waiter& self();

/// Drives `operation` to its end as CPython drives its own locks: the first try holds the GIL, a real wait releases it,
/// and a signal that arrives meanwhile has its Python handler run in the main thread. A handler that raises ends the
/// wait with its exception (raised a little later when the wait had succeeded already, as at CPython's next check);
/// after one that does not raise, the wait continues.
/// Errors: the operation's, as Python exceptions; the handler's.
void drive(Operation& operation);

/// The same for an operation that calls Python code under its guard: it does not hold the GIL while it waits for that guard,
/// or two threads could wait for one another. The Python code acquires the GIL itself.
void drive_without_gil(Operation& operation);

/// Python's float seconds, from an int, a float or what has __float__. Errors: TypeError.
Seconds seconds(const py::handle& value);
/// The same, and None for none.
std::optional<Seconds> optional_seconds(const py::handle& value);

/// Translates Error into Python's exception of that type: threading's, queue's, or a builtin one.
void register_errors();

}  // namespace threadbox::cpython
