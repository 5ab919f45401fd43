#include "ui/app.h"

#include <new>
#include <utility>

namespace threadbox::ui {

using namespace session;

bool App::update() try {
  const bool was_live = session_.live();
  const std::uint64_t revision = session_.steps().revision;
  const bool changed = session_.drain() > 0 || was_live != session_.live() || revision != session_.steps().revision;
  // That nothing can go on is known without an event, when none has come for a while.
  const Standing before = std::exchange(standing_, summary(session_.model()).standing);
  return changed || standing_ != before;
} catch (const std::bad_alloc&) {
  return failed_ = true;
}

bool App::draw() {
  const std::optional<TimeNs> before = moment_;
  move_moment();
  explain_selected();
  screen_.compare_with(session_.compared());
  screen_.draw(
      session_.model(), shown(), session_.live(), [&](Command command) { commands_.push_back(std::move(command)); },
      session_.steps(), moment_ && session_.steps().active ? &shown_steps() : nullptr);
  return moment_ != before;
}

const Steps& App::shown_steps() try {
  return moment_ ? session_.steps_at(*moment_) : session_.steps();
} catch (const std::bad_alloc&) {
  static const Steps unknown;
  failed_ = true;
  return unknown;
}

const Model& App::shown() try { return moment_ ? session_.model_at(*moment_) : session_.model(); } catch (const std::bad_alloc&) {
  failed_ = true;
  return session_.model();
}

/// Takes over the moment that the user has chosen in the previous frame.
void App::move_moment() {
  TimelineState& timeline = screen_.timeline();
  moment_ = timeline.moment_ns;
  for (; moment_ && timeline.event_steps < 0; ++timeline.event_steps) moment_ = session_.event_before(*moment_);
  for (; moment_ && timeline.event_steps > 0; --timeline.event_steps) moment_ = session_.event_after(*moment_);
  timeline.moment_ns = moment_;
}

/// Finds what ended the selected wait; of a wait that goes on, only the line.
void App::explain_selected() {
  TimelineState& timeline = screen_.timeline();
  const Span* span = selected_span(session_.model(), timeline);
  if (span == nullptr || span->state != ThreadState::waiting) return timeline.wake_up.reset();
  const ThreadRow& thread = *session_.model().thread(timeline.selected->thread);
  const bool goes_on = span == &thread.spans.back() && !is_over(thread);
  if (!timeline.wake_up || (!timeline.wake_up->over && !goes_on)) timeline.wake_up = session_.wake_up(thread.id, span->begin_ns);
}

void App::show_moment(TimeNs time_ns) noexcept {
  screen_.timeline().moment_ns = time_ns;
  screen_.timeline().event_steps = 0;
}

void App::apply() {
  for (const Command& command : std::exchange(commands_, {})) {
    try {
      session_.post(command);
    } catch (const std::bad_alloc&) {
      failed_ = true;
    }
  }
}

std::vector<TimelineLane> App::timeline_lanes() const {
  std::vector<TimelineLane> lanes;
  if (const session::Model* other = session_.compared()) lanes = ui::timeline_lanes(*other, screen_.compared_timeline());
  for (TimelineLane& lane : lanes) {
    constexpr const char* prefix = "with the GIL: ";
    lane.is_compared = true;
    lane.name.insert(0, prefix);
    for (TimelineItem& item : lane.items) item.text.insert(0, prefix);
  }
  for (TimelineLane& lane : ui::timeline_lanes(session_.model(), screen_.timeline())) lanes.push_back(std::move(lane));
  return lanes;
}

}  // namespace threadbox::ui
