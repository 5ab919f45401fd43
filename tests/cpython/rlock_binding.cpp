#include "bindings.h"

#include <threadbox/sync/rlock.h>

namespace threadbox::cpython {

namespace {

using namespace py::literals;

bool acquire(RLock& lock, const py::object& blocking, const py::object& timeout) {
  RLock::Acquire operation(lock, py::bool_(blocking), seconds(timeout));
  drive(operation);
  return operation.acquired();
}

void release(RLock& lock) { lock.release(self()); }

/// CPython's _release_save returns, and _acquire_restore takes, the recursion count and the owner.
py::tuple release_save(RLock& lock) {
  const ThreadId owner = lock.owner();
  return py::make_tuple(lock.release_save(self()), owner);
}

void acquire_restore(RLock& lock, const std::pair<std::uint64_t, ThreadId>& saved) {
  RLock::AcquireRestore operation(lock, saved.first);
  drive(operation);
}

py::str repr(const py::object& object) {
  const auto& lock = py::cast<const RLock&>(object);
  return py::str("<{} threadbox.RLock object owner={} count={} at {:#x}>")
      .format(lock.locked() ? "locked" : "unlocked", lock.owner(), lock.count(), reinterpret_cast<std::uintptr_t>(object.ptr()));
}

}  // namespace

void bind_rlock(py::module_& module) {
  py::class_<RLock>(module, "RLock")
      .def(py::init<>())
      .def("acquire", &acquire, "blocking"_a = true, "timeout"_a = -1)
      .def("release", &release)
      .def("_is_owned", [](const RLock& lock) { return lock.is_owned(self()); })
      .def("_recursion_count", [](const RLock& lock) { return lock.recursion_count(self()); })
      .def("_release_save", &release_save)
      .def("_acquire_restore", &acquire_restore)
      .def("__enter__", [](RLock& lock) { return acquire(lock, py::bool_(true), py::int_(-1)); })
      .def("__exit__", [](RLock& lock, const py::args&) { release(lock); })
      .def("__repr__", &repr);
}

}  // namespace threadbox::cpython
