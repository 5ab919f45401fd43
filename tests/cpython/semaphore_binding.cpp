#include "bindings.h"

#include <threadbox/sync/semaphore.h>

namespace threadbox::cpython {

namespace {

using namespace py::literals;

bool acquire(Semaphore& semaphore, const py::object& blocking, const py::object& timeout) {
  Semaphore::Acquire operation(semaphore, py::bool_(blocking), optional_seconds(timeout));
  drive(operation);
  return operation.acquired();
}

void release(Semaphore& semaphore, long long n) { semaphore.release(self(), n); }

py::str repr(const py::object& object) {
  return py::str("<threadbox.Semaphore at {:#x}: value={}>")
      .format(reinterpret_cast<std::uintptr_t>(object.ptr()), py::cast<const Semaphore&>(object).value());
}

py::str bounded_repr(const py::object& object) {
  const auto& semaphore = py::cast<const BoundedSemaphore&>(object);
  return py::str("<threadbox.BoundedSemaphore at {:#x}: value={}/{}>")
      .format(reinterpret_cast<std::uintptr_t>(object.ptr()), semaphore.value(), semaphore.initial_value());
}

}  // namespace

void bind_semaphores(py::module_& module) {
  py::class_<Semaphore>(module, "Semaphore")
      .def(py::init<long long>(), "value"_a = 1)
      .def("acquire", &acquire, "blocking"_a = true, "timeout"_a = py::none())
      .def("release", &release, "n"_a = 1)
      .def("__enter__", [](Semaphore& semaphore) { return acquire(semaphore, py::bool_(true), py::none()); })
      .def("__exit__", [](Semaphore& semaphore, const py::args&) { release(semaphore, 1); })
      .def("__repr__", &repr);
  py::class_<BoundedSemaphore, Semaphore>(module, "BoundedSemaphore")
      .def(py::init<long long>(), "value"_a = 1)
      .def("__repr__", &bounded_repr);
}

}  // namespace threadbox::cpython
