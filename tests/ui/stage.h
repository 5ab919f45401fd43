#pragma once

#include "ui/kit/recorder.h"
#include "ui/kit/theme.h"

#include <imgui.h>

#include <algorithm>
#include <functional>
#include <stdexcept>
#include <string>
#include <vector>

namespace threadbox::ui {

/// Draws frames without a window, into draw lists that are not shown. Finds widgets by their labels and the
/// expressions of their rows, and sends mouse and key input to them.
class Stage {
 public:
  explicit Stage(std::function<void()> draw, ImVec2 size = {1280, 800}) : draw_(std::move(draw)) {
    ImGui::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.DisplaySize = size;
    io.ConfigInputTextCursorBlink = false;
    io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
    io.SetClipboardTextFn = [](void* user, const char* text) { *static_cast<std::string*>(user) = text; };
    io.ClipboardUserData = &clipboard;
    load_fonts(1);
    unsigned char* pixels = nullptr;
    int width = 0, height = 0;
    io.Fonts->GetTexDataAsRGBA32(&pixels, &width, &height);
    apply_theme(Theme::dark);
    record_widgets();
    settle();
  }
  ~Stage() { ImGui::DestroyContext(); }
  Stage(const Stage&) = delete;
  Stage& operator=(const Stage&) = delete;

  void frame() {
    ImGui::GetIO().DeltaTime = 1.0F / 60;
    begin_widgets();
    ImGui::NewFrame();
    draw_();
    ImGui::Render();
  }
  /// Until layouts and hovers have settled.
  void settle() {
    for (int i = 0; i < 4; ++i) frame();
  }

  [[nodiscard]] const WidgetPlace* find(const std::string& label, const std::string& context = {}) const {
    const auto& all = widgets();
    const auto found = std::ranges::find_if(
        all, [&](const WidgetPlace& place) { return place.label == label && (context.empty() || place.context == context); });
    return found == all.end() ? nullptr : &*found;
  }
  [[nodiscard]] const WidgetPlace& get(const std::string& label, const std::string& context = {}) const {
    const WidgetPlace* place = find(label, context);
    if (place != nullptr) return *place;
    std::string known;
    for (const WidgetPlace& each : widgets()) known += " [" + each.label + "|" + each.context + "]";
    throw std::runtime_error("no widget '" + label + "' of '" + context + "'; there are" + known);
  }

  void click(const std::string& label, const std::string& context = {}) {
    const WidgetPlace place = get(label, context);
    click_at({place.x + place.width / 2, place.y + place.height / 2});
  }
  void click_at(ImVec2 place) {
    move_to(place);
    ImGui::GetIO().AddMouseButtonEvent(0, true);
    frame();
    ImGui::GetIO().AddMouseButtonEvent(0, false);
    settle();
  }
  void double_click(const std::string& label, const std::string& context = {}) {
    const WidgetPlace place = get(label, context);
    move_to({place.x + place.width / 2, place.y + place.height / 2});
    for (const bool down : {true, false, true, false}) {
      ImGui::GetIO().AddMouseButtonEvent(0, down);
      frame();
    }
    settle();
  }
  void drag(ImVec2 from, ImVec2 to) {
    move_to(from);
    ImGui::GetIO().AddMouseButtonEvent(0, true);
    frame();
    move_to(to);
    ImGui::GetIO().AddMouseButtonEvent(0, false);
    settle();
  }
  void move_to(ImVec2 place) {
    ImGui::GetIO().AddMousePosEvent(place.x, place.y);
    settle();
  }
  void wheel(float steps) {
    ImGui::GetIO().AddMouseWheelEvent(0, steps);
    settle();
  }
  void type(const std::string& text) {
    ImGui::GetIO().AddInputCharactersUTF8(text.c_str());
    settle();
  }
  void press(ImGuiKey key, ImGuiKey modifier = ImGuiKey_None) {
    ImGuiIO& io = ImGui::GetIO();
    if (modifier != ImGuiKey_None) io.AddKeyEvent(modifier, true);
    io.AddKeyEvent(key, true);
    frame();
    io.AddKeyEvent(key, false);
    if (modifier != ImGuiKey_None) io.AddKeyEvent(modifier, false);
    settle();
  }

  std::string clipboard;

 private:
  std::function<void()> draw_;
};

}  // namespace threadbox::ui
