#include "ui/kit/recorder.h"

#include <imgui.h>
#include <imgui_internal.h>

#include <string_view>
#include <utility>

namespace {

struct Recorder {
  std::vector<threadbox::ui::WidgetPlace> places;
  std::string context;
  // ImGui reports an item in two steps: its position, then its label.
  ImGuiID last_id = 0;
  ImRect last_place;
};

Recorder recorder;

}  // namespace

// ImGui's hooks for test tools; it calls them while TestEngineHookItems is set.
void ImGuiTestEngineHook_ItemAdd(ImGuiContext*, ImGuiID id, const ImRect& place, const ImGuiLastItemData*) {
  recorder.last_id = id;
  recorder.last_place = place;
}

void ImGuiTestEngineHook_ItemInfo(ImGuiContext* context, ImGuiID id, const char* label, ImGuiItemStatusFlags flags) {
  const ImGuiWindow& window = *context->CurrentWindow;
  if (id == 0 || id != recorder.last_id || id == window.ID || id == window.MoveId) return;
  const float width = recorder.last_place.GetWidth();
  ImRect place = recorder.last_place;
  place.ClipWith(window.ClipRect);
  if (place.GetWidth() <= 0 || place.GetHeight() <= 0) return;  // Scrolled out of sight.
  std::string_view shown = label;
  shown = shown.substr(0, shown.find("##") == 0 ? shown.size() : shown.find("##"));
  recorder.places.push_back({std::string(shown), recorder.context, place.Min.x, place.Min.y, place.GetWidth(), place.GetHeight(),
                             place.GetWidth() < width - 0.5F, (flags & ImGuiItemStatusFlags_Inputable) != 0});
}

void ImGuiTestEngineHook_Log(ImGuiContext*, const char*, ...) {}

const char* ImGuiTestEngine_FindItemDebugLabel(ImGuiContext*, ImGuiID) { return nullptr; }

namespace threadbox::ui {

void record_widgets() { ImGui::GetCurrentContext()->TestEngineHookItems = true; }

void begin_widgets() { recorder.places.clear(); }

const std::vector<WidgetPlace>& widgets() { return recorder.places; }

WidgetContext::WidgetContext(std::string expression) { recorder.context = std::move(expression); }

WidgetContext::~WidgetContext() { recorder.context.clear(); }

}  // namespace threadbox::ui
