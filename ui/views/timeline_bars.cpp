#include "ui/views/timeline_bars.h"

#include <algorithm>
#include <cmath>

namespace threadbox::ui {

using namespace session;

namespace {

constexpr float narrowest = 1.5F;      // A narrower bar is merged with its neighbours.
constexpr float mark_distance = 5;
constexpr std::size_t samples = 6;     // How many spans of a merged bar are compared for its style.

double begin_of(const Span& span) { return static_cast<double>(span.begin_ns); }

/// The first element from `at` on for which `is_past` holds, in logarithmic time of its distance.
template <typename Iterator>
Iterator gallop(Iterator at, Iterator end, const auto& is_past, std::size_t& visited) {
  std::ptrdiff_t step = 1;
  while (end - at > step && !is_past(*(at + step))) {
    at += step;
    step *= 2;
    ++visited;
  }
  const Iterator limit = end - at > step ? at + step + 1 : end;
  return std::partition_point(at, limit, [&](const auto& item) {
    ++visited;
    return !is_past(item);
  });
}

/// The longest span of a merged bar, judging by some samples.
const Span* loudest(const Span* first, std::size_t count, std::size_t& visited) {
  const Span* best = first;
  const std::size_t step = std::max<std::size_t>(count / samples, 1);
  for (std::size_t i = 0; i < count; i += step) {
    ++visited;
    if (first[i].end_ns - first[i].begin_ns > best->end_ns - best->begin_ns) best = first + i;
  }
  return best;
}

bool same_style(const Span& a, const Span& b) { return style_of(a.state, a.operation) == style_of(b.state, b.operation); }

int importance(EventKind kind) {
  switch (kind) {
    case EventKind::barrier_broken:
    case EventKind::thread_died:
    case EventKind::interrupt: return 3;
    case EventKind::output: return 1;
    default: return 2;
  }
}

}  // namespace

std::size_t visible_bars(const std::vector<Span>& spans, double open_until_ns, const TimeWindow& window, float width,
                         std::vector<Bar>& bars) {
  bars.clear();
  std::size_t visited = 0;
  const auto end_of = [&](const Span& span) { return &span == &spans.back() ? open_until_ns : static_cast<double>(span.end_ns); };
  const auto x_of = [&](double time_ns) { return std::clamp(static_cast<float>(window.x(time_ns, width)), 0.0F, width); };
  auto at = std::partition_point(spans.begin(), spans.end(), [&](const Span& span) {
    ++visited;
    return end_of(span) < window.begin_ns;
  });
  while (at != spans.end() && begin_of(*at) <= window.end_ns()) {
    ++visited;
    const float from = x_of(begin_of(*at)), to = x_of(end_of(*at));
    if (to - from > narrowest) {
      bars.push_back({from, to, &*at, 1});
      ++at;
      continue;
    }
    // All spans that end before the next position belong to this bar.
    const double next_place_ns = window.time_ns(from + narrowest, width);
    const auto next = gallop(at, spans.end(), [&](const Span& span) { return end_of(span) > next_place_ns; }, visited);
    const auto count = static_cast<std::uint32_t>(std::max<std::ptrdiff_t>(next - at, 1));
    const Span* shown = loudest(&*at, count, visited);
    const float until = std::min(from + narrowest, width);
    Bar* last = bars.empty() ? nullptr : &bars.back();
    if (last != nullptr && last->spans > 1 && last->to >= from - 0.5F && same_style(*last->span, *shown)) {
      last->to = std::max(last->to, until);
      last->spans += count;
    } else if (until > from) {
      bars.push_back({from, until, shown, count});
    }
    at += count;
  }
  return visited;
}

std::size_t visible_marks(const std::vector<Mark>& marks, const TimeWindow& window, float width, std::vector<MarkPlace>& places) {
  places.clear();
  std::size_t visited = 0;
  const auto time_of = [](const Mark& mark) { return static_cast<double>(mark.time_ns); };
  auto at = std::partition_point(marks.begin(), marks.end(), [&](const Mark& mark) {
    ++visited;
    return time_of(mark) < window.begin_ns;
  });
  while (at != marks.end() && time_of(*at) <= window.end_ns()) {
    const float x = static_cast<float>(window.x(time_of(*at), width));
    const double next_place_ns = window.time_ns(x + mark_distance, width);
    const auto next = gallop(at, marks.end(), [&](const Mark& mark) { return time_of(mark) > next_place_ns; }, visited);
    const auto count = static_cast<std::size_t>(std::max<std::ptrdiff_t>(next - at, 1));
    const Mark* best = &*at;
    const std::size_t step = std::max<std::size_t>(count / samples, 1);
    for (std::size_t i = 0; i < count; i += step) {
      ++visited;
      if (importance(at[static_cast<std::ptrdiff_t>(i)].kind) > importance(best->kind))
        best = &at[static_cast<std::ptrdiff_t>(i)];
    }
    const float shown = static_cast<float>(window.x(time_of(*best), width));
    places.push_back({shown, best, static_cast<std::uint32_t>(count)});
    at += static_cast<std::ptrdiff_t>(count);
  }
  return visited;
}

std::size_t visible_holds(const std::vector<Hold>& holds, const TimeWindow& window, float width, std::vector<HoldPlace>& places) {
  places.clear();
  std::size_t visited = 0;
  const auto end_of = [](const Hold& hold) { return static_cast<double>(hold.end_ns); };
  auto at = std::partition_point(holds.begin(), holds.end(), [&](const Hold& hold) {
    ++visited;
    return end_of(hold) < window.begin_ns;
  });
  // Holds are ordered by their ends. One that ends to the right of the view may begin in it, but only as many as a thread
  // holds at a time.
  constexpr int most_beyond = 8;
  int beyond = 0;
  while (at != holds.end() && beyond < most_beyond) {
    ++visited;
    if (end_of(*at) > window.end_ns()) ++beyond;
    const float from = std::clamp(static_cast<float>(window.x(static_cast<double>(at->begin_ns), width)), 0.0F, width);
    const float to = std::clamp(static_cast<float>(window.x(end_of(*at), width)), 0.0F, width);
    const bool wide = to - from > narrowest;
    const float until = wide ? to : std::min(from + narrowest, width);
    HoldPlace* last = places.empty() ? nullptr : &places.back();
    if (last != nullptr && !wide && last->object == at->object && last->to >= from - 0.5F) last->to = std::max(last->to, until);
    else if (until > from) places.push_back({from, until, at->object});
    if (wide) {
      ++at;
      continue;
    }
    const double next_place_ns = window.time_ns(from + narrowest, width);
    const auto next = gallop(at, holds.end(), [&](const Hold& hold) { return end_of(hold) > next_place_ns; }, visited);
    at += std::max<std::ptrdiff_t>(next - at, 1);
  }
  return visited;
}

}  // namespace threadbox::ui
