#include "session/log.h"

namespace threadbox::session {

void Log::append(const std::vector<TraceEvent>& events) {
  if (capacity_ == 0) {
    forgotten_ += events.size();
    return;
  }
  events_.insert(events_.end(), events.begin(), events.end());
  while (events_.size() > capacity_) {
    events_.pop_front();
    ++forgotten_;
  }
}

}  // namespace threadbox::session
