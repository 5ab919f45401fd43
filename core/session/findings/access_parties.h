#pragma once

#include <threadbox/park/waiter.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <vector>

namespace threadbox::session {

/// What each thread has done to each place that is accessed. `Party` has a member `thread`. Bounded: beyond so many places all is
/// forgotten, and of a place the thread that came first.
/// Threads: the observer only. Errors: std::bad_alloc.
template <typename Party>
class AccessParties {
 public:
  /// The threads at a place. Valid until the next call.
  std::vector<Party>& at(std::uint32_t place) {
    if (places_.size() >= most_places && !places_.contains(place)) places_.clear();
    return places_[place];
  }

  /// The thread among those at a place; it is added if need be.
  static Party& of(std::vector<Party>& parties, ThreadId thread) {
    const auto known = std::ranges::find(parties, thread, &Party::thread);
    if (known != parties.end()) return *known;
    if (parties.size() == most_parties) parties.erase(parties.begin());
    parties.emplace_back().thread = thread;
    return parties.back();
  }

 private:
  static constexpr std::size_t most_places = 5'000, most_parties = 64;
  std::unordered_map<std::uint32_t, std::vector<Party>> places_;
};

}  // namespace threadbox::session
