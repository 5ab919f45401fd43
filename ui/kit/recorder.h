#pragma once

#include <string>
#include <vector>

// The positions of the widgets of the last frame, for tests, which click on widgets by name.
namespace threadbox::ui {

struct WidgetPlace {
  std::string label;    ///< As shown.
  std::string context;  ///< The Python expression of its row's object, or nothing.
  float x = 0, y = 0, width = 0, height = 0;  ///< In points, from the window's upper left corner.
  bool cut = false;         ///< Only a part of its width is visible.
  bool takes_text = false;  ///< It takes text: a tap on it opens the on-screen keyboard.
};

/// Starts recording the widgets of each frame. Needs an ImGui context.
void record_widgets();
/// Clears the recording. Call it at the beginning of a frame.
void begin_widgets();
[[nodiscard]] const std::vector<WidgetPlace>& widgets();

/// Assigns the widgets that are drawn during its lifetime to a row.
class WidgetContext {
 public:
  explicit WidgetContext(std::string expression);
  ~WidgetContext();
  WidgetContext(const WidgetContext&) = delete;
  WidgetContext& operator=(const WidgetContext&) = delete;
};

}  // namespace threadbox::ui
