#pragma once

#include <threadbox/park/waiter.h>

#include <cstdint>

namespace threadbox::script {

/// What is asked of a thread of Python, beyond the core's requests.
enum RunnerRequest : std::uint32_t {
  gil_drop_request = first_runner_request,
  /// _thread.interrupt_main() by another thread: KeyboardInterrupt where the main thread looks next. Unlike Ctrl-C it is no
  /// signal, so a wait under way goes on to its end.
  late_interrupt_request = first_runner_request << 1,
};
constexpr std::uint32_t any_interrupt_request = std::uint32_t{interrupt_request} | late_interrupt_request;

}  // namespace threadbox::script
