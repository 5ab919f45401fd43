#include "bindings.h"

#include <threadbox/sync/lock.h>

namespace threadbox::cpython {

namespace {

using namespace py::literals;

bool acquire(Lock& lock, const py::object& blocking, const py::object& timeout) {
  Lock::Acquire operation(lock, py::bool_(blocking), seconds(timeout));
  drive(operation);
  return operation.acquired();
}

void release(Lock& lock) { lock.release(self()); }

py::str repr(const py::object& object) {
  const bool locked = py::cast<const Lock&>(object).locked();
  return py::str("<{} threadbox.Lock object at {:#x}>")
      .format(locked ? "locked" : "unlocked", reinterpret_cast<std::uintptr_t>(object.ptr()));
}

}  // namespace

void bind_lock(py::module_& module) {
  py::class_<Lock>(module, "Lock")
      .def(py::init<>())
      .def("acquire", &acquire, "blocking"_a = true, "timeout"_a = -1)
      .def("release", &release)
      .def("locked", &Lock::locked)
      .def("__enter__", [](Lock& lock) { return acquire(lock, py::bool_(true), py::int_(-1)); })
      .def("__exit__", [](Lock& lock, const py::args&) { release(lock); })
      .def("__repr__", &repr);
}

}  // namespace threadbox::cpython
