#include "bindings.h"

#include <threadbox/sync/barrier.h>

namespace threadbox::cpython {

namespace {

using namespace py::literals;

/// A Barrier and its Python action. The core never calls the action of an operation: its leader does, here.
class PythonBarrier : public Barrier {
 public:
  PythonBarrier(long long parties, py::object action, const py::object& timeout)
      : Barrier(parties, {}, optional_seconds(timeout)), action_(std::move(action)) {}

  int wait(const py::object& timeout) {
    Wait operation(*this, optional_seconds(timeout), action_.is_none() ? Wait::Leader::opens : Wait::Leader::acts);
    drive(operation);
    if (operation.must_act()) act();
    return operation.index();
  }

  void change(Change::To to) {
    Change operation(*this, to);
    drive(operation);
  }

 private:
  void act() {
    try {
      action_();
    } catch (const py::error_already_set&) {
      fail(self());
      throw;
    }
    open(self());
  }

  py::object action_;
};

py::str repr(const py::object& object) {
  const auto& barrier = py::cast<const PythonBarrier&>(object);
  const auto address = reinterpret_cast<std::uintptr_t>(object.ptr());
  if (barrier.broken()) return py::str("<threadbox.Barrier at {:#x}: broken>").format(address);
  return py::str("<threadbox.Barrier at {:#x}: waiters={}/{}>").format(address, barrier.n_waiting(), barrier.parties());
}

}  // namespace

void bind_barrier(py::module_& module) {
  py::class_<PythonBarrier>(module, "Barrier")
      .def(py::init<long long, py::object, py::object>(), "parties"_a, "action"_a = py::none(), "timeout"_a = py::none())
      .def("wait", &PythonBarrier::wait, "timeout"_a = py::none())
      .def("abort", [](PythonBarrier& barrier) { barrier.change(Barrier::Change::To::broken); })
      .def("reset", [](PythonBarrier& barrier) { barrier.change(Barrier::Change::To::empty); })
      .def_property_readonly("parties", [](const PythonBarrier& barrier) { return barrier.parties(); })
      .def_property_readonly("n_waiting", [](const PythonBarrier& barrier) { return barrier.n_waiting(); })
      .def_property_readonly("broken", [](const PythonBarrier& barrier) { return barrier.broken(); })
      .def("__repr__", &repr);
}

}  // namespace threadbox::cpython
