#include "ui/theme.h"
#include "ui/views.h"

#include <imgui.h>
#include <imgui_stdlib.h>

namespace threadbox::ui {

using namespace session;

namespace {

int walk_history(ImGuiInputTextCallbackData* data) {
  auto& state = *static_cast<ConsoleState*>(data->UserData);
  const int count = static_cast<int>(state.history.size());
  if (count == 0) return 0;
  if (state.history_place < 0) state.history_place = count;
  state.history_place += data->EventKey == ImGuiKey_UpArrow ? -1 : 1;
  if (state.history_place < 0) state.history_place = 0;
  data->DeleteChars(0, data->BufTextLen);
  if (state.history_place < count) data->InsertChars(0, state.history[static_cast<std::size_t>(state.history_place)].c_str());
  else state.history_place = count;
  return 0;
}

void draw_output(const Model& model) {
  ImGui::PushFont(code_font());
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(model.console.size()));
  while (clipper.Step()) {
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
      const ConsoleLine& line = model.console[static_cast<std::size_t>(i)];
      std::string_view text = line.text;
      if (text.ends_with('\n')) text.remove_suffix(1);
      const ImU32 color = line.stream == OutputStream::err    ? palette().error
                          : line.stream == OutputStream::echo ? palette().echo
                                                              : palette().text;
      ImGui::PushStyleColor(ImGuiCol_Text, color);
      ImGui::TextUnformatted(text.data(), text.data() + text.size());
      ImGui::PopStyleColor();
    }
  }
  ImGui::PopFont();
}

}  // namespace

void draw_console(const Model& model, ConsoleState& state, const CommandSink& send) {
  const float input_height = ImGui::GetFrameHeightWithSpacing();
  ImGui::PushStyleColor(ImGuiCol_ChildBg, ImVec4(0, 0, 0, 0));
  if (ImGui::BeginChild("output", {0, -input_height}, ImGuiChildFlags_None, ImGuiWindowFlags_HorizontalScrollbar)) {
    const bool at_end = ImGui::GetScrollY() >= ImGui::GetScrollMaxY() - 2;
    draw_output(model);
    if (at_end) ImGui::SetScrollHereY(1);
  }
  ImGui::EndChild();
  ImGui::PopStyleColor();

  ImGui::PushFont(code_font());
  ImGui::SetNextItemWidth(-1);
  constexpr ImGuiInputTextFlags flags = ImGuiInputTextFlags_EnterReturnsTrue | ImGuiInputTextFlags_CallbackHistory;
  if (ImGui::InputTextWithHint("##statement", ">>> a Python statement", &state.input, flags, walk_history, &state)) {
    if (!state.input.empty()) {
      send(Execute{state.input});
      state.history.push_back(state.input);
    }
    state.history_place = -1;
    state.input.clear();
    ImGui::SetKeyboardFocusHere(-1);
  }
  ImGui::PopFont();
}

}  // namespace threadbox::ui
