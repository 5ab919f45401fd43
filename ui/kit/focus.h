#pragma once

#include <threadbox/trace/event.h>

#include <cstdint>
#include <utility>

namespace threadbox::ui {

/// The selected and the hovered thread or primitive, and the line of the program that the user wants to see, shared by all views.
/// Threads: the observer only.
class Focus {
 public:
  /// The object under the mouse in the previous frame is lit in this one.
  void begin_frame() noexcept {
    hovered_ = next_hovered_;
    next_hovered_ = 0;
  }
  void note_hover(ObjectId object) noexcept { next_hovered_ = object; }
  /// Selects an object, or clears the selection if it is selected already.
  void toggle(ObjectId object) noexcept { selected_ = selected_ == object ? 0 : object; }
  void clear() noexcept { selected_ = 0; }

  /// The user has clicked on something that names a line: the page's editor goes there.
  void go_to_line(std::uint32_t line) noexcept { line_ = line; }
  /// The line of the last such click since the last call; 0: there was none.
  [[nodiscard]] std::uint32_t take_line() noexcept { return std::exchange(line_, 0); }

  [[nodiscard]] ObjectId selected() const noexcept { return selected_; }
  [[nodiscard]] ObjectId hovered() const noexcept { return hovered_; }
  [[nodiscard]] bool is_selected(ObjectId object) const noexcept { return object != 0 && object == selected_; }
  [[nodiscard]] bool is_lit(ObjectId object) const noexcept { return object != 0 && (object == selected_ || object == hovered_); }
  /// Whether another frame is needed to light the object under the mouse.
  [[nodiscard]] bool settling() const noexcept { return hovered_ != next_hovered_; }

 private:
  ObjectId selected_ = 0, hovered_ = 0, next_hovered_ = 0;
  std::uint32_t line_ = 0;
};

}  // namespace threadbox::ui
