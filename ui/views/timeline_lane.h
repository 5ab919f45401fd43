#pragma once

#include "session/model.h"
#include "ui/kit/focus.h"
#include "ui/views/timeline_bars.h"
#include "ui/views/timeline_scale.h"

#include <imgui.h>

#include <algorithm>

// One lane of the timeline: drawing it, and finding the item under the mouse.
namespace threadbox::ui {

/// The area of the lanes on screen and the interval of time that it shows.
struct TimelineArea {
  ImDrawList& draw;
  float left, width;  ///< Of the area.
  float top, bottom;
  TimeWindow window;  ///< On the run's clock, as are all times of the model.
  double begin_ns;    ///< When the program began, from which the shown times count.
  double now_ns;
  float lane_height;
  double least_ns = 0;  ///< As in TimelineState.

  [[nodiscard]] double elapsed_ns() const { return std::max(now_ns - begin_ns, least_ns); }
  [[nodiscard]] float x(double time_ns) const { return left + static_cast<float>(window.x(time_ns, width)); }
  [[nodiscard]] bool shows(double time_ns) const { return time_ns >= window.begin_ns && time_ns <= window.end_ns(); }
};

/// The item of a lane that is under the mouse, if any.
struct LaneHit {
  const session::ThreadRow* thread = nullptr;
  Bar bar;
  MarkPlace mark;
  ObjectId hold_object = 0;
};

/// The line of the program that a bar is about: of a wait, the waiting line; of what goes on, where the thread is. 0: not known.
[[nodiscard]] std::uint32_t line_of(const session::ThreadRow& thread, const session::Span& span) noexcept;

/// Draws the lane; `y` is its upper edge.
void draw_lane(const TimelineArea& area, const session::Model& model, const session::ThreadRow& thread, float y,
               const Focus& focus);
/// Draws the thread's name, with a tag if it is a daemon.
void draw_label(ImDrawList& draw, const session::ThreadRow& thread, ImVec2 low, float right, float height, bool lit);

/// Draws the mark of an event. `crowded`: in a lane of so many marks that the frequent ones would cover everything else.
void draw_mark(ImDrawList& draw, EventKind kind, ImVec2 center, bool crowded);

/// Finds the item under the mouse; of items at the same position, the one that is drawn last.
[[nodiscard]] LaneHit hit_test(const TimelineArea& area, const session::Model& model, const session::ThreadRow& thread, float y);
void draw_tooltip(const session::Model& model, const TimelineArea& area, const LaneHit& hit);

}  // namespace threadbox::ui
