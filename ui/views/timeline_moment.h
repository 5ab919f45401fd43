#pragma once

#include "ui/views/timeline_lane.h"

// The moment of the run that the other views show: chosen on the time axis, with a line through the lanes.
namespace threadbox::ui {

/// Takes drags, clicks and keys over the time axis, whose upper edge is `top`.
void choose_moment(const TimelineArea& area, TimelineState& state, float top, float height);
/// Shows the present again.
void leave_moment(TimelineState& state) noexcept;
/// Draws the line of the moment through the area, with its handle at `top`.
void draw_moment(const TimelineArea& area, const TimelineState& state, float top);

}  // namespace threadbox::ui
