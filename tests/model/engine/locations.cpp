#include "engine/locations.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <utility>

namespace threadbox::model {

bool Locations::note(const void* word, int thread, bool writes, const Guards& held) noexcept {
  std::size_t at = (reinterpret_cast<std::uintptr_t>(word) * 0x9E3779B97F4A7C15 >> 32) % capacity;
  while (table_[at].word != nullptr && table_[at].word != word) at = (at + 1) % capacity;
  Location& location = table_[at];
  if (location.word == nullptr) {
    if (++count_ > capacity / 2) {
      std::fputs("the model meets too many words\n", stderr);
      std::abort();
    }
    location.word = word;
    location.guards = held;
  }
  if (location.shared) return true;
  location.threads |= 1u << thread;
  location.written = location.written || writes;
  bool guarded = false;
  for (const void*& guard : location.guards) {
    if (guard != nullptr && std::find(held.begin(), held.end(), guard) == held.end()) guard = nullptr;
    guarded = guarded || guard != nullptr;
  }
  const bool alone = (location.threads & (location.threads - 1)) == 0;
  location.shared = !alone && location.written && !guarded;
  news_ = news_ || location.shared;
  return location.shared;
}

bool Locations::take_news() noexcept { return std::exchange(news_, false); }

void Locations::forget() noexcept {
  table_ = {};
  count_ = 0;
  news_ = false;
}

}  // namespace threadbox::model
