#include "ui/theme.h"
#include "ui/views.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace threadbox::ui {

using namespace session;

namespace {

constexpr float label_width = 132, lane_height = 26, axis_height = 22;
constexpr double shortest_ns = 1e4, longest_ns = 3.6e12;

double begin_of(const TimelineState& state, double now_ns) {
  return state.follows ? std::max(0.0, now_ns - state.length_ns * 0.96) : state.begin_ns;
}

std::string duration_text(double ns) {
  char text[32];
  const double size = std::abs(ns);
  if (size >= 1e9) std::snprintf(text, sizeof text, "%.4g s", ns / 1e9);
  else if (size >= 1e6) std::snprintf(text, sizeof text, "%.4g ms", ns / 1e6);
  else std::snprintf(text, sizeof text, "%.4g µs", ns / 1e3);
  return text;
}

/// A round distance of ticks, at least `smallest` apart.
double tick_distance(double smallest) {
  const double power = std::pow(10, std::floor(std::log10(smallest)));
  for (const double factor : {1.0, 2.0, 5.0})
    if (power * factor >= smallest) return power * factor;
  return power * 10;
}

struct Area {
  ImDrawList* draw;
  ImVec2 origin;
  float width;
  double now_ns;
};

std::string span_text(const Model& model, const Span& span) {
  if (span.state != ThreadState::waiting) return thread_state_name(span.state);
  std::string text = operation_text(span.operation);
  if (const ObjectRow* object = model.object(span.object)) text += " on " + label(*object);
  if (const ThreadRow* thread = model.thread(span.object)) text += " of " + label(*thread);
  return text;
}

void draw_axis(const Area& area, const TimelineState& state, float height) {
  const Palette& colors = palette();
  const double distance = tick_distance(state.length_ns * 90 / std::max(area.width, 1.0F));
  const double begin = begin_of(state, area.now_ns);
  for (double tick = std::ceil(begin / distance) * distance; tick < begin + state.length_ns; tick += distance) {
    const float x = area.origin.x + static_cast<float>(time_to_x(state, area.now_ns, tick, area.width));
    area.draw->AddLine({x, area.origin.y + axis_height - 4}, {x, area.origin.y + height}, colors.line);
    area.draw->AddText({x + 3, area.origin.y + 1}, colors.muted, duration_text(tick).c_str());
  }
}

void draw_span(const Area& area, const TimelineState& state, const Model& model, const ThreadRow& thread,
               const Span& span, double end_ns, float y) {
  const double from = time_to_x(state, area.now_ns, static_cast<double>(span.begin_ns), area.width);
  const double to = time_to_x(state, area.now_ns, end_ns, area.width);
  if (to < 0 || from > area.width) return;
  const float left = area.origin.x + static_cast<float>(std::max(from, 0.0));
  const float right = std::max(left + 1.5F, area.origin.x + static_cast<float>(std::min<double>(to, area.width)));
  const bool active = span.state == ThreadState::running || span.state == ThreadState::starting;
  const float inset = active ? 4.0F : 7.5F;  // Not by colour alone: who waits is thinner.
  const ImVec2 low{left, y + inset}, high{right, y + lane_height - inset};
  area.draw->AddRectFilled(low, high, state_color(span.state, span.operation), 2.5F);
  if (!ImGui::IsMouseHoveringRect({left, y}, {right, y + lane_height}) || !ImGui::IsWindowHovered()) return;
  ImGui::SetTooltip("%s\n%s\nfor %s\nfrom %s%s", label(thread).c_str(), span_text(model, span).c_str(),
                    duration_text(end_ns - static_cast<double>(span.begin_ns)).c_str(),
                    duration_text(static_cast<double>(span.begin_ns)).c_str(),
                    thread.line > 0 ? (", line " + std::to_string(thread.line)).c_str() : "");
}

void draw_lane(const Area& area, const TimelineState& state, const Model& model, const ThreadRow& thread, float y) {
  const double begin = begin_of(state, area.now_ns);
  const auto& spans = thread.spans;
  // Spans are in order: only those in sight are visited.
  auto first = std::partition_point(spans.begin(), spans.end(), [&](const Span& span) {
    return static_cast<double>(span.end_ns) < begin && &span != &spans.back();
  });
  for (; first != spans.end() && static_cast<double>(first->begin_ns) <= begin + state.length_ns; ++first) {
    const bool open = &*first == &spans.back() && thread.end_ns == 0;
    draw_span(area, state, model, thread, *first, open ? area.now_ns : static_cast<double>(first->end_ns), y);
  }
  const Palette& colors = palette();
  const auto mark = std::partition_point(thread.marks.begin(), thread.marks.end(),
                                         [&](const Mark& item) { return static_cast<double>(item.time_ns) < begin; });
  for (auto at = mark; at != thread.marks.end(); ++at) {
    const double x = time_to_x(state, area.now_ns, static_cast<double>(at->time_ns), area.width);
    if (x > area.width) break;
    const ImVec2 center{area.origin.x + static_cast<float>(x), y + lane_height / 2};
    const bool bad = at->kind == EventKind::barrier_broken || at->kind == EventKind::interrupt;
    if (at->kind == EventKind::output) area.draw->AddCircleFilled(center, 2, colors.text);
    else area.draw->AddNgonFilled(center, 5, bad ? colors.error : colors.mark, bad ? 3 : 4);
  }
}

void navigate(const Area& area, TimelineState& state) {
  if (!ImGui::IsItemHovered() && !ImGui::IsItemActive()) return;
  ImGuiIO& io = ImGui::GetIO();
  const double x = io.MousePos.x - area.origin.x;
  const auto leave_now = [&] {
    state.begin_ns = begin_of(state, area.now_ns);
    state.follows = false;
  };
  if (io.MouseWheel != 0) {
    const double pivot = x_to_time(state, area.now_ns, x, area.width);
    const double factor = std::pow(0.85, io.MouseWheel);
    const bool followed = state.follows;
    leave_now();
    state.length_ns = std::clamp(state.length_ns * factor, shortest_ns, longest_ns);
    state.begin_ns = std::max(0.0, pivot - x / area.width * state.length_ns);
    state.follows = followed;
  }
  if (ImGui::IsItemActive() && io.MouseDelta.x != 0) {
    leave_now();
    state.begin_ns = std::max(0.0, state.begin_ns - io.MouseDelta.x / area.width * state.length_ns);
  }
}

}  // namespace

double time_to_x(const TimelineState& state, double now_ns, double time_ns, double width) {
  return (time_ns - begin_of(state, now_ns)) / state.length_ns * width;
}

double x_to_time(const TimelineState& state, double now_ns, double x, double width) {
  return begin_of(state, now_ns) + x / width * state.length_ns;
}

void draw_timeline(const Model& model, TimelineState& state) {
  if (model.threads.empty()) {
    ImGui::TextDisabled("Press Run: each thread gets a lane here.");
    return;
  }
  const ImVec2 corner = ImGui::GetCursorScreenPos();
  const ImVec2 space = ImGui::GetContentRegionAvail();
  std::vector<const ThreadRow*> lanes;
  for (const ThreadRow& thread : model.threads)
    if (!thread.spans.empty()) lanes.push_back(&thread);
  const float height = std::max(space.y, axis_height + lane_height * static_cast<float>(lanes.size()) + 4);
  ImGui::InvisibleButton("lanes", {std::max(space.x, 1.0F), height});
  const Area area{ImGui::GetWindowDrawList(), {corner.x + label_width, corner.y}, std::max(space.x - label_width - 4, 1.0F),
                  static_cast<double>(model.time_ns)};
  navigate(area, state);

  draw_axis(area, state, height);
  area.draw->PushClipRect(area.origin, {area.origin.x + area.width, area.origin.y + height}, true);
  float y = corner.y + axis_height;
  for (const ThreadRow* thread : lanes) {
    draw_lane(area, state, model, *thread, y);
    y += lane_height;
  }
  area.draw->PopClipRect();

  y = corner.y + axis_height;
  area.draw->PushClipRect(corner, {corner.x + label_width - 8, corner.y + height}, true);
  for (const ThreadRow* thread : lanes) {
    const bool over = thread->state == ThreadState::ended || thread->state == ThreadState::stopped;
    area.draw->AddText({corner.x, y + 4}, over ? palette().muted : palette().text, label(*thread).c_str());
    y += lane_height;
  }
  area.draw->PopClipRect();
}

}  // namespace threadbox::ui
