#include "ui/kit/recorder.h"
#include "ui/kit/widgets.h"
#include "ui/views/describe.h"
#include "ui/views/views.h"

#include <imgui.h>

#include <algorithm>
#include <optional>

namespace threadbox::ui {

using namespace session;

namespace {

constexpr float field_width = 128, narrowest_field = 84;

/// A Python string literal of the entered text.
std::string quoted(const std::string& text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    result += c;
  }
  return result + "\"";
}

/// Draws the form's fields in one line or two.
bool one_line(float width) { return width >= 690; }

std::string parameters_text(const FunctionRow& function) {
  if (function.parameters.empty()) return "no arguments";
  std::string text;
  for (const std::string& parameter : function.parameters) text += (text.empty() ? "" : ", ") + parameter;
  return text;
}

void choose_function(const Model& model, SpawnState& state, float width) {
  ImGui::SetNextItemWidth(width);
  if (const std::optional<std::string> name = take_act("##function"))
    state.function = static_cast<int>(std::ranges::find(model.functions, *name, &FunctionRow::name) - model.functions.begin()) %
                     static_cast<int>(model.functions.size());
  const FunctionRow& chosen = model.functions[static_cast<std::size_t>(state.function)];
  const ImVec2 place = ImGui::GetCursorScreenPos();  // ImGui reports each kind of widget but this.
  note_area("##function", place.x, place.y, width, ImGui::GetFrameHeight(), chosen.name);
  if (!ImGui::BeginCombo("##function", chosen.name.c_str())) return;
  for (std::size_t i = 0; i < model.functions.size(); ++i) {
    const std::string text =
        model.functions[i].name + "(" + (model.functions[i].parameters.empty() ? "" : parameters_text(model.functions[i])) + ")";
    if (ImGui::Selectable(text.c_str(), static_cast<int>(i) == state.function)) state.function = static_cast<int>(i);
  }
  ImGui::EndCombo();
}

void spawn(const Model& model, const SpawnState& state, bool start, const CommandSink& send) {
  send(Click{spawn_statement(model, state, free_thread_name(model), start), form_origin});
}

}  // namespace

std::string free_thread_name(const Model& model) {
  for (int number = 1;; ++number) {
    const std::string name = "t" + std::to_string(number);
    if (std::ranges::find(model.threads, name, &ThreadRow::variable) == model.threads.end()) return name;
  }
}

std::string spawn_statement(const Model& model, const SpawnState& state, const std::string& variable, bool starts) {
  const FunctionRow& function = model.functions[static_cast<std::size_t>(state.function)];
  std::string statement = "import threading; " + variable + " = threading.Thread(target=" + function.name;
  if (!state.arguments.empty()) statement += ", args=(" + state.arguments + (state.arguments.ends_with(',') ? ")" : ",)");
  if (!state.name.empty()) statement += ", name=" + quoted(state.name);
  if (state.daemon) statement += ", daemon=True";
  return statement + (starts ? "); " + variable + ".start()" : ")");
}

float spawn_height(const Model& model, float width) {
  if (model.functions.empty()) return ImGui::GetTextLineHeight();
  const float line = ImGui::GetFrameHeightWithSpacing();
  return (one_line(width - 24) ? line : 2 * line) + ImGui::GetTextLineHeight();
}

void draw_spawn(const Model& model, SpawnState& state, const Answers& answers, const CommandSink& send) {
  if (model.functions.empty()) {
    ImGui::TextDisabled("The program has no functions to run in a thread.");
    return;
  }
  state.function = std::clamp(state.function, 0, static_cast<int>(model.functions.size()) - 1);
  const FunctionRow& chosen = model.functions[static_cast<std::size_t>(state.function)];
  const float room = ImGui::GetContentRegionAvail().x, space = ImGui::GetStyle().ItemSpacing.x;
  const bool wide = one_line(room);
  const float field = wide ? field_width : std::max((room - 2 * space) / 3, narrowest_field);
  choose_function(model, state, field);
  ImGui::SameLine();
  ImGui::BeginDisabled(chosen.parameters.empty());
  ImGui::SetNextItemWidth(field);
  text_field("##arguments", parameters_text(chosen).c_str(), state.arguments);
  ImGui::EndDisabled();
  ImGui::SetItemTooltip("%s",
                        chosen.parameters.empty() ? "It takes no arguments" : ("Arguments: " + parameters_text(chosen)).c_str());
  ImGui::SameLine();
  ImGui::SetNextItemWidth(field);
  text_field("##name", "name", state.name);
  ImGui::SetItemTooltip("The thread's name; by default Thread-N");
  if (wide) ImGui::SameLine();
  if (const std::optional<std::string> ticked = take_act("daemon")) state.daemon = !ticked->empty();
  ImGui::Checkbox("daemon", &state.daemon);
  ImGui::SameLine();
  const char* objection = model.state == RunState::shutdown ? "The main thread has ended: no more threads can be started"
                                                            : objection_to_statements(model);
  const auto explain = [objection] {
    if (objection != nullptr && ImGui::IsItemHovered(ImGuiHoveredFlags_ForTooltip | ImGuiHoveredFlags_AllowWhenDisabled))
      ImGui::SetTooltip("%s", objection);
  };
  ImGui::BeginDisabled(objection != nullptr);
  if (primary_button("Start thread")) spawn(model, state, true, send);
  explain();
  ImGui::SameLine();
  if (ImGui::Button("Only create")) spawn(model, state, false, send);
  explain();
  ImGui::EndDisabled();
  if (const StatementRow* answer = answers.of(form_origin); answer != nullptr) {
    if (draw_cancel(answer, send)) ImGui::SameLine();
    draw_answer(*answer, ImGui::GetContentRegionAvail().x);
    return;
  }
  ImGui::PushFont(code_font());
  text_within(spawn_statement(model, state, free_thread_name(model), true), room, palette().muted);
  ImGui::PopFont();
}

}  // namespace threadbox::ui
