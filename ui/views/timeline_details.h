#pragma once

#include "session/model.h"
#include "ui/kit/focus.h"
#include "ui/views/timeline_scale.h"

#include <string>
#include <vector>

// What the user has selected on the timeline, in words: a stretch of a thread's life, or a range of time.
namespace threadbox::ui {

/// The selected span; null if nothing is selected, or if its thread or it is not kept any more.
[[nodiscard]] const session::Span* selected_span(const session::Model& model, const TimelineState& state) noexcept;
/// Sentences about it: what the thread did and for how long; of a wait also what ended it. Lines are named as "(line 7)".
[[nodiscard]] std::string selected_text(const session::Model& model, const TimelineState& state);

/// The time that a thread spent in each state in a range.
struct TimeInRange {
  const session::ThreadRow* thread = nullptr;
  double running_ns = 0, ready_ns = 0, waiting_ns = 0;
};
/// For each thread that lived in the range. `now_ns`: the end of the timeline.
[[nodiscard]] std::vector<TimeInRange> times_in(const session::Model& model, const TimeWindow& range, double now_ns);

/// The height of draw_details(); 0 if nothing is selected.
[[nodiscard]] float details_height(const session::Model& model, const TimelineState& state, double now_ns, float width);
/// Draws the sentences, or the times of the threads.
void draw_details(const session::Model& model, const TimelineState& state, double now_ns, Focus& focus);

}  // namespace threadbox::ui
