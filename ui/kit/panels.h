#pragma once

#include <imgui.h>

#include <optional>
#include <span>
#include <vector>

// The panels of the window, and how the user arranges them. Threads: the observer only.
namespace threadbox::ui {

/// How the user has arranged a panel.
struct PanelState {
  std::optional<float> height;  ///< In points, since the user has moved its lower edge. None: as high as its content wants.
  bool folded = false;          ///< Only its title is shown.
  bool full = false;            ///< It fills the window.
};

/// A framed panel with a title. Widgets drawn during its lifetime are in it.
class Panel {
 public:
  /// With an empty title, there is no title row. With a state, the user can fold the panel, and let it fill the window by a double click
  /// on its title.
  Panel(const char* id, const char* title, ImVec2 size, PanelState* state = nullptr);
  ~Panel();
  Panel(const Panel&) = delete;
  Panel& operator=(const Panel&) = delete;
};

/// The height that a panel adds to its content.
[[nodiscard]] float panel_extra_height(bool titled);

/// A panel in a stack: its state, and the height that shows all of its content.
struct PanelSlot {
  PanelState* state;
  float want;
};
/// Distributes `available` points of height among panels one below the other, including the space between them. The user's heights come
/// first; the other panels share what is left, and the last of them gets what none of them wants.
[[nodiscard]] std::vector<float> stack_heights(std::span<const PanelSlot> slots, float available);

/// Lowers what the other panels want, so that one of them gets all that it wants, as long as the user has not decided otherwise.
void make_room(std::span<PanelSlot> slots, std::size_t favoured, float available);

/// Called after a panel of a stack: the space below it is an edge that the user can move. A double click restores the automatic height.
/// `top`, `height`: the panel's, in points. `below`: the next panel of the stack.
void lower_edge(const char* name, float top, float height, PanelState& above, PanelState& below);
/// The space between two columns is an edge that the user can move. `low`, `size`: the space. Returns by how many points it has been
/// moved to the right. Moves the cursor.
float side_edge(const char* name, ImVec2 low, ImVec2 size);

}  // namespace threadbox::ui
