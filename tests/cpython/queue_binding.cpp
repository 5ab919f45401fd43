#include "bindings.h"

#include <threadbox/concurrent/queue.h>
#include <threadbox/sync/simple_queue.h>

namespace threadbox::cpython {

namespace {

using namespace py::literals;

/// A Python object in a queue. A thread without the GIL may destroy it.
class Item {
 public:
  Item() = default;
  explicit Item(const py::object& object) : object_(object.inc_ref().ptr()) {}
  Item(Item&& other) noexcept : object_(std::exchange(other.object_, nullptr)) {}
  Item& operator=(Item&& other) noexcept {
    std::swap(object_, other.object_);
    return *this;
  }
  ~Item() {
    if (object_ == nullptr) return;
    py::gil_scoped_acquire gil;
    Py_DECREF(object_);
  }
  [[nodiscard]] py::object get() const { return py::reinterpret_borrow<py::object>(object_); }

 private:
  PyObject* object_ = nullptr;
};

/// Python's `<`. It may run Python code, which may release the GIL, so no thread may wait for a queue's guard while it holds the
/// GIL.
struct PythonLess {
  bool operator()(const Item& left, const Item& right) const {
    py::gil_scoped_acquire gil;
    return left.get() < right.get();
  }
};

template <typename Queue>
void put(Queue& queue, const py::object& item, const py::object& block, const py::object& timeout) {
  typename Queue::Put operation(queue, Item(item), py::bool_(block), optional_seconds(timeout));
  drive_without_gil(operation);
  operation.rethrow();
}

template <typename Queue>
py::object get(Queue& queue, const py::object& block, const py::object& timeout) {
  typename Queue::Get operation(queue, py::bool_(block), optional_seconds(timeout));
  drive_without_gil(operation);
  return operation.item().get();
}

template <typename Queue>
void join(Queue& queue) {
  typename Queue::Join operation(queue);
  drive_without_gil(operation);
}

using WithoutGil = py::call_guard<py::gil_scoped_release>;

template <typename Queue>
void bind(py::module_& module, const char* name) {
  py::class_<Queue>(module, name)
      .def(py::init<long long>(), "maxsize"_a = 0)
      .def("put", &put<Queue>, "item"_a, "block"_a = true, "timeout"_a = py::none())
      .def("get", &get<Queue>, "block"_a = true, "timeout"_a = py::none())
      .def("put_nowait", [](Queue& queue, const py::object& item) { put(queue, item, py::bool_(false), py::none()); })
      .def("get_nowait", [](Queue& queue) { return get(queue, py::bool_(false), py::none()); })
      .def(
          "qsize", [](const Queue& queue) { return queue.qsize(); }, WithoutGil())
      .def(
          "empty", [](const Queue& queue) { return queue.empty(); }, WithoutGil())
      .def(
          "full", [](const Queue& queue) { return queue.full(); }, WithoutGil())
      .def(
          "task_done", [](Queue& queue) { queue.task_done(self()); }, WithoutGil())
      .def("join", &join<Queue>)
      .def(
          "shutdown", [](Queue& queue, bool immediate) { queue.shutdown(self(), immediate); }, "immediate"_a = false,
          WithoutGil())
      .def_property(
          "maxsize", [](const Queue& queue) { return queue.maxsize(); },
          [](Queue& queue, long long maxsize) {
            py::gil_scoped_release without_gil;
            queue.set_maxsize(maxsize);
          })
      .def_property_readonly("is_shutdown",
                             [](const Queue& queue) {
                               py::gil_scoped_release without_gil;
                               return queue.is_shutdown();
                             })
      .def_property_readonly("unfinished_tasks", [](const Queue& queue) {
        py::gil_scoped_release without_gil;
        return queue.unfinished_tasks();
      });
}

using PythonSimpleQueue = SimpleQueue<Item>;

void put_simple(PythonSimpleQueue& queue, const py::object& item) {
  Item stored(item);
  py::gil_scoped_release without_gil;
  queue.put(self(), std::move(stored));
}

void bind_simple(py::module_& module) {
  // CPython's put takes `block` and `timeout`, too, and does nothing with them.
  py::class_<PythonSimpleQueue>(module, "SimpleQueue")
      .def(py::init<>())
      .def(
          "put",
          [](PythonSimpleQueue& queue, const py::object& item, const py::object&, const py::object&) { put_simple(queue, item); },
          "item"_a, "block"_a = true, "timeout"_a = py::none())
      .def("put_nowait", &put_simple, "item"_a)
      .def(
          "get",
          [](PythonSimpleQueue& queue, const py::object& block, const py::object& timeout) { return get(queue, block, timeout); },
          "block"_a = true, "timeout"_a = py::none())
      .def("get_nowait", [](PythonSimpleQueue& queue) { return get(queue, py::bool_(false), py::none()); })
      .def(
          "qsize", [](const PythonSimpleQueue& queue) { return queue.qsize(); }, WithoutGil())
      .def("empty", [](const PythonSimpleQueue& queue) { return queue.empty(); }, WithoutGil());
}

}  // namespace

void bind_queues(py::module_& module) {
  bind<Queue<Item>>(module, "Queue");
  bind<LifoQueue<Item>>(module, "LifoQueue");
  bind<PriorityQueue<Item, PythonLess>>(module, "PriorityQueue");
  bind_simple(module);
}

}  // namespace threadbox::cpython
