#include "session/findings/access_order.h"
#include "session/findings/detector.h"

// The page's module records no accesses (script/machine/access_recorder_absent.cpp), so that there is nothing for these findings to see.

namespace threadbox::session {

void AccessOrder::see(const TraceEvent&, const Fold&) {}

namespace {
std::unique_ptr<Detector> nothing() { return std::make_unique<Detector>(EventKinds{}, EventKinds{}); }
}  // namespace

std::unique_ptr<Detector> make_lost_update() { return nothing(); }
std::unique_ptr<Detector> make_check_then_act() { return nothing(); }
std::unique_ptr<Detector> make_changed_while_iterating() { return nothing(); }
std::unique_ptr<Detector> make_not_always_locked() { return nothing(); }
std::unique_ptr<Detector> make_polled_flag() { return nothing(); }
std::unique_ptr<Detector> make_spinning() { return nothing(); }
std::unique_ptr<Detector> make_unordered_access() { return nothing(); }

}  // namespace threadbox::session
