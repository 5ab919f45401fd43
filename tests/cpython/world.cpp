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

/// Checks for signals after a wake-up that did not end the wait. Called without the GIL.
class SignalHook : public BlockingHook {
 public:
  void before_park() override {}
  bool after_park() override { return true; }

  bool interrupted() override {
    py::gil_scoped_acquire gil;
    // Runs the handlers, in the main thread; elsewhere it does nothing.
    if (PyErr_CheckSignals() != 0) raised_.emplace();
    return raised_.has_value();
  }

  /// Ends the wait, with the GIL: raises the pending exception, if there is one.
  void end(Progress progress, const Operation& operation) {
    const bool interrupted = progress == Progress::raised && operation.error().type() == ErrorType::KeyboardInterrupt;
    if (raised_ && interrupted) throw *std::exchange(raised_, std::nullopt);
    // The operation had already ended: its result counts, and the exception is raised at the next safepoint.
    if (raised_) Py_AddPendingCall(raise_again, raised_->value().inc_ref().ptr());
    if (progress == Progress::raised) throw operation.error();
  }

 private:
  std::optional<py::error_already_set> raised_;
};

/// Releases the GIL, but only around a real wait.
class GilHook final : public SignalHook {
 public:
  void before_park() override { thread_state_ = PyEval_SaveThread(); }
  bool after_park() override {
    PyEval_RestoreThread(thread_state_);
    return true;
  }

 private:
  PyThreadState* thread_state_ = nullptr;
};

}  // namespace

Waiter& self() {
  thread_local Adopted adopted;
  return adopted.thread->waiter();
}

void drive(Operation& operation) {
  GilHook hook;
  const Progress progress = wait(self(), operation, &hook);
  hook.end(progress, operation);
}

void drive_without_gil(Operation& operation) {
  SignalHook hook;
  PyThreadState* const thread_state = PyEval_SaveThread();
  const Progress progress = wait(self(), operation, &hook);
  PyEval_RestoreThread(thread_state);
  hook.end(progress, operation);
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
