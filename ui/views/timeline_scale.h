#pragma once

#include "session/wake_up.h"

#include <optional>
#include <string>

// The interval of time that the timeline shows, and the position of a moment in it. Units: nanoseconds. Pure functions.
namespace threadbox::ui {

struct TimeWindow {
  double begin_ns = 0;
  double length_ns = 1;
  [[nodiscard]] double end_ns() const noexcept { return begin_ns + length_ns; }
  /// The position of a moment: 0 at the left edge, `width` at the right one.
  [[nodiscard]] double x(double time_ns, double width) const noexcept { return (time_ns - begin_ns) / length_ns * width; }
  [[nodiscard]] double time_ns(double x, double width) const noexcept { return begin_ns + x / width * length_ns; }
};

/// The stretch of a thread's life that the user has clicked on.
struct SelectedSpan {
  ObjectId thread = 0;
  TimeNs begin_ns = 0;
  friend bool operator==(const SelectedSpan&, const SelectedSpan&) = default;
};

/// Where the last frame has drawn the lanes, in points from the window's upper left corner, and the interval that they show.
struct DrawnTimeline {
  float left = 0, width = 0;  ///< Of the lanes, without their labels.
  float top = 0, bottom = 0;  ///< Of the visible part.
  float first_lane_y = 0, lane_height = 0;
  float gil_top = 0, gil_height = 0;  ///< Of the lane of the GIL; without height: there is none.
  TimeWindow window;  ///< On the run's clock.
  double begin_ns = 0;  ///< When the program began.
  double now_ns = 0;
};

struct TimelineState {
  enum class Mode : unsigned char {
    automatic,  ///< All of a short run, the end of a longer one.
    follow,     ///< The last `length_ns`.
    all,        ///< The whole run.
    free,       ///< `length_ns` from `begin_ns`.
  };
  Mode mode = Mode::automatic;
  double begin_ns = 0;
  double length_ns = 10e9;
  float scroll = 0;  ///< Vertical, in points.
  std::optional<ObjectId> sought;  ///< The thread whose lane the next frame scrolls into sight.
  bool deadlock_shown = false;  ///< The lanes have been scrolled to the threads of a deadlock.
  double first_ns = 20e6;  ///< The length that is shown of a run that has just begun.
  double least_ns = 0;  ///< The length of the other run that is shown beside this one, so that both have the same scale.
  std::optional<TimeNs> moment_ns;  ///< The moment that the other views show, on the run's clock; none: now.
  bool has_history = true;   ///< An earlier moment can be chosen.
  bool takes_arrows = true;  ///< False: arrow keys, Home and End mean something else in the window.
  int event_steps = 0;  ///< By how many events the user has moved the moment since the last frame; earlier if negative.
  std::optional<SelectedSpan> selected;
  std::optional<session::WakeUp> wake_up;  ///< Of the selected wait. The app, which has the history, fills it in.
  std::optional<TimeWindow> range;  ///< That the user has marked, on the run's clock.
  std::optional<DrawnTimeline> drawn;  ///< None: the last frame shows no timeline.
  std::optional<double> range_anchor_ns;  ///< While the user drags: where the range began.

  /// Whether the user has moved the moment away from this one.
  [[nodiscard]] bool moves_from(const std::optional<TimeNs>& moment) const noexcept {
    return moment_ns != moment || event_steps != 0;
  }
};

/// The interval that is shown when `now_ns` is the end of the run.
TimeWindow window_of(const TimelineState& state, double now_ns) noexcept;

/// Shows `factor` times as much. The moment at `pivot` (0 to 1, from the left) keeps its position, unless the timeline follows the
/// run: then it keeps following.
void zoom(TimelineState& state, double now_ns, double factor, double pivot) noexcept;
/// Moves the interval by a part of its length; later if positive. The timeline stops following the run.
void pan(TimelineState& state, double now_ns, double part) noexcept;
void show_begin(TimelineState& state, double now_ns) noexcept;
/// Follows the run at the current zoom.
void follow(TimelineState& state, double now_ns) noexcept;
/// Shows the whole run.
void fit(TimelineState& state) noexcept;
/// Gives `state` the interval that another timeline shows.
void show_same_interval(TimelineState& state, const TimelineState& other) noexcept;

/// Round moments for ticks, at least `smallest_ns` apart.
double tick_distance_ns(double smallest_ns) noexcept;
/// A tick's label, as precise as the distance of the ticks requires: "0 s", "250 ms", "1.25 s".
std::string tick_text(double time_ns, double distance_ns);

}  // namespace threadbox::ui
