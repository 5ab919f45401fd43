#include "session/summary.h"
#include "ui/kit/widgets.h"
#include "ui/views/views.h"

#include <imgui.h>

#include <utility>
#include <variant>

namespace threadbox::ui {

using namespace session;

void draw_toolbar(const Model& model, bool live, const CommandSink& send) {
  ImGui::BeginDisabled(!live);
  bool first = true;
  const auto button = [&](const char* text, const char* tooltip, Command command) {
    if (!std::exchange(first, false)) flow(ImGui::CalcTextSize(text).x + 2 * ImGui::GetStyle().FramePadding.x);
    if (ImGui::Button(text)) send(std::move(command));
    ImGui::SetItemTooltip("%s", tooltip);
  };
  const bool paused = summary(model).standing == Standing::paused;
  const auto is_shown = [paused](const Command& command) {
    return !std::holds_alternative<Pause>(command) ? paused || !std::holds_alternative<Resume>(command) : !paused;
  };
#define BUTTON(Type, kind, label, tooltip) \
  if (is_shown(Type{})) button(label, tooltip, Type{});
#include "session/commands.def"
  ImGui::EndDisabled();
  ImGui::SameLine(0, 14);
  ImGui::AlignTextToFramePadding();
  text_within(summary(model).text, ImGui::GetContentRegionAvail().x, palette().muted);
}

}  // namespace threadbox::ui
