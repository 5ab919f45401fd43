#include "ui/views/timeline_legend.h"

#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/views/timeline_lane.h"

#include <imgui.h>

#include <cfloat>
#include <utility>

namespace threadbox::ui {

namespace {

constexpr float symbol_width = 34, bar_width = 24;

/// Each state and what it means.
constexpr std::pair<Style, const char*> states[] = {
    {Style::starting, "start() was called; it has not executed a line yet"},
    {Style::running, "executes: with the GIL, the only thread that does"},
    {Style::ready, "could execute, but another thread has the GIL"},
    {Style::blocked, "waits for a lock or a permit that others hold"},
    {Style::waiting, "waits for a signal: an event, a barrier, a condition, a queue"},
    {Style::joining, "waits for another thread's end or start"},
    {Style::sleeping, "sleeps until its time has come"},
    {Style::paused, "held by you before a statement"},
    {Style::resting, "waits for you"},
    {Style::ended, "has returned"},
    {Style::failed, "died of an exception that nothing caught"},
    {Style::stopped, "stopped where it stood: a daemon at the end, or by Stop"},
};

/// Each kind of mark and what it means.
constexpr std::pair<EventKind, const char*> marks[] = {
    {EventKind::output, "wrote to the console"},
    {EventKind::event_set, "set an event, notified a condition, opened or reset a barrier, shut a queue down"},
    {EventKind::timer_fire, "a timer fired"},
    {EventKind::interrupt, "Ctrl-C"},
    {EventKind::barrier_broken, "a barrier broke, or an exception ended a thread"},
};

/// Draws an explanation beside a symbol, which `draw` draws at the given centre.
void row(const char* text, const auto& draw) {
  const ImVec2 place = ImGui::GetCursorScreenPos();
  draw(ImVec2{place.x + symbol_width / 2 - 4, place.y + ImGui::GetTextLineHeight() / 2});
  ImGui::SetCursorScreenPos({place.x + symbol_width, place.y});
  ImGui::TextUnformatted(text);
}

void draw_contents() {
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  for (const auto& [style, meaning] : states) {
    const ImVec2 place = ImGui::GetCursorScreenPos();
    draw_style(draw, style, {place.x + symbol_width / 2 - 4, place.y + ImGui::GetTextLineHeight() / 2}, 4.5F);
    ImGui::SetCursorScreenPos({place.x + symbol_width, place.y});
    ImGui::PushFont(strong_font());
    ImGui::TextUnformatted(style_name(style));
    ImGui::PopFont();
    ImGui::SameLine(0, 8);
    ImGui::TextUnformatted(meaning);
  }
  ImGui::Separator();
  for (const auto& [kind, meaning] : marks)
    row(meaning, [&, kind = kind](ImVec2 center) { draw_mark(draw, kind, center, false); });
  row("holds a lock meanwhile", [&](ImVec2 center) {
    draw.AddRectFilled({center.x - bar_width / 2, center.y - 1}, {center.x + bar_width / 2, center.y + 1}, palette().blocked);
  });
  row("the GIL's lane has the colour of its holder", [&](ImVec2 center) {
    draw.AddRectFilled({center.x - bar_width / 2, center.y - 5}, {center.x, center.y + 5}, palette().threads[1], 2);
    draw.AddRectFilled({center.x, center.y - 5}, {center.x + bar_width / 2, center.y + 5}, palette().threads[2], 2);
  });
  ImGui::Separator();
  for (const char* use :
       {"A click on a bar says why the thread waited and which thread let it go on.",
        "A drag on the time axis shows an earlier moment; arrow keys go from event to event; Escape leads back.",
        "A drag with Shift marks a range, and says how long each thread ran and waited in it."})
    ImGui::TextDisabled("%s", use);
}

}  // namespace

void draw_legend(float room) {
  constexpr Style shown[] = {Style::running, Style::ready, Style::blocked, Style::waiting, Style::joining, Style::sleeping};
  float width = 0;
  for (const Style style : shown) width += text_size(small_font(), style_name(style)).x + 30;
  if (width > room) return;
  ImGui::SameLine(0, 16);
  for (const Style style : shown) {
    const ImVec2 place = ImGui::GetCursorScreenPos();
    const float middle = place.y + ImGui::GetFrameHeight() / 2;
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    draw_style(draw, style, {place.x + 6, middle}, 4.2F);
    const ImVec2 size = text_size(small_font(), style_name(style));
    draw_text(draw, small_font(), {place.x + 15, middle - size.y / 2}, FLT_MAX, palette().muted, style_name(style));
    ImGui::Dummy({size.x + 16, ImGui::GetFrameHeight()});
    ImGui::SameLine(0, 14);
  }
}

void draw_legend_button() {
  constexpr const char* popup = "legend";
  if (icon_button("What the timeline shows", Icon::question)) ImGui::OpenPopup(popup);
  if (!ImGui::BeginPopup(popup)) return;
  draw_contents();
  ImGui::EndPopup();
}

}  // namespace threadbox::ui
