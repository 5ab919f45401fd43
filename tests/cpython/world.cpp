#include "world.h"

#include <cmath>
#include <utility>

namespace threadbox::cpython {

namespace {

Runtime& runtime() {
  // Never destroyed: daemon threads of CPython may still be waiting here when the process ends.
  static Runtime* runtime = new Runtime;
  return *runtime;
}

struct Adopted {
  Adopted() : thread(runtime().adopt()) {}
  ~Adopted() { runtime().leave_adopted(*thread); }
  std::shared_ptr<Thread> thread;
};

int raise_again(void* exception) {
  PyObject* value = static_cast<PyObject*>(exception);
  PyErr_SetObject(reinterpret_cast<PyObject*>(Py_TYPE(value)), value);
  Py_DECREF(value);
  return -1;
}

/// Gives up the GIL around a real wait, and looks for signals when it woke up for nothing.
class GilHook final : public BlockingHook {
 public:
  void before_park() override { thread_state_ = PyEval_SaveThread(); }
  void after_park() override { PyEval_RestoreThread(thread_state_); }

  bool interrupted() override {
    after_park();
    // Runs the handlers, in the main thread; elsewhere it does nothing.
    if (PyErr_CheckSignals() != 0) raised_.emplace();
    before_park();
    return raised_.has_value();
  }

  /// What a signal's handler raised. Taken at most once.
  std::optional<py::error_already_set> take_raised() { return std::exchange(raised_, std::nullopt); }

 private:
  PyThreadState* thread_state_ = nullptr;
  std::optional<py::error_already_set> raised_;
};

}  // namespace

Waiter& self() {
  thread_local Adopted adopted;
  return adopted.thread->waiter();
}

void drive(Operation& operation) {
  GilHook hook;
  const Progress progress = wait(self(), operation, &hook);
  if (std::optional<py::error_already_set> raised = hook.take_raised()) {
    const bool ended_it = progress == Progress::raised && operation.error().type() == ErrorType::KeyboardInterrupt;
    if (ended_it) throw *raised;
    // The operation had ended otherwise: its result counts, and the exception comes at the next safepoint.
    Py_AddPendingCall(raise_again, raised->value().inc_ref().ptr());
  }
  if (progress == Progress::raised) throw operation.error();
}

Seconds seconds(const py::handle& value) {
  const double number = PyFloat_AsDouble(value.ptr());
  if (number == -1.0 && PyErr_Occurred() != nullptr) throw py::error_already_set();
  return Seconds{number};
}

std::optional<Seconds> optional_seconds(const py::handle& value) {
  if (value.is_none()) return std::nullopt;
  return seconds(value);
}

void register_errors() {
  py::register_exception_translator([](std::exception_ptr pointer) {
    try {
      if (pointer) std::rethrow_exception(pointer);
    } catch (const Error& error) {
      const char* name = error_name(error.type());
      for (const char* module_name : {"builtins", "threading", "queue"}) {
        const py::module_ module = py::module_::import(module_name);
        if (!py::hasattr(module, name)) continue;
        // Without a message there are no args, as in `raise BrokenBarrierError`.
        const py::object type = module.attr(name);
        const py::object value = *error.what() == '\0' ? type() : type(error.what());
        PyErr_SetObject(type.ptr(), value.ptr());
        return;
      }
      PyErr_Format(PyExc_SystemError, "no exception type %s", name);
    }
  });
}

}  // namespace threadbox::cpython
