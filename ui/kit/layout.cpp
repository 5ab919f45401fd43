#include "ui/kit/layout.h"

#include <algorithm>
#include <numeric>
#include <vector>

namespace threadbox::ui {

float share_heights(std::span<float> wants, float available) {
  std::vector<std::size_t> order(wants.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, {}, [&](std::size_t index) { return wants[index]; });
  std::size_t waiting = order.size();
  for (const std::size_t index : order) {
    wants[index] = std::min(wants[index], std::max(available, 0.0F) / static_cast<float>(waiting));
    available -= wants[index];
    --waiting;
  }
  return std::max(available, 0.0F);
}

}  // namespace threadbox::ui
