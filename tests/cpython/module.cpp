// The core's primitives as Python classes with the signatures of CPython's threading, for CPython's own tests.
#include "bindings.h"

PYBIND11_MODULE(threadbox, module) {
  threadbox::cpython::register_errors();
  threadbox::cpython::bind_lock(module);
  threadbox::cpython::bind_rlock(module);
  threadbox::cpython::bind_semaphores(module);
  threadbox::cpython::bind_condition(module);
  threadbox::cpython::bind_event(module);
  threadbox::cpython::bind_barrier(module);
  threadbox::cpython::bind_queues(module);
}
