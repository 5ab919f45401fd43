#include "ui/kit/recorder.h"

#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <charconv>
#include <string_view>
#include <utility>

namespace {

struct Act {
  std::string label, context, text;
};

struct Recorder {
  std::vector<threadbox::ui::WidgetPlace> places;
  std::string context;
  // ImGui reports an item in two steps: its position, then its label.
  ImGuiID last_id = 0;
  ImRect last_place;
  ImGuiID recorded_id = 0;  ///< Of the last of `places`; 0: it is no widget of ImGui's.
  std::vector<Act> acts;
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
  recorder.places.push_back({std::string(shown),
                             recorder.context,
                             place.Min.x,
                             place.Min.y,
                             place.GetWidth(),
                             place.GetHeight(),
                             place.GetWidth() < width - 0.5F,
                             (flags & ImGuiItemStatusFlags_Inputable) != 0,
                             (context->CurrentItemFlags & ImGuiItemFlags_Disabled) != 0,
                             std::nullopt,
                             {}});
  if ((flags & ImGuiItemStatusFlags_Checkable) != 0) recorder.places.back().on = (flags & ImGuiItemStatusFlags_Checked) != 0;
  recorder.recorded_id = id;
}

void ImGuiTestEngineHook_Log(ImGuiContext*, const char*, ...) {}

const char* ImGuiTestEngine_FindItemDebugLabel(ImGuiContext*, ImGuiID) { return nullptr; }

namespace threadbox::ui {

void record_widgets() { ImGui::GetCurrentContext()->TestEngineHookItems = true; }

void begin_widgets() {
  recorder.places.clear();
  recorder.recorded_id = 0;
}

const std::vector<WidgetPlace>& widgets() { return recorder.places; }

namespace {

bool number_in(std::string_view text, int& number) {
  return std::from_chars(text.data(), text.data() + text.size(), number).ec == std::errc{};
}

/// The widget that was drawn last; null: it is out of sight, or nothing is recorded.
WidgetPlace* last_widget() {
  const ImGuiID id = ImGui::GetItemID();
  return id != 0 && id == recorder.recorded_id && !recorder.places.empty() ? &recorder.places.back() : nullptr;
}

}  // namespace

void note_state(bool on) {
  if (WidgetPlace* widget = last_widget()) widget->on = on;
}

void note_text(const std::string& text) {
  if (WidgetPlace* widget = last_widget()) widget->text = text;
}

void note_area(std::string label, float x, float y, float width, float height, std::string text) {
  if (!ImGui::GetCurrentContext()->TestEngineHookItems) return;
  ImRect place{x, y, x + width, y + height};
  place.ClipWith(ImGui::GetCurrentWindow()->ClipRect);
  if (place.GetWidth() <= 0 || place.GetHeight() <= 0) return;
  WidgetPlace area{std::move(label), recorder.context, place.Min.x, place.Min.y, place.GetWidth(), place.GetHeight()};
  area.text = std::move(text);
  recorder.places.push_back(std::move(area));
  recorder.recorded_id = 0;
}

void act_on_widget(std::string label, std::string context, std::string text) {
  const auto is_same = [&](const Act& act) { return act.label == label && act.context == context; };
  const auto before = std::ranges::find_if(recorder.acts, is_same);
  int moved = 0, more = 0;  // Keys that are pressed within one frame add up.
  if (before != recorder.acts.end() && label.starts_with("##edge ") && number_in(before->text, moved) && number_in(text, more))
    text = std::to_string(moved + more);
  std::erase_if(recorder.acts, is_same);
  recorder.acts.push_back({std::move(label), std::move(context), std::move(text)});
}

std::optional<std::string> take_act(std::string_view label) {
  const auto act =
      std::ranges::find_if(recorder.acts, [&](const Act& one) { return one.label == label && one.context == recorder.context; });
  if (act == recorder.acts.end()) return std::nullopt;
  std::string text = std::move(act->text);
  recorder.acts.erase(act);
  return text;
}

void forget_acts() { recorder.acts.clear(); }

WidgetContext::WidgetContext(std::string expression) : before_(std::exchange(recorder.context, std::move(expression))) {}

WidgetContext::~WidgetContext() { recorder.context = std::move(before_); }

}  // namespace threadbox::ui
