#include "bindings.h"

#include <threadbox/sync/condition.h>

namespace threadbox::cpython {

namespace {

using namespace py::literals;

/// A Condition with the Python object of its lock, which it keeps alive.
class PythonCondition {
 public:
  explicit PythonCondition(const py::object& lock) : lock_(lock.is_none() ? py::cast(new RLock) : lock) {
    if (py::isinstance<Lock>(lock_)) {
      condition_ = std::make_unique<Condition>(lock_.cast<Lock&>());
    } else {
      condition_ = std::make_unique<Condition>(lock_.cast<RLock&>());
    }
  }

  py::object acquire(const py::args& arguments, const py::kwargs& keywords) {
    return lock_.attr("acquire")(*arguments, **keywords);
  }
  void release() { lock_.attr("release")(); }

  bool wait(const py::object& timeout) { return wait(optional_seconds(timeout)); }

  py::object wait_for(const py::object& predicate, const py::object& timeout) {
    const Clock& clock = self().clock();
    std::optional<Seconds> left = optional_seconds(timeout);
    const TimeNs end_ns = left ? clock.deadline_after(*left) : 0;
    py::object result = predicate();
    while (!py::bool_(result)) {
      if (left && *left <= Seconds{0}) break;
      wait(left);
      if (left) left = std::chrono::nanoseconds(static_cast<std::int64_t>(end_ns - clock.now_ns()));
      result = predicate();
    }
    return result;
  }

  void notify(long long n) { condition_->notify(self(), n); }
  void notify_all() { condition_->notify_all(self()); }

  [[nodiscard]] py::str repr() const { return py::str("<Condition({!r}, {})>").format(lock_, condition_->n_waiting()); }

 private:
  bool wait(std::optional<Seconds> timeout) {
    Condition::Wait operation(*condition_, timeout);
    drive(operation);
    return operation.notified();
  }

  py::object lock_;
  std::unique_ptr<Condition> condition_;
};

}  // namespace

void bind_condition(py::module_& module) {
  py::class_<PythonCondition>(module, "Condition")
      .def(py::init<const py::object&>(), "lock"_a = py::none())
      .def("acquire", &PythonCondition::acquire)
      .def("release", &PythonCondition::release)
      .def("wait", py::overload_cast<const py::object&>(&PythonCondition::wait), "timeout"_a = py::none())
      .def("wait_for", &PythonCondition::wait_for, "predicate"_a, "timeout"_a = py::none())
      .def("notify", &PythonCondition::notify, "n"_a = 1)
      .def("notify_all", &PythonCondition::notify_all)
      .def("__enter__", [](PythonCondition& condition) { return condition.acquire(py::args(), py::kwargs()); })
      .def("__exit__", [](PythonCondition& condition, const py::args&) { condition.release(); })
      .def("__repr__", &PythonCondition::repr);
}

}  // namespace threadbox::cpython
