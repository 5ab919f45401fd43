#pragma once

#include <cstdint>

namespace threadbox::ui {

/// Decides when to draw: after input, after a change, and at a modest rate while the timeline moves. An idle page draws no frame.
/// Threads: the observer only. Units: seconds, on any monotonic clock.
class Pacing {
 public:
  /// Tells that there was input: ImGui needs a few frames until hovers and layouts have settled.
  void note_input() noexcept { settling_ = settle_frames; }
  /// Tells that the model has changed. Two frames follow, since a new row may change the layout.
  void note_change() noexcept {
    if (settling_ < change_frames) settling_ = change_frames;
  }

  /// Whether to draw now. `interval_s`: for how long the last frame stays correct when nothing happens.
  [[nodiscard]] bool wants_frame(double now_s, double interval_s) const noexcept {
    return settling_ > 0 || now_s - last_frame_s_ >= interval_s;
  }
  /// Tells that a frame has been drawn.
  void note_frame(double now_s) noexcept {
    if (settling_ > 0) --settling_;
    last_frame_s_ = now_s;
    ++frames_;
  }
  [[nodiscard]] std::uint64_t frames() const noexcept { return frames_; }
  /// Whether input or a change has not been drawn yet.
  [[nodiscard]] bool settling() const noexcept { return settling_ > 0; }

 private:
  static constexpr int settle_frames = 4, change_frames = 2;

  int settling_ = settle_frames;
  double last_frame_s_ = 0;
  std::uint64_t frames_ = 0;
};

}  // namespace threadbox::ui
