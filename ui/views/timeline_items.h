#pragma once

#include "session/model.h"
#include "ui/views/timeline_scale.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

// What the lanes of the timeline show, in words and with its place, for assistive technology. Pure functions.
namespace threadbox::ui {

/// A bar, a held lock or a mark that is in sight. Positions are in points from the window's upper left corner.
struct TimelineItem {
  std::string text;  ///< "Ada: waiting in gate.acquire(), 200 ms to 350 ms, line 7"
  float x = 0, y = 0, width = 0, height = 0;
  TimeNs time_ns = 0;           ///< Of its begin, on the run's clock. Identifies it, with its lane and kind.
  std::uint32_t line = 0;       ///< Of the program; 0: not known.
  bool is_bar = false;
  bool is_selected = false;
};

/// A lane.
struct TimelineLane {
  ObjectId thread = 0;  ///< 0: the lane of the GIL.
  std::string name;
  std::vector<TimelineItem> items;  ///< Bars first, then held locks, then marks; each from left to right. None: out of sight.
  bool is_compared = false;  ///< Of the run above the current one, with which that is compared.
};

/// The lanes as `state.drawn` has them, those out of sight without items; none if the last frame has not drawn the timeline. However long the run is, they have about
/// `most_items` bars: what is too narrow for that is described together, until the user zooms in.
[[nodiscard]] std::vector<TimelineLane> timeline_lanes(const session::Model& model, const TimelineState& state,
                                                       std::size_t most_items = 400);

}  // namespace threadbox::ui
