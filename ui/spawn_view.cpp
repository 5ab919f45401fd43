#include "ui/views.h"

#include <imgui.h>
#include <imgui_stdlib.h>

#include <algorithm>

namespace threadbox::ui {

using namespace session;

namespace {

/// A Python string literal of what was typed.
std::string quoted(const std::string& text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    result += c;
  }
  return result + "\"";
}

/// Goes on in the same line if there is room for something of that width.
void continue_line(float width) {
  ImGui::SameLine();
  if (ImGui::GetContentRegionAvail().x < width) ImGui::NewLine();
}

}  // namespace

std::string free_thread_name(const Model& model) {
  for (int number = 1;; ++number) {
    const std::string name = "t" + std::to_string(number);
    if (std::ranges::find(model.threads, name, &ThreadRow::variable) == model.threads.end()) return name;
  }
}

std::string spawn_statement(const Model& model, const SpawnState& state, const std::string& variable) {
  const FunctionRow& function = model.functions[static_cast<std::size_t>(state.function)];
  std::string statement = variable + " = threading.Thread(target=" + function.name;
  if (!state.arguments.empty()) statement += ", args=(" + state.arguments + (state.arguments.ends_with(',') ? ")" : ",)");
  if (!state.name.empty()) statement += ", name=" + quoted(state.name);
  if (state.daemon) statement += ", daemon=True";
  return statement + ")";
}

void draw_spawn(const Model& model, SpawnState& state, const CommandSink& send) {
  if (model.functions.empty()) {
    ImGui::TextDisabled("The program has no functions to run in a thread.");
    return;
  }
  state.function = std::clamp(state.function, 0, static_cast<int>(model.functions.size()) - 1);
  const FunctionRow& chosen = model.functions[static_cast<std::size_t>(state.function)];
  ImGui::SetNextItemWidth(150);
  if (ImGui::BeginCombo("##function", chosen.name.c_str())) {
    for (std::size_t i = 0; i < model.functions.size(); ++i)
      if (ImGui::Selectable(model.functions[i].name.c_str(), static_cast<int>(i) == state.function)) state.function = static_cast<int>(i);
    ImGui::EndCombo();
  }
  std::string hint;
  for (const std::string& parameter : chosen.parameters) hint += (hint.empty() ? "" : ", ") + parameter;
  const auto field = [](const char* id, const std::string& text, std::string& value, float width) {
    continue_line(width);
    ImGui::SetNextItemWidth(width);
    ImGui::InputTextWithHint(id, text.c_str(), &value);
  };
  field("##arguments", hint.empty() ? "no arguments" : hint, state.arguments, 120);
  field("##name", "name", state.name, 120);
  continue_line(100);
  ImGui::Checkbox("daemon", &state.daemon);
  const bool alive = model.state == RunState::running || model.state == RunState::idle;
  ImGui::BeginDisabled(!alive);
  const bool start = ImGui::Button("Start a thread");
  ImGui::SameLine();
  const bool make = ImGui::Button("Only make it");
  ImGui::EndDisabled();
  if (!start && !make) return;
  const std::string variable = free_thread_name(model);
  send(Execute{"import threading"});
  send(Execute{spawn_statement(model, state, variable)});
  if (start) send(Execute{variable + ".start()"});
}

}  // namespace threadbox::ui
