#include "ui/views/timeline_items.h"

#include "session/calls.h"
#include "ui/kit/theme.h"
#include "ui/views/describe.h"
#include "ui/views/timeline_bars.h"
#include "ui/views/timeline_details.h"
#include "ui/views/timeline_lane.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace threadbox::ui {

using namespace session;

namespace {

constexpr float least_width = 9;  // A narrower item is described together with its neighbours.
constexpr float drawn_least = 1.5F;  // The same of the bars that are drawn: visible_bars() merges narrower ones.

/// Makes the items of the lanes of one frame.
class Describer {
 public:
  Describer(const Model& model, const TimelineState& state, std::size_t most_items)
      : model_(model), state_(state), drawn_(*state.drawn) {
    const auto lanes = std::max((drawn_.bottom - drawn_.top) / std::max(drawn_.lane_height, 1.0F), 1.0F);
    const float narrowest =
        std::max(least_width, drawn_.width * lanes / static_cast<float>(std::max<std::size_t>(most_items, 1)));
    scale_ = narrowest / drawn_least;
  }

  [[nodiscard]] TimelineLane lane(const ThreadRow& thread, float y) const {
    TimelineLane lane{thread.object, label(thread), {}};
    add_bars(lane, thread, y);
    add_holds(lane, thread, y);
    add_marks(lane, thread, y);
    return lane;
  }

  [[nodiscard]] TimelineLane gil_lane() const {
    TimelineLane lane{0, "GIL", {}};
    std::vector<HoldPlace> places;
    visible_holds(model_.gil_turns, drawn_.window, coarse_width(), places);
    if (model_.gil_holder != 0) add_open(places, static_cast<double>(model_.gil_since_ns), drawn_.now_ns, model_.gil_holder);
    for (const HoldPlace& place : places) {
      const ThreadRow* holder = model_.thread(place.object);
      if (holder != nullptr)
        add(lane, place.from, place.to, drawn_.gil_top, drawn_.gil_height, label(*holder) + " has the GIL, " + about(place));
    }
    return lane;
  }

 private:
  [[nodiscard]] float coarse_width() const { return drawn_.width / scale_; }
  [[nodiscard]] std::string time(double time_ns) const { return duration_text(std::max(time_ns - drawn_.begin_ns, 0.0)); }
  [[nodiscard]] std::string from_to(double begin_ns, double end_ns, bool open) const {
    return open ? "since " + time(begin_ns) : time(begin_ns) + " to " + time(end_ns);
  }
  [[nodiscard]] double time_at(float coarse_x) const {
    return drawn_.window.time_ns(static_cast<double>(coarse_x), static_cast<double>(coarse_width()));
  }
  /// The interval of a place whose exact ends are not kept.
  [[nodiscard]] std::string about(const HoldPlace& place) const { return from_to(time_at(place.from), time_at(place.to), false); }

  TimelineItem& add(TimelineLane& lane, float from, float to, float y, float height, std::string text) const {
    TimelineItem item{std::move(text), drawn_.left + from * scale_, y, std::max((to - from) * scale_, 1.0F), height};
    item.time_ns = static_cast<TimeNs>(std::max(time_at(from), 0.0));
    return lane.items.emplace_back(std::move(item));
  }

  void add_open(std::vector<HoldPlace>& places, double begin_ns, double end_ns, ObjectId object) const {
    const float width = coarse_width();
    const auto x = [&](double time_ns) {
      return std::clamp(static_cast<float>(drawn_.window.x(time_ns, static_cast<double>(width))), 0.0F, width);
    };
    if (x(end_ns) > x(begin_ns)) places.push_back({x(begin_ns), x(end_ns), object});
  }

  void add_bars(TimelineLane& lane, const ThreadRow& thread, float y) const {
    const double open_until_ns = thread.end_ns != 0 ? static_cast<double>(thread.end_ns) : drawn_.now_ns;
    std::vector<Bar> bars;
    visible_bars(thread.spans, open_until_ns, drawn_.window, coarse_width(), bars);
    for (const Bar& bar : bars) {
      const Span& span = *bar.span;
      const bool last = &span == &thread.spans.back(), open = last && thread.end_ns == 0;
      const char* state = style_name(style_of(span.state, span.operation));
      std::string text = lane.name + ": ";
      const std::uint32_t line = bar.spans == 1 ? line_of(thread, span) : 0;
      if (bar.spans > 1) {
        text += std::to_string(bar.spans) + " short stretches, mostly " + state + ", " +
                from_to(time_at(bar.from), time_at(bar.to), false);
      } else {
        text += state;
        if (span.state == ThreadState::waiting) text += " in " + wait_text(model_, thread, span);
        text += ", " + from_to(static_cast<double>(span.begin_ns), last ? open_until_ns : static_cast<double>(span.end_ns), open);
        if (line != 0) text += ", line " + std::to_string(line);
      }
      TimelineItem& item = add(lane, bar.from, bar.to, y, drawn_.lane_height, std::move(text));
      item.is_bar = bar.spans == 1;
      item.line = line;
      if (item.is_bar) item.time_ns = span.begin_ns;
      item.is_selected = item.is_bar && state_.selected == SelectedSpan{thread.object, span.begin_ns};
    }
  }

  void add_holds(TimelineLane& lane, const ThreadRow& thread, float y) const {
    constexpr float height = 4;
    const float top = y + drawn_.lane_height - height;
    std::vector<HoldPlace> places;
    visible_holds(thread.past_holds, drawn_.window, coarse_width(), places);
    for (const HoldPlace& place : places)
      add(lane, place.from, place.to, top, height, lane.name + ": holds " + label_of(model_, place.object) + ", " + about(place));
    for (const ObjectId held : thread.holds) {
      const ObjectRow* lock = model_.object(held);
      const ObjectId known = known_lock(model_, held);
      if (lock == nullptr || known == 0) continue;
      places.clear();
      const auto since_ns = static_cast<double>(lock->owned_since_ns);
      const bool over = thread.end_ns != 0;
      const double until_ns = over ? static_cast<double>(thread.end_ns) : drawn_.now_ns;
      add_open(places, since_ns, until_ns, known);
      for (const HoldPlace& place : places)
        add(lane, place.from, place.to, top, height,
            lane.name + ": holds " + label_of(model_, known) + ", " + from_to(since_ns, until_ns, !over));
    }
  }

  void add_marks(TimelineLane& lane, const ThreadRow& thread, float y) const {
    std::vector<MarkPlace> places;
    visible_marks(thread.marks, drawn_.window, coarse_width(), places);
    constexpr float size = 10;
    for (const MarkPlace& place : places) {
      std::string text = lane.name + ": " + mark_text(model_, thread, *place.mark);
      if (place.marks > 1) text += ", and " + std::to_string(place.marks - 1) + " more";
      text += ", at " + time(static_cast<double>(place.mark->time_ns));
      TimelineItem& item = add(lane, place.x, place.x, y + (drawn_.lane_height - size) / 2, size, std::move(text));
      item.x -= size / 2;
      item.width = size;
      item.time_ns = place.mark->time_ns;
    }
  }

  const Model& model_;
  const TimelineState& state_;
  const DrawnTimeline& drawn_;
  float scale_ = 1;  ///< Points of the picture for one in which items are merged.
};

}  // namespace

std::vector<TimelineLane> timeline_lanes(const Model& model, const TimelineState& state, std::size_t most_items) {
  std::vector<TimelineLane> lanes;
  if (!state.drawn || state.drawn->width <= 1) return lanes;
  const DrawnTimeline& drawn = *state.drawn;
  const Describer describer(model, state, most_items);
  if (drawn.gil_height > 0) lanes.push_back(describer.gil_lane());
  float y = drawn.first_lane_y;
  for (const ThreadRow& thread : model.threads) {
    if (thread.spans.empty()) continue;
    const bool in_sight = y + drawn.lane_height / 2 >= drawn.top && y + drawn.lane_height / 2 <= drawn.bottom;
    if (in_sight) lanes.push_back(describer.lane(thread, y));
    else lanes.push_back({thread.object, label(thread), {}, false});
    y += drawn.lane_height;
  }
  return lanes;
}

}  // namespace threadbox::ui
