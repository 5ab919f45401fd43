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
  /// A signal has come that has a handler: the main thread calls it between bytecodes. See Signals.
  signal_request = first_runner_request << 4,
  /// Likewise, also if the main thread waits: it leaves its wait for that.
  signal_in_wait_request = first_runner_request << 5,
};
/// What a thread in a function that is C in CPython is asked for is done when it has left the function.
constexpr std::uint32_t deferred_requests = std::uint32_t{gil_drop_request} | signal_request | signal_in_wait_request;
constexpr std::uint32_t any_interrupt_request = std::uint32_t{interrupt_request} | late_interrupt_request;

}  // namespace threadbox::script
