#pragma once

#include <string>

// Which stretch of time the timeline shows, and where a moment is in it. Times are in nanoseconds.
namespace threadbox::ui {

struct TimelineState {
  enum class Mode : unsigned char {
    automatic,  ///< All of a short run; of a longer one what happened last.
    follow,     ///< `length_ns` up to now.
    all,        ///< Everything.
    free,       ///< `length_ns` from `begin_ns`.
  };
  Mode mode = Mode::automatic;
  double begin_ns = 0;
  double length_ns = 10e9;
  float scroll = 0;  ///< Of the lanes, in points.
};

struct TimeWindow {
  double begin_ns = 0;
  double length_ns = 1;
  [[nodiscard]] double end_ns() const noexcept { return begin_ns + length_ns; }
  /// From 0 at the left edge to `width` at the right one.
  [[nodiscard]] double x(double time_ns, double width) const noexcept { return (time_ns - begin_ns) / length_ns * width; }
  [[nodiscard]] double time_ns(double x, double width) const noexcept { return begin_ns + x / width * length_ns; }
};

/// What is shown while `now_ns` is the last moment there is.
TimeWindow window_of(const TimelineState& state, double now_ns) noexcept;

/// Shows `factor` times as much; the moment at `pivot` (0 to 1, from the left) stays where it is, but a timeline that
/// follows keeps following.
void zoom(TimelineState& state, double now_ns, double factor, double pivot) noexcept;
/// Moves what is shown by a part of its length; to the right when positive. Follows no longer.
void pan(TimelineState& state, double now_ns, double part) noexcept;
void show_begin(TimelineState& state, double now_ns) noexcept;
/// Shows what comes, with the present zoom.
void follow(TimelineState& state, double now_ns) noexcept;
/// Shows everything.
void fit(TimelineState& state) noexcept;

/// Round moments, at least `smallest_ns` apart.
double tick_distance_ns(double smallest_ns) noexcept;
/// A tick's label, as exact as the distance to the next one asks: "0 s", "250 ms", "1.25 s".
std::string tick_text(double time_ns, double distance_ns);

}  // namespace threadbox::ui
