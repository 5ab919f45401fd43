#include "ui/theme.h"
#include "ui/views.h"
#include "ui/widgets.h"

#include <imgui.h>

namespace threadbox::ui {

using namespace session;

namespace {

std::string state_text(const Model& model, const ThreadRow& thread) {
  if (thread.state != ThreadState::waiting) {
    if (thread.timer && thread.timer->state == TimerRow::State::cancelled && thread.state == ThreadState::ended) return "cancelled";
    return thread_state_name(thread.state);
  }
  std::string text = operation_text(thread.wait.operation);
  if (const ObjectRow* object = model.object(thread.wait.object)) text += ": " + label(*object);
  if (const ThreadRow* other = model.thread(thread.wait.object)) text += ": " + label(*other);
  return text;
}

void draw_actions(const ThreadRow& thread, const CommandSink& send) {
  if (thread.is_main || thread.is_console) return;
  const std::string name = expression(thread);
  const WidgetContext context(name);
  const auto action = [&](const char* text, const std::string& statement) {
    if (ImGui::SmallButton(text)) send(Execute{statement});
    if (ImGui::IsItemHovered()) ImGui::SetTooltip("%s", statement.c_str());
    ImGui::SameLine();
  };
  const bool over = thread.state == ThreadState::ended || thread.state == ThreadState::stopped;
  if (thread.state == ThreadState::initial) action("start", name + ".start()");
  if (thread.timer && !over) {
    action("cancel", name + ".cancel()");
    // The Python way to fire it now: keep its own thread from doing so, and do what it would have done.
    if (thread.timer->state != TimerRow::State::fired)
      action("fire", name + ".cancel(); " + name + ".function(*" + name + ".args, **" + name + ".kwargs)");
  }
  if (!over) action(thread.daemon ? "daemon = False" : "daemon = True", name + ".daemon = " + (thread.daemon ? "False" : "True"));
  ImGui::NewLine();
}

}  // namespace

void draw_threads(const Model& model, const CommandSink& send) {
  constexpr ImGuiTableFlags flags = ImGuiTableFlags_RowBg | ImGuiTableFlags_BordersInnerH | ImGuiTableFlags_Resizable |
                                    ImGuiTableFlags_ScrollY | ImGuiTableFlags_SizingStretchProp;
  if (!ImGui::BeginTable("threads", 4, flags)) return;
  ImGui::TableSetupScrollFreeze(0, 1);
  ImGui::TableSetupColumn("Thread", 0, 3);
  ImGui::TableSetupColumn("State", 0, 3.2F);
  ImGui::TableSetupColumn("Line", 0, 0.9F);
  ImGui::TableSetupColumn("Do", 0, 4);
  ImGui::TableHeadersRow();
  for (const ThreadRow& thread : model.threads) {
    ImGui::PushID(static_cast<int>(thread.object));
    ImGui::TableNextRow();
    ImGui::TableNextColumn();
    ImGui::TextUnformatted(label(thread).c_str());
    if (thread.daemon && !thread.is_console) {
      ImGui::SameLine();
      ImGui::TextDisabled("daemon");
    }
    ImGui::TableNextColumn();
    ImGui::PushStyleColor(ImGuiCol_Text, state_color(thread.state, thread.wait.operation));
    ImGui::TextUnformatted("•");
    ImGui::PopStyleColor();
    ImGui::SameLine();
    ImGui::TextUnformatted(state_text(model, thread).c_str());
    for (const ObjectId held : thread.holds)
      if (const ObjectRow* object = model.object(held)) ImGui::TextDisabled("holds %s", label(*object).c_str());
    ImGui::TableNextColumn();
    if (thread.line > 0) ImGui::Text("%u", thread.line);
    ImGui::TableNextColumn();
    draw_actions(thread, send);
    ImGui::PopID();
  }
  ImGui::EndTable();
}

}  // namespace threadbox::ui
