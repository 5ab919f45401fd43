#include "bindings.h"

#include <threadbox/sync/event.h>

namespace threadbox::cpython {

namespace {

using namespace py::literals;

bool wait(Event& event, const py::object& timeout) {
  Event::Wait operation(event, optional_seconds(timeout));
  drive(operation);
  return operation.result();
}

py::str repr(const py::object& object) {
  const bool set = py::cast<const Event&>(object).is_set();
  return py::str("<threadbox.Event at {:#x}: {}>").format(reinterpret_cast<std::uintptr_t>(object.ptr()), set ? "set" : "unset");
}

}  // namespace

void bind_event(py::module_& module) {
  py::class_<Event>(module, "Event")
      .def(py::init<>())
      .def("is_set", &Event::is_set)
      .def("set", [](Event& event) { event.set(self()); })
      .def("clear", [](Event& event) { event.clear(self()); })
      .def("wait", &wait, "timeout"_a = py::none())
      .def("__repr__", &repr);
}

}  // namespace threadbox::cpython
