#pragma once

#include "models.h"
#include "stage.h"

#include "ui/screen.h"

#include <string>
#include <variant>
#include <vector>

// The whole window for the tests of its parts.
namespace threadbox::ui {

using namespace session;

using Statements = std::vector<std::string>;

/// The whole window over a model made by hand. Records the commands.
class ScreenStage {
 public:
  explicit ScreenStage(Model given, ImVec2 size = {1280, 800}, Screen::Options options = {})
      : model(std::move(given)), screen(options), stage([this] { draw(); }, size) {}

  [[nodiscard]] Statements statements() const {
    Statements result;
    for (const Command& command : commands) {
      if (const auto* execute = std::get_if<Execute>(&command)) result.push_back(execute->statement);
      if (const auto* click = std::get_if<Click>(&command)) result.push_back(click->statement);
    }
    return result;
  }
  /// The statements that a click sends.
  Statements sent_by(const std::string& label, const std::string& context = {}) {
    commands.clear();
    stage.click(label, context);
    return statements();
  }

  Model model;
  Screen screen;
  std::vector<Command> commands;
  Stage stage;

 private:
  void draw() {
    screen.draw(model, model, true, [this](Command command) { commands.push_back(std::move(command)); });
  }
};

inline Model model_with(ObjectKind kind) {
  Model model = small_model();
  model.objects = {object_row(9, kind, "thing")};
  return model;
}

/// How many vertices of the last frame have a colour.
inline int count_vertices(ImU32 color) {
  int count = 0;
  for (const ImDrawList* list : ImGui::GetDrawData()->CmdLists)
    for (const ImDrawVert& vertex : list->VtxBuffer) count += vertex.col == color ? 1 : 0;
  return count;
}

}  // namespace threadbox::ui
