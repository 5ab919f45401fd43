#pragma once

#include "session/fold.h"

#include <algorithm>
#include <vector>

// The lists that a Fold appends to. For the files of Fold only.
namespace threadbox::session {

/// Reserves room for one more element. Grows geometrically, as push_back does.
template <typename T>
void reserve(std::vector<T>& rows) {
  constexpr std::size_t most_of_an_event = 2;
  if (rows.capacity() - rows.size() < most_of_an_event) rows.reserve(2 * rows.size() + most_of_an_event);
}

/// Drops the older half once there are more than `limit`, so that the cost per element is constant. Returns how many were dropped.
template <typename T>
std::size_t keep_newest(std::vector<T>& rows, std::size_t limit) {
  if (rows.size() <= limit) return 0;
  const std::size_t dropped = rows.size() - limit / 2;
  rows.erase(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(dropped));
  return dropped;
}

template <typename T>
void Fold::append(std::vector<T>& moments, T moment, std::size_t limit) {
  moments.push_back(std::move(moment));
  moments_ += 1;
  moments_ -= keep_newest(moments, limit);
}

}  // namespace threadbox::session
