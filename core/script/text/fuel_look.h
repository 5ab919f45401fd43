#pragma once

namespace threadbox::script {

/// Has each check of Fuel call `look` first, which may request something of the thread: for a process without other threads, in which
/// nothing else could end a long operation. Threads: one, before the first run.
void set_fuel_look(void (*look)() noexcept) noexcept;

}  // namespace threadbox::script
