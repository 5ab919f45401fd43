#include "ui/views/variables_view.h"

#include "ui/kit/widgets.h"

#include <imgui.h>

#include <algorithm>
#include <string>

namespace threadbox::ui {

using namespace session;

namespace {

constexpr float indent = 14;

/// "… 97 more"
void draw_more(std::uint64_t more, float left) {
  if (more == 0) return;
  ImGui::SetCursorPosX(ImGui::GetCursorPosX() + left);
  text_within("… " + std::to_string(more) + " more", ImGui::GetContentRegionAvail().x, palette().muted);
}

/// What repr() says, or the button that asks for it.
void draw_repr(const script::Variable& variable, const CommandSink* send) {
  if (!variable.repr.empty()) {
    ImGui::SameLine(0, 8);
    text_within(variable.repr, ImGui::GetContentRegionAvail().x, variable.raised ? palette().error : palette().text);
  } else if (variable.is_instance && send != nullptr) {
    ImGui::SameLine(0, 8);
    ImGui::PushID(static_cast<int>(variable.number));
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {4, 0});
    if (ImGui::SmallButton("repr()")) (*send)(Repr{variable.number});
    ImGui::PopStyleVar();
    ImGui::PopID();
    ImGui::SetItemTooltip("Calls repr() in a copy of the run, which is thrown away");
  }
}

void draw_variable(const script::Variable& variable, unsigned depth, const CommandSink* send) {
  const ImVec2 low = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x, line = ImGui::GetTextLineHeight();
  if (variable.changed && variable.parts.empty())
    ImGui::GetWindowDrawList()->AddRectFilled({low.x - 4, low.y - 1}, {low.x + width, low.y + line + 1}, tint(palette().accent),
                                              3);
  const float left = static_cast<float>(depth) * indent;
  ImGui::SetCursorPosX(ImGui::GetCursorPosX() + left);
  if (!variable.name.empty()) {
    text_within(variable.name, width * 0.4F, variable.changed ? palette().text : palette().muted);
    ImGui::SameLine(0, 8);
  }
  const float badge = variable.badge != 0 ? chip_width("99") + 6 : 0;
  text_within(variable.text, ImGui::GetContentRegionAvail().x - badge, palette().text);
  if (variable.badge != 0) {
    ImGui::SameLine(0, 6);
    tag(std::to_string(variable.badge).c_str());
    ImGui::SetItemTooltip("Everywhere the same object");
  }
  draw_repr(variable, send);
  for (const script::Variable& part : variable.parts) draw_variable(part, depth + 1, send);
  draw_more(variable.more, left + indent);
}

/// "A  work, line 7", in the thread's colour.
void draw_heading(const Model& model, const script::VariableScope& scope) {
  const auto thread = std::ranges::find(model.threads, scope.thread, &ThreadRow::id);
  const bool is_call = scope.thread != 0 && thread != model.threads.end();
  ImGui::Dummy({0, 2});
  ImGui::PushFont(strong_font());
  text_within(is_call ? label(*thread) : "Globals", ImGui::GetContentRegionAvail().x * 0.5F,
              is_call ? color_of(*thread) : palette().text);
  ImGui::PopFont();
  if (!is_call) return;
  ImGui::SameLine(0, 8);
  text_within(scope.function + ", line " + std::to_string(scope.line), ImGui::GetContentRegionAvail().x, palette().muted);
}

}  // namespace

void draw_variables(const Model& model, const Steps& steps, const Steps* past, const CommandSink& send) {
  const script::Variables& variables = past != nullptr ? past->variables : steps.variables;
  const bool can_ask = past == nullptr && !steps.threads.empty();  // A run that has ended executes nothing.
  ImGui::BeginChild("variables", {0, 0}, ImGuiChildFlags_None, ImGuiWindowFlags_NavFlattened);
  if (past != nullptr) {
    const std::string when =
        past->active ? "at step " + std::to_string(past->position) : "Not known: an earlier step takes too long.";
    text_within(when, ImGui::GetContentRegionAvail().x, palette().accent);
  }
  for (const script::VariableScope& scope : variables.scopes) {
    draw_heading(model, scope);
    ImGui::PushFont(code_font());
    for (const script::Variable& variable : scope.variables) draw_variable(variable, 0, can_ask ? &send : nullptr);
    if (scope.variables.empty()) text_within("none yet", 100, palette().muted);
    draw_more(scope.more, 0);
    ImGui::PopFont();
  }
  draw_more(variables.more, 0);
  ImGui::EndChild();
}

}  // namespace threadbox::ui
