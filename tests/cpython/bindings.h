#pragma once

#include "world.h"

namespace threadbox::cpython {

// Each adds its classes to the module.
void bind_lock(py::module_& module);
void bind_rlock(py::module_& module);
void bind_semaphores(py::module_& module);
void bind_condition(py::module_& module);
void bind_event(py::module_& module);
void bind_barrier(py::module_& module);
void bind_queues(py::module_& module);

}  // namespace threadbox::cpython
