#pragma once

#include <threadbox/park/detail/wait_queue.h>

namespace threadbox {

/// After this time a waiter is handed what it waits for, instead of competing with other threads.
/// Mirrors PyMutex's TIME_TO_BE_FAIR_NS.
inline constexpr TimeNs time_to_be_fair_ns = 1'000'000;

/// `now` is on the waiter's clock. The caller holds the primitive's guard; the node was queued with its time.
inline bool has_waited_too_long(const WaitNode& node, TimeNs now) noexcept {
  return node.waiter()->is_handed_over && now - node.since_ns() >= time_to_be_fair_ns;
}

}  // namespace threadbox
