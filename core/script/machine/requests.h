#pragma once

#include <threadbox/park/waiter.h>

#include <cstdint>

namespace threadbox::script {

/// Requests to a Python thread, besides the core's; polled at safepoints.
enum RunnerRequest : std::uint32_t {
  gil_drop_request = first_runner_request,  ///< See Gil.
  /// _thread.interrupt_main() by another thread: raises KeyboardInterrupt at the main thread's next safepoint. Unlike Ctrl-C it is not
  /// a signal, so it does not end a wait.
  late_interrupt_request = first_runner_request << 1,
  /// The observer asks where the thread stands: it records its line at the next safepoint.
  line_request = first_runner_request << 2,
  /// The brake has been engaged: the thread must say which statements it reaches.
  brake_request = first_runner_request << 3,
};
constexpr std::uint32_t any_interrupt_request = std::uint32_t{interrupt_request} | late_interrupt_request;

}  // namespace threadbox::script
