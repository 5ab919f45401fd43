#pragma once

#include <span>

namespace threadbox::ui {

/// Gives each of several stacked panels as much height as it wants, as far as `available` goes: when it does not, those
/// that want more than their fair share get equally less. `wants` becomes what each gets. Returns what is left over.
float share_heights(std::span<float> wants, float available);

}  // namespace threadbox::ui
