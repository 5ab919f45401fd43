#pragma once

#include <string>
#include <vector>

// Where the widgets of the last frame are: for tests, which click on what they can name.
namespace threadbox::ui {

struct WidgetPlace {
  std::string label;    ///< As shown.
  std::string context;  ///< What its row is about: a Python expression, or nothing.
  float x = 0, y = 0, width = 0, height = 0;  ///< In points, from the window's upper left corner.
  bool cut = false;         ///< Only a part of its width is to be seen.
  bool takes_text = false;  ///< A click on it asks for a keyboard.
};

/// From now on, each frame remembers its widgets. Needs an ImGui context.
void record_widgets();
/// Forgets them: call it where a frame begins.
void begin_widgets();
[[nodiscard]] const std::vector<WidgetPlace>& widgets();

/// Widgets that are drawn while it lives belong to this row.
class WidgetContext {
 public:
  explicit WidgetContext(std::string expression);
  ~WidgetContext();
  WidgetContext(const WidgetContext&) = delete;
  WidgetContext& operator=(const WidgetContext&) = delete;
};

}  // namespace threadbox::ui
