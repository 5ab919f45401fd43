#pragma once

#include <threadbox/park/detail/wait_queue.h>

namespace threadbox {

/// From when on a waiter is handed what it waits for, instead of having to be quicker than the others.
/// Mirrors PyMutex's TIME_TO_BE_FAIR_NS.
inline constexpr TimeNs time_to_be_fair_ns = 1'000'000;

/// `now`: on the waiter's clock. Under its primitive's guard; the node was queued with the time.
inline bool has_waited_too_long(const WaitNode& node, TimeNs now) noexcept {
  return node.waiter()->is_handed_over && now - node.since_ns() >= time_to_be_fair_ns;
}

}  // namespace threadbox
