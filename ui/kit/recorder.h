#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// The widgets of the last frame, for tests, which click on widgets by name, and for the page, which mirrors each as an element. What such an
// element does to a widget comes back here. Threads: the observer only.
namespace threadbox::ui {

struct WidgetPlace {
  std::string label;  ///< As shown.
  std::string context;  ///< The Python expression of its row's object, or nothing.
  float x = 0, y = 0, width = 0, height = 0;  ///< In points, from the window's upper left corner.
  bool cut = false;  ///< Only a part of its width is visible.
  bool takes_text = false;  ///< It takes text: a tap on it opens the on-screen keyboard.
  bool disabled = false;
  std::optional<bool> on;  ///< Of a widget with two states: pressed in, selected, ticked, unfolded.
  std::string text;  ///< What is in a field, or what a notice says.
};

/// Starts recording the widgets of each frame. Needs an ImGui context.
void record_widgets();
/// Clears the recording. Call it at the beginning of a frame.
void begin_widgets();
[[nodiscard]] const std::vector<WidgetPlace>& widgets();

/// Says of the widget that was drawn last which of its two states it is in.
void note_state(bool on);
/// Says of the widget that was drawn last what is in it.
void note_text(const std::string& text);
/// Records something that can be seen and is not a widget of ImGui's: a notice, a link in a text. In points.
void note_area(std::string label, float x, float y, float width, float height, std::string text = {});

/// Does something to a widget the next time that it is drawn: puts `text` into a field; moves an edge by so many points, or, by an empty
/// text, back; does what a double click on a title does. The last one for a widget replaces those before it, but moves add up.
void act_on_widget(std::string label, std::string context, std::string text);
/// What is to be done to a widget of the current context, once.
[[nodiscard]] std::optional<std::string> take_act(std::string_view label);
/// Forgets what was to be done to widgets that have not been drawn since.
void forget_acts();

/// Assigns the widgets that are drawn during its lifetime to a row, or to a part of the picture that is there twice.
class WidgetContext {
 public:
  explicit WidgetContext(std::string expression);
  ~WidgetContext();
  WidgetContext(const WidgetContext&) = delete;
  WidgetContext& operator=(const WidgetContext&) = delete;

 private:
  std::string before_;  ///< The context around it.
};

}  // namespace threadbox::ui
