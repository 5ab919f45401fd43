#include "ui/views/timeline_scale.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace threadbox::ui {

namespace {

using Mode = TimelineState::Mode;

constexpr double shortest_ns = 1e3, longest_ns = 7.2e12;
constexpr double automatic_ns = 10e9;  // A longer run is followed.
constexpr double margin = 1.03;        // Keeps the last moment away from the right edge.

TimeWindow following(double now_ns, double length_ns) noexcept {
  const double begin_ns = now_ns - length_ns / margin;
  return {begin_ns > length_ns * 1e-6 ? begin_ns : 0.0, length_ns};  // Ignores a rounding error at the beginning.
}

/// Fixes the interval that is shown.
void hold(TimelineState& state, double now_ns) noexcept {
  const TimeWindow window = window_of(state, now_ns);
  state.mode = Mode::free;
  state.begin_ns = window.begin_ns;
  state.length_ns = window.length_ns;
}

}  // namespace

TimeWindow window_of(const TimelineState& state, double now_ns) noexcept {
  const double whole_ns = std::max(now_ns * margin, state.first_ns);
  switch (state.mode) {
    case Mode::automatic: return following(now_ns, std::min(whole_ns, automatic_ns));
    case Mode::follow: return following(now_ns, state.length_ns);
    case Mode::all: return {0, whole_ns};
    case Mode::free: break;
  }
  return {state.begin_ns, state.length_ns};
}

void zoom(TimelineState& state, double now_ns, double factor, double pivot) noexcept {
  const TimeWindow window = window_of(state, now_ns);
  const double length_ns = std::clamp(window.length_ns * factor, shortest_ns, longest_ns);
  const bool follows = state.mode == Mode::follow;
  hold(state, now_ns);
  state.begin_ns = std::max(0.0, window.begin_ns + pivot * (window.length_ns - length_ns));
  state.length_ns = length_ns;
  if (follows) state.mode = Mode::follow;
}

void pan(TimelineState& state, double now_ns, double part) noexcept {
  hold(state, now_ns);
  const double last_ns = std::max(0.0, now_ns - state.length_ns * 0.1);  // Keeps the end of the run visible.
  state.begin_ns = std::clamp(state.begin_ns + part * state.length_ns, 0.0, std::max(last_ns, state.begin_ns));
}

void show_begin(TimelineState& state, double now_ns) noexcept {
  hold(state, now_ns);
  state.begin_ns = 0;
}

void follow(TimelineState& state, double now_ns) noexcept {
  hold(state, now_ns);
  state.mode = Mode::follow;
}

void fit(TimelineState& state) noexcept { state.mode = Mode::all; }

void show_same_interval(TimelineState& state, const TimelineState& other) noexcept {
  state.mode = other.mode;
  state.begin_ns = other.begin_ns;
  state.length_ns = other.length_ns;
}

double tick_distance_ns(double smallest_ns) noexcept {
  const double power = std::pow(10, std::floor(std::log10(smallest_ns)));
  for (const double factor : {1.0, 2.0, 5.0})
    if (power * factor >= smallest_ns) return power * factor;
  return power * 10;
}

std::string tick_text(double time_ns, double distance_ns) {
  if (std::abs(time_ns) < distance_ns / 2) return "0 s";
  struct Unit {
    double ns;
    const char* name;
  };
  constexpr Unit units[] = {{1e9, "s"}, {1e6, "ms"}, {1e3, "µs"}, {1, "ns"}};
  const Unit* unit = std::begin(units);
  while (time_ns < unit->ns * 0.9999 && unit + 1 != std::end(units)) ++unit;
  const int decimals = std::clamp(static_cast<int>(std::ceil(-std::log10(distance_ns / unit->ns) - 1e-9)), 0, 9);
  char text[48];
  std::snprintf(text, sizeof text, "%.*f %s", decimals, time_ns / unit->ns, unit->name);
  return text;
}

}  // namespace threadbox::ui
