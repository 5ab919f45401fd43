#pragma once

#include <span>

namespace threadbox::ui {

/// Distributes `available` height among stacked panels. Each gets the height that it wants; if that is too much, the panels that
/// want more than an equal share are limited to the same height. Replaces `wants` by the result. Returns the unused height.
float share_heights(std::span<float> wants, float available);

}  // namespace threadbox::ui
