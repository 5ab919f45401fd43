#include "ui/kit/layout.h"

#include <algorithm>
#include <vector>

namespace threadbox::ui {

float share_heights(std::span<float> wants, float available) {
  // Those that want less than an equal share are served first; what they leave makes the share larger.
  std::vector<bool> served(wants.size());
  for (std::size_t waiting = wants.size(); waiting > 0; --waiting) {
    std::size_t least = wants.size();
    for (std::size_t i = 0; i < wants.size(); ++i)
      if (!served[i] && (least == wants.size() || wants[i] < wants[least])) least = i;
    served[least] = true;
    wants[least] = std::min(wants[least], std::max(available, 0.0F) / static_cast<float>(waiting));
    available -= wants[least];
  }
  return std::max(available, 0.0F);
}

}  // namespace threadbox::ui
