#include "ui/views/timeline_lane.h"

#include "ui/kit/widgets.h"
#include "ui/views/describe.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace threadbox::ui {

using namespace session;

namespace {

constexpr float bar_inset = 3.5F;
constexpr float narrowest_cut = 64;  // A narrower bar shows its whole text or none.

/// An outline with diagonal lines: the thread would run, but may not.
void draw_hatched(ImDrawList& draw, ImVec2 low, ImVec2 high, ImU32 color) {
  constexpr float distance = 5;
  draw.AddRectFilled(low, high, blend(palette().panel, color, 0.12F));
  const float height = high.y - low.y;
  const ImU32 line = blend(palette().panel, color, 0.65F);
  // The lines begin at multiples of their distance, so that they continue from one bar to the next.
  for (float x = std::floor((low.x - height) / distance) * distance; x < high.x; x += distance) {
    const float from = std::max(x, low.x), to = std::min(x + height, high.x);
    if (from < to) draw.AddLine({from, high.y - (from - x)}, {to, high.y - (to - x)}, line);
  }
}

void draw_bar(const TimelineArea& area, const Model& model, const ThreadRow& thread, const Bar& bar, float y, bool lit) {
  const Palette& colors = palette();
  const Style style = style_of(bar.span->state, bar.span->operation);
  const ImU32 color = color_of(style);
  const ImVec2 low{area.left + bar.from, y + bar_inset}, high{area.left + bar.to, y + area.lane_height - bar_inset};
  // Running is a solid bar, waiting a tinted one with an edge, resting a line: states differ not by colour alone.
  if (style == Style::resting) {
    area.draw.AddLine({low.x, (low.y + high.y) / 2}, {high.x, (low.y + high.y) / 2}, color, 1.5F);
    return;
  }
  const bool solid = style == Style::running || style == Style::starting;
  if (style == Style::ready) return draw_hatched(area.draw, low, high, color);
  const float rounding = high.x - low.x < 6 ? 0.0F : 3.0F;
  // Without room for an edge, only the tint shows the kind.
  constexpr float room_for_edge = 9;
  const bool edged = !solid && high.x - low.x >= room_for_edge;
  area.draw.AddRectFilled(low, high, solid ? color : blend(colors.panel, color, lit || !edged ? 0.45F : 0.24F), rounding);
  if (edged) area.draw.AddRectFilled(low, {low.x + 2.5F, high.y}, color, rounding, ImDrawFlags_RoundCornersLeft);
  const float width = high.x - low.x;
  if (bar.spans > 1 || width < 24) return;
  const std::string text = solid ? style_name(style) : wait_text(model, thread, *bar.span);
  const ImVec2 size = text_size(small_font(), text);
  if (width < narrowest_cut && width < size.x + 12) return;
  draw_text(area.draw, small_font(), {low.x + 8, (low.y + high.y - size.y) / 2}, high.x - 4, solid ? colors.on_bar : colors.text,
            text);
}

double open_until_ns(const TimelineArea& area, const ThreadRow& thread) {
  return thread.end_ns != 0 ? static_cast<double>(thread.end_ns) : area.now_ns;
}

// The result of each of these three is valid until its next call.

const std::vector<Bar>& bars_of(const TimelineArea& area, const ThreadRow& thread) {
  static thread_local std::vector<Bar> bars;
  visible_bars(thread.spans, open_until_ns(area, thread), area.window, area.width, bars);
  return bars;
}

const std::vector<MarkPlace>& marks_of(const TimelineArea& area, const ThreadRow& thread) {
  static thread_local std::vector<MarkPlace> marks;
  visible_marks(thread.marks, area.window, area.width, marks);
  return marks;
}

/// The locks that the thread holds or has held.
const std::vector<HoldPlace>& holds_of(const TimelineArea& area, const Model& model, const ThreadRow& thread) {
  static thread_local std::vector<HoldPlace> places;
  visible_holds(thread.past_holds, area.window, area.width, places);
  for (const ObjectId held : thread.holds) {
    const ObjectRow* lock = model.object(held);
    const ObjectId known = known_lock(model, held);
    if (lock == nullptr || known == 0) continue;
    const float from = std::clamp(area.x(static_cast<double>(lock->owned_since_ns)) - area.left, 0.0F, area.width);
    const float to = std::clamp(area.x(open_until_ns(area, thread)) - area.left, 0.0F, area.width);
    if (to > from) places.push_back({from, to, known});
  }
  return places;
}

/// Draws a thin line under a lane.
std::pair<ImVec2, ImVec2> hold_rect(const TimelineArea& area, const HoldPlace& place, float y) {
  return {{area.left + place.from, y + area.lane_height - 3}, {area.left + place.to, y + area.lane_height - 1}};
}

void draw_holds(const TimelineArea& area, const Model& model, const ThreadRow& thread, float y, const Focus& focus) {
  for (const HoldPlace& place : holds_of(area, model, thread)) {
    const auto [low, high] = hold_rect(area, place, y);
    area.draw.AddRectFilled(low, high, focus.is_lit(place.object) ? palette().accent : palette().blocked);
  }
}

void draw_end(const TimelineArea& area, const ThreadRow& thread, float y) {
  if (thread.end_ns == 0 || !area.shows(static_cast<double>(thread.end_ns))) return;
  const float x = area.x(static_cast<double>(thread.end_ns));
  draw_style(area.draw, style_of(thread.state, OperationKind::idle), {x + 9, y + area.lane_height / 2}, 3.6F);
}

}  // namespace

void draw_mark(ImDrawList& draw, EventKind kind, ImVec2 c, bool crowded) {
  const Palette& colors = palette();
  const auto outlined = [&](float r, ImU32 color, int corners) {
    draw.AddNgonFilled(c, r + 1.6F, colors.panel, corners);
    draw.AddNgonFilled(c, r, color, corners);
  };
  switch (kind) {
    case EventKind::output: outlined(2.6F, colors.text, 12); break;
    case EventKind::barrier_broken:
    case EventKind::thread_died:
      for (const auto& [color, thick] : {std::pair{colors.panel, 5.0F}, std::pair{colors.error, 2.2F}}) {
        draw.AddLine({c.x - 5, c.y - 5}, {c.x + 5, c.y + 5}, color, thick);
        draw.AddLine({c.x + 5, c.y - 5}, {c.x - 5, c.y + 5}, color, thick);
      }
      break;
    case EventKind::interrupt: outlined(6, colors.error, 3); break;
    case EventKind::timer_fire: outlined(6, colors.mark, 3); break;
    default: outlined(crowded ? 2.6F : 5, colors.mark, 4); break;
  }
}

void draw_lane(const TimelineArea& area, const Model& model, const ThreadRow& thread, float y, const Focus& focus) {
  for (const Bar& bar : bars_of(area, thread))
    draw_bar(area, model, thread, bar, y, focus.is_lit(bar.span->object) && bar.spans == 1);
  draw_end(area, thread, y);
  draw_holds(area, model, thread, y, focus);
  const std::vector<MarkPlace>& marks = marks_of(area, thread);
  constexpr float room_for_mark = 36;
  const bool crowded = static_cast<float>(marks.size()) * room_for_mark > area.width;
  for (const MarkPlace& place : marks)
    draw_mark(area.draw, place.mark->kind, {area.left + place.x, y + area.lane_height / 2}, crowded);
}

void draw_label(ImDrawList& draw, const ThreadRow& thread, ImVec2 low, float right, float height, bool lit) {
  const Palette& colors = palette();
  const ImU32 color = is_over(thread) ? colors.muted : colors.text;
  const float line = ImGui::GetTextLineHeight(), top = low.y + (height - line) / 2;
  const float name_width = ImGui::CalcTextSize(label(thread).c_str()).x;
  const float tag_width = chip_width("daemon");
  const bool tagged = thread.daemon && !thread.is_console && low.x + 12 + name_width + tag_width <= right;
  draw.AddRectFilled({low.x, low.y + 4}, {low.x + 3, low.y + height - 4}, color_of(thread), 1.5F);
  draw_text(draw, lit ? strong_font() : ImGui::GetFont(), {low.x + 8, top}, tagged ? right - tag_width - 6 : right - 4, color,
            label(thread));
  if (!tagged) return;
  const ImVec2 corner{right - tag_width - 2, top + 1};
  draw.AddRect(corner, {right - 2, top + line - 1}, colors.line, 4);
  draw_text(draw, small_font(), {corner.x + 6, top + (line - text_size(small_font(), "d").y) / 2}, right, colors.muted, "daemon");
}

LaneHit hit_test(const TimelineArea& area, const Model& model, const ThreadRow& thread, float y) {
  LaneHit hit;
  const float mouse = ImGui::GetIO().MousePos.x - area.left;
  for (const Bar& bar : bars_of(area, thread))
    if (mouse >= bar.from && mouse <= bar.to) hit = {&thread, bar, {}, 0};
  for (const HoldPlace& place : holds_of(area, model, thread)) {
    const auto [low, high] = hold_rect(area, place, y);
    if (ImGui::IsMouseHoveringRect({low.x - 1, low.y - 2}, {high.x + 1, high.y + 2}, false))
      hit = {&thread, hit.bar, {}, place.object};
  }
  for (const MarkPlace& place : marks_of(area, thread))
    if (std::abs(mouse - place.x) <= 5) hit = {&thread, hit.bar, place, hit.hold_object};
  return hit;
}

std::uint32_t line_of(const ThreadRow& thread, const Span& span) noexcept {
  if (thread.is_console) return 0;  // Its lines are those of typed statements.
  const bool goes_on = &span == &thread.spans.back() && thread.end_ns == 0;
  return goes_on && thread.line != 0 ? thread.line : span.line;
}

void draw_tooltip(const Model& model, const TimelineArea& area, const LaneHit& hit) {
  if (hit.hold_object != 0 && hit.thread != nullptr) {
    ImGui::SetTooltip("%s holds %s", label(*hit.thread).c_str(), label_of(model, hit.hold_object).c_str());
    return;
  }
  if (hit.thread == nullptr) return;
  if (!ImGui::BeginTooltip()) return;
  ImGui::PushFont(strong_font());
  ImGui::TextUnformatted(label(*hit.thread).c_str());
  ImGui::PopFont();
  if (hit.mark.mark != nullptr) {
    ImGui::TextUnformatted(mark_text(model, *hit.thread, *hit.mark.mark).c_str());
    if (hit.mark.marks > 1) ImGui::TextDisabled("and %u more here", hit.mark.marks - 1);
    ImGui::TextDisabled("at %s", duration_text(static_cast<double>(hit.mark.mark->time_ns) - area.begin_ns).c_str());
  } else if (hit.bar.span != nullptr) {
    const Span& span = *hit.bar.span;
    const bool open = &span == &hit.thread->spans.back() && hit.thread->end_ns == 0;
    const double begin = std::max(static_cast<double>(span.begin_ns), area.begin_ns);
    const double end = open ? area.now_ns : static_cast<double>(span.end_ns);
    const Style style = style_of(span.state, span.operation);
    const bool waits = span.state == ThreadState::waiting;
    if (hit.bar.spans > 1) ImGui::Text("%u short stretches, mostly %s", hit.bar.spans, style_name(style));
    else if (waits) ImGui::Text("%s in %s", style_name(style), wait_text(model, *hit.thread, span).c_str());
    else ImGui::TextUnformatted(style_name(style));
    if (hit.bar.spans == 1)
      ImGui::TextDisabled("%s for %s, from %s", open ? "so far" : "lasted", duration_text(end - begin).c_str(),
                          duration_text(begin - area.begin_ns).c_str());
    if (const std::uint32_t line = hit.bar.spans == 1 ? line_of(*hit.thread, span) : 0; line != 0)
      ImGui::TextDisabled("line %u, double click: to the editor", line);
  }
  ImGui::EndTooltip();
}

}  // namespace threadbox::ui
