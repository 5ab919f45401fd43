#include "session/history.h"

#include <algorithm>
#include <utility>

namespace threadbox::session {

namespace {

/// A fold that keeps the present only.
Fold::Limits without_past() {
  Fold::Limits limits;
  limits.spans_of_a_thread = limits.marks_of_a_thread = limits.holds_of_a_thread = limits.gil_turns = limits.statements = 0;
  limits.console_lines = 0;
  return limits;
}

/// A checkpoint costs about as much memory as so many events for each row.
constexpr std::size_t events_of_a_row = 8;

}  // namespace

History::History(TextTable& texts, Limits limits) : texts_(&texts), limits_(limits), last_(texts, without_past()) {}

bool History::keeps_text(EventKind kind) noexcept {
  return kind == EventKind::thread_create || kind == EventKind::thread_name || kind == EventKind::thread_died;
}

void History::add(const TraceEvent& event) {
  const Model& model = last_.model();
  const std::size_t rows = model.threads.size() + model.objects.size();
  if (chapters_.empty() || chapters_.back().events.size() >= std::max(limits_.events_of_a_chapter, events_of_a_row * rows))
    begin_chapter();
  std::vector<TraceEvent>& events = chapters_.back().events;
  events.push_back(event);
  try {
    last_.apply(event);
  } catch (...) {
    events.pop_back();
    throw;
  }
  ++events_;
  while (events_ > limits_.events && chapters_.size() > 1) drop_first_chapter();
}

void History::begin_chapter() {
  Chapter chapter{last_, {}};
  chapter.events.reserve(limits_.events_of_a_chapter);
  chapters_.push_back(std::move(chapter));
}

void History::drop_first_chapter() noexcept {
  for (const TraceEvent& event : chapters_.front().events)
    if (keeps_text(event.kind)) texts_->release(event.argument);
  events_ -= chapters_.front().events.size();
  chapters_.pop_front();
  ++dropped_chapters_;
}

TimeNs History::begin_ns() const noexcept { return chapters_.empty() ? 0 : chapters_.front().checkpoint.model().time_ns; }

/// The last chapter that begins at or before the moment; the first one if there is none.
std::size_t History::chapter_at(TimeNs moment) const noexcept {
  const auto next =
      std::ranges::upper_bound(chapters_, moment, {}, [](const Chapter& chapter) { return chapter.checkpoint.model().time_ns; });
  return next == chapters_.begin() ? 0 : static_cast<std::size_t>(next - chapters_.begin()) - 1;
}

TimeNs History::event_before(TimeNs moment) const noexcept {
  if (chapters_.empty()) return moment;
  for (std::size_t chapter = chapter_at(moment) + 1; chapter-- > 0;) {
    std::optional<TimeNs> latest;
    for (const TraceEvent& event : chapters_[chapter].events)
      if (event.time_ns < moment) latest = std::max(latest.value_or(0), event.time_ns);
    if (latest) return *latest;
  }
  return moment;
}

TimeNs History::event_after(TimeNs moment) const noexcept {
  for (std::size_t chapter = chapters_.empty() ? 0 : chapter_at(moment); chapter < chapters_.size(); ++chapter)
    for (const TraceEvent& event : chapters_[chapter].events)
      if (event.time_ns > moment) return event.time_ns;
  return moment;
}

WakeUp History::wake_up(ThreadId waiter, TimeNs begin_ns) const noexcept {
  WakeUpSearch search(waiter, begin_ns);
  for (std::size_t chapter = chapters_.empty() ? 0 : chapter_at(begin_ns); chapter < chapters_.size(); ++chapter)
    for (const TraceEvent& event : chapters_[chapter].events)
      if (!search.take(event)) return search.found();
  return search.found();
}

const Model& History::at(TimeNs moment, const Model& now) {
  if (chapters_.empty()) return last_.model();
  const std::size_t place = chapter_at(moment), chapter = place + dropped_chapters_;
  const bool continues = shown_ && shown_->chapter == chapter && shown_->moment <= moment;
  if (!continues) {
    shown_.reset();
    shown_.emplace(chapters_[place].checkpoint, chapter, 0U, moment);
  }
  const std::vector<TraceEvent>& events = chapters_[place].events;
  const std::size_t before = shown_->applied;
  for (std::size_t& applied = shown_->applied; applied < events.size() && events[applied].time_ns <= moment; ++applied)
    shown_->fold.apply(events[applied]);
  if (continues && shown_->applied == before && shown_->moment == moment) return shown_->fold.model();
  shown_->moment = moment;
  shown_->fold.advance_to(moment);
  shown_->fold.take_past_from(now);
  return shown_->fold.model();
}

}  // namespace threadbox::session
