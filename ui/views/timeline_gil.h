#pragma once

#include "session/model.h"
#include "ui/views/timeline_lane.h"

// A thin lane that shows which thread has the GIL.
namespace threadbox::ui {

/// Its height; 0 if the run has no GIL.
[[nodiscard]] float gil_lane_height(const session::Model& model);

/// Draws the lane, whose upper edge is `area.top`, and its name at `label_left`.
void draw_gil_lane(const TimelineArea& area, const session::Model& model, float label_left);

}  // namespace threadbox::ui
