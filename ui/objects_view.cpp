#include "ui/theme.h"
#include "ui/views.h"
#include "ui/widgets.h"

#include <imgui.h>

namespace threadbox::ui {

using namespace session;

namespace {

std::string state_text(const Model& model, const ObjectRow& object) {
  switch (object.kind) {
    case ObjectKind::lock: {
      const ThreadRow* owner = model.thread(object.owner);
      return owner != nullptr ? "held by " + label(*owner) : "free";
    }
    case ObjectKind::event: return object.flag ? "set" : "not set";
    case ObjectKind::barrier:
      if (object.broken) return "broken";
      return std::to_string(object.n_waiting) + " of " + std::to_string(object.parties) + " waiting";
    default: return "";
  }
}

void draw_actions(const ObjectRow& object, const CommandSink& send) {
  const std::string name = expression(object);
  const WidgetContext context(name);
  const auto action = [&](const char* text, const char* call) {
    const std::string statement = name + call;
    if (ImGui::SmallButton(text)) send(Execute{statement});
    if (ImGui::IsItemHovered()) ImGui::SetTooltip("%s", statement.c_str());
    ImGui::SameLine();
  };
  switch (object.kind) {
    case ObjectKind::lock:
      action("acquire", ".acquire(blocking=False)");
      action("release", ".release()");
      break;
    case ObjectKind::event:
      action("set", ".set()");
      action("clear", ".clear()");
      break;
    case ObjectKind::barrier:
      action("abort", ".abort()");
      action("reset", ".reset()");
      break;
    default: break;
  }
  ImGui::NewLine();
}

}  // namespace

void draw_objects(const Model& model, const CommandSink& send) {
  if (model.objects.empty()) {
    ImGui::TextDisabled("Locks, events and barriers that the program makes appear here.");
    return;
  }
  constexpr ImGuiTableFlags flags = ImGuiTableFlags_RowBg | ImGuiTableFlags_BordersInnerH | ImGuiTableFlags_Resizable |
                                    ImGuiTableFlags_ScrollY | ImGuiTableFlags_SizingStretchProp;
  if (!ImGui::BeginTable("objects", 4, flags)) return;
  ImGui::TableSetupScrollFreeze(0, 1);
  ImGui::TableSetupColumn("Primitive", 0, 2.2F);
  ImGui::TableSetupColumn("State", 0, 2.2F);
  ImGui::TableSetupColumn("Waiters", 0, 1.6F);
  ImGui::TableSetupColumn("Do", 0, 4.4F);
  ImGui::TableHeadersRow();
  for (const ObjectRow& object : model.objects) {
    ImGui::PushID(static_cast<int>(object.id));
    ImGui::TableNextRow();
    ImGui::TableNextColumn();
    ImGui::TextUnformatted(label(object).c_str());
    if (!object.variable.empty()) {
      ImGui::SameLine();
      ImGui::TextDisabled("%s", object_kind_name(object.kind));
    }
    ImGui::TableNextColumn();
    if (object.broken) ImGui::PushStyleColor(ImGuiCol_Text, palette().error);
    ImGui::TextUnformatted(state_text(model, object).c_str());
    if (object.broken) ImGui::PopStyleColor();
    ImGui::TableNextColumn();
    for (const ObjectId waiter : object.waiters)
      if (const ThreadRow* thread = model.thread(waiter)) ImGui::TextUnformatted(label(*thread).c_str());
    ImGui::TableNextColumn();
    draw_actions(object, send);
    ImGui::PopID();
  }
  ImGui::EndTable();
}

}  // namespace threadbox::ui
