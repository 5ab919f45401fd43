#pragma once

#include "session/model.h"
#include "ui/kit/focus.h"
#include "ui/views/timeline_bars.h"
#include "ui/views/timeline_scale.h"

#include <imgui.h>

// One lane of the timeline: what a thread did, and what of it the mouse is over.
namespace threadbox::ui {

/// Where things are on screen, and which stretch of time they show.
struct TimelineArea {
  ImDrawList& draw;
  float left, width;  ///< Of the lanes.
  float top, bottom;
  TimeWindow window;
  double now_ns;
  float lane_height;

  [[nodiscard]] float x(double time_ns) const { return left + static_cast<float>(window.x(time_ns, width)); }
  [[nodiscard]] bool shows(double time_ns) const { return time_ns >= window.begin_ns && time_ns <= window.end_ns(); }
};

/// What the mouse is over on a lane, if anything.
struct LaneHit {
  const session::ThreadRow* thread = nullptr;
  Bar bar;
  MarkPlace mark;
  ObjectId hold_object = 0;
};

/// `y`: the lane's upper edge.
void draw_lane(const TimelineArea& area, const session::Model& model, const session::ThreadRow& thread, float y,
               const Focus& focus);
/// The thread's name, and whether it is a daemon.
void draw_label(ImDrawList& draw, const session::ThreadRow& thread, ImVec2 low, float right, float height, bool lit);

/// What the mouse is over on a lane; of things in the same place, what is drawn last.
[[nodiscard]] LaneHit hit_test(const TimelineArea& area, const session::Model& model, const session::ThreadRow& thread, float y);
void draw_tooltip(const session::Model& model, const TimelineArea& area, const LaneHit& hit);

}  // namespace threadbox::ui
