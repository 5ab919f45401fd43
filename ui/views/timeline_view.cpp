#include "session/waits.h"
#include "ui/kit/recorder.h"
#include "ui/kit/widgets.h"
#include "ui/views/describe.h"
#include "ui/views/timeline_details.h"
#include "ui/views/timeline_gil.h"
#include "ui/views/timeline_lane.h"
#include "ui/views/timeline_legend.h"
#include "ui/views/timeline_moment.h"
#include "ui/views/views.h"

#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <span>
#include <utility>

namespace threadbox::ui {

using namespace session;

namespace {

constexpr float axis_height = 22;

using Mode = TimelineState::Mode;

/// The height of one lane; with many threads, lanes are lower.
float lane_height_of(std::size_t lanes) { return lanes > 10 ? 21 : 26; }

/// The geometry of the lanes and their labels, beginning at `corner`; it may exceed the visible area.
struct Lanes {
  const std::vector<const ThreadRow*>& threads;
  ImVec2 corner;
  float label_width;

  [[nodiscard]] float y(const TimelineArea& area, std::size_t lane) const {
    return corner.y + static_cast<float>(lane) * area.lane_height;
  }
};

std::vector<const ThreadRow*> lanes_of(const Model& model) {
  std::vector<const ThreadRow*> lanes;
  for (const ThreadRow& thread : model.threads)
    if (!thread.spans.empty()) lanes.push_back(&thread);
  return lanes;
}

float label_width_of(const std::vector<const ThreadRow*>& lanes, float room) {
  float widest = 60;
  for (const ThreadRow* thread : lanes)
    widest = std::max(widest, ImGui::CalcTextSize(label(*thread).c_str()).x + (thread->daemon ? chip_width("daemon") + 6 : 0));
  return std::min(widest + 28, std::max(room * (room < 480 ? 0.38F : 0.3F), 72.0F));
}

// --- The header: time, legend, buttons.

void draw_header(TimelineState& state, const char* name, double begin_ns, double run_ns) {
  const double elapsed_ns = std::max(run_ns, state.least_ns);
  const float side = ImGui::GetFrameHeight(), buttons = 5 * side + 4 * 4;
  ImGui::SameLine(0, 10);
  ImGui::AlignTextToFramePadding();
  if (state.moment_ns) {
    const double moment_ns = std::max(static_cast<double>(*state.moment_ns) - begin_ns, 0.0);
    ImGui::TextColored(ImGui::ColorConvertU32ToFloat4(palette().accent), "at %s", duration_text(moment_ns).c_str());
    ImGui::SameLine(0, 8);
    if (small_button("Now")) leave_moment(state);
    ImGui::SetItemTooltip("You look at an earlier moment. Back to now (Escape)");
    ImGui::SameLine(0, 8);
  } else {
    ImGui::TextDisabled("%s%s", name, duration_text(run_ns).c_str());
    ImGui::SameLine(0, 0);
  }
  draw_legend(ImGui::GetContentRegionAvail().x - buttons - 20);
  ImGui::SameLine(std::max(ImGui::GetContentRegionMax().x - buttons, 0.0F));
  draw_legend_button();
  ImGui::SameLine(0, 4);
  if (icon_button("Zoom out", Icon::minus)) zoom(state, elapsed_ns, 1.6, 0.5);
  ImGui::SameLine(0, 4);
  if (icon_button("Zoom in", Icon::plus)) zoom(state, elapsed_ns, 1 / 1.6, 0.5);
  ImGui::SameLine(0, 4);
  if (icon_button("Show everything", Icon::fit, state.mode == Mode::all)) fit(state);
  ImGui::SameLine(0, 4);
  if (icon_button("Follow now", Icon::follow, state.mode == Mode::follow || state.mode == Mode::automatic))
    follow(state, elapsed_ns);
}

// --- The axis.

/// The interval that is shown, on the run's clock; the state's counts from the program's begin.
TimeWindow window_on_clock(const TimelineState& state, double begin_ns, double now_ns) {
  TimeWindow window = window_of(state, std::max(now_ns - begin_ns, state.least_ns));
  window.begin_ns += begin_ns;
  return window;
}

/// Calls `act` with the position of each tick, its time since the program's begin, and the distance of the ticks.
void for_each_tick(const TimelineArea& area, const auto& act) {
  const double distance = tick_distance_ns(area.window.length_ns * 92 / std::max(area.width, 1.0F));
  const auto first = static_cast<std::int64_t>(std::ceil((area.window.begin_ns - area.begin_ns) / distance));
  for (std::int64_t i = first; static_cast<double>(i) * distance <= area.window.end_ns() - area.begin_ns; ++i)
    act(area.x(area.begin_ns + static_cast<double>(i) * distance), static_cast<double>(i) * distance, distance);
}

void draw_axis(const TimelineArea& area, float top) {
  const float right = area.left + area.width;
  for_each_tick(area, [&](float x, double tick, double distance) {
    const std::string text = tick_text(tick, distance);
    const float width = text_size(small_font(), text).x;
    if (x + 4 + width > right) return;  // A label that does not fit is omitted.
    area.draw.AddLine({x, top + axis_height - 7}, {x, top + axis_height}, palette().muted);
    draw_text(area.draw, small_font(), {x + 4, top + 2}, FLT_MAX, palette().muted, text);
  });
}

void draw_grid(const TimelineArea& area) {
  for_each_tick(area, [&](float x, double, double) {
    area.draw.AddLine({x, area.top}, {x, area.bottom}, blend(palette().panel, palette().line, 0.75F));
  });
}

// --- Arrows from the end of a wait to the lane of the thread that could end it.

void draw_arrow(ImDrawList& draw, ImVec2 from, ImVec2 to, ImU32 color) {
  const float bend = 14 + std::abs(to.y - from.y) * 0.12F;
  draw.AddBezierCubic(from, {from.x + bend, from.y}, {to.x + bend, to.y}, {to.x + 7, to.y}, color, 1.7F);
  draw.AddTriangleFilled({to.x, to.y}, {to.x + 8, to.y - 4}, {to.x + 8, to.y + 4}, color);
}

void draw_waits(const TimelineArea& area, const Model& model, const std::vector<const ThreadRow*>& lanes, float top,
                const Focus& focus) {
  const std::vector<ObjectId> cycle = deadlock(model);
  const auto lane_middle = [&](ObjectId object) {
    const auto at = std::ranges::find(lanes, object, &ThreadRow::object);
    return at == lanes.end() ? -1.0F : top + (static_cast<float>(at - lanes.begin()) + 0.5F) * area.lane_height;
  };
  const float x = std::clamp(area.x(area.now_ns), area.left, area.left + area.width) - 4;
  for (const WaitEdge& edge : wait_edges(model)) {
    const bool in_cycle = std::ranges::find(cycle, edge.waiter) != cycle.end();
    const bool lit = focus.is_lit(edge.waiter) || focus.is_lit(edge.object) || focus.is_lit(edge.blocker);
    const float from = lane_middle(edge.waiter), to = lane_middle(edge.blocker);
    if (edge.blocker == 0 || from < 0 || to < 0 || !(in_cycle || lit)) continue;
    draw_arrow(area.draw, {x, from - 3}, {x, to + (edge.waiter == edge.blocker ? 6.0F : 3.0F)},
               in_cycle ? palette().error : palette().accent);
  }
}

// --- Input.

void draw_cursor(const TimelineArea& area, float axis_top) {
  const float x = ImGui::GetIO().MousePos.x;
  if (x < area.left || x > area.left + area.width) return;
  area.draw.AddLine({x, area.top}, {x, area.bottom}, blend(palette().panel, palette().muted, 0.6F));
  const std::string text =
      tick_text(area.window.time_ns(x - area.left, area.width) - area.begin_ns, area.window.length_ns / area.width * 2);
  const ImVec2 size = text_size(small_font(), text);
  const float left = std::clamp(x - size.x / 2 - 5, area.left, area.left + area.width - size.x - 10);
  ImGui::GetForegroundDrawList()->AddRectFilled({left, axis_top}, {left + size.x + 10, axis_top + axis_height - 3},
                                                palette().button_over, 4);
  draw_text(*ImGui::GetForegroundDrawList(), small_font(), {left + 5, axis_top + 2}, FLT_MAX, palette().text, text);
}

/// A drag with Shift marks a range of time. Returns whether the user is marking one.
bool mark_range(const TimelineArea& area, TimelineState& state) {
  const ImGuiIO& io = ImGui::GetIO();
  const double time = std::clamp(area.window.time_ns(io.MousePos.x - area.left, area.width), area.begin_ns, area.now_ns);
  if (ImGui::IsItemActivated() && io.KeyShift && ImGui::IsMouseDown(ImGuiMouseButton_Left)) state.range_anchor_ns = time;
  if (!ImGui::IsItemActive()) state.range_anchor_ns.reset();
  if (!state.range_anchor_ns) return false;
  if (ImGui::IsMouseDragPastThreshold(ImGuiMouseButton_Left))
    state.range = TimeWindow{std::min(time, *state.range_anchor_ns), std::max(std::abs(time - *state.range_anchor_ns), 1.0)};
  return true;
}

void draw_range(const TimelineArea& area, const TimelineState& state) {
  if (!state.range) return;
  const float from = std::max(area.x(state.range->begin_ns), area.left);
  const float to = std::min(area.x(state.range->end_ns()), area.left + area.width);
  if (to <= from) return;
  const ImU32 color = palette().accent;
  area.draw.AddRectFilled({from, area.top}, {to, area.bottom}, (color & ~IM_COL32_A_MASK) | IM_COL32(0, 0, 0, 36));
  for (const float x : {from, to}) area.draw.AddLine({x, area.top}, {x, area.bottom}, color);
}

/// Handles wheel and drag over the lanes.
void capture_mouse(const TimelineArea& area, TimelineState& state) {
  ImGuiIO& io = ImGui::GetIO();
  const double pivot = std::clamp((io.MousePos.x - area.left) / area.width, 0.0F, 1.0F);
  if (ImGui::IsItemHovered()) {
    ImGui::SetItemKeyOwner(ImGuiKey_MouseWheelY);
    ImGui::SetItemKeyOwner(ImGuiKey_MouseWheelX);
    if (io.MouseWheel != 0 && !io.KeyShift) zoom(state, area.elapsed_ns(), std::pow(0.84, io.MouseWheel), pivot);
    const float sideways = io.MouseWheelH + (io.KeyShift ? io.MouseWheel : 0);
    if (sideways != 0) pan(state, area.elapsed_ns(), -sideways * 0.08);
  }
  if (mark_range(area, state) || !ImGui::IsItemActive() || !ImGui::IsMouseDragging(ImGuiMouseButton_Left)) return;
  ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
  if (io.MouseDelta.x != 0) pan(state, area.elapsed_ns(), -io.MouseDelta.x / area.width);
  state.scroll -= io.MouseDelta.y;
}

/// Handles the arrow keys, Home and End of the focused lanes.
void capture_arrows(const TimelineArea& area, TimelineState& state) {
  const ImGuiID id = ImGui::GetItemID();
  for (const ImGuiKey key : {ImGuiKey_LeftArrow, ImGuiKey_RightArrow, ImGuiKey_Home, ImGuiKey_End}) ImGui::SetKeyOwner(key, id);
  const auto pressed = [&](ImGuiKey key) { return ImGui::IsKeyPressed(key, id, ImGuiInputFlags_Repeat); };
  if (pressed(ImGuiKey_LeftArrow)) pan(state, area.elapsed_ns(), -0.1);
  if (pressed(ImGuiKey_RightArrow)) pan(state, area.elapsed_ns(), 0.1);
  if (pressed(ImGuiKey_Home)) show_begin(state, area.elapsed_ns());
  if (pressed(ImGuiKey_End)) follow(state, area.elapsed_ns());
}

/// Handles the keys of the focused lanes; Enter goes to the line of the selected bar.
void capture_keys(const TimelineArea& area, const Model& model, TimelineState& state, Focus& focus) {
  if (!ImGui::IsItemFocused()) return;
  if (state.takes_arrows) capture_arrows(area, state);
  const auto typed = [](ImGuiKey key) { return ImGui::IsKeyPressed(key); };
  if (typed(ImGuiKey_Equal) || typed(ImGuiKey_KeypadAdd)) zoom(state, area.elapsed_ns(), 1 / 1.3, 0.5);
  if (typed(ImGuiKey_Minus) || typed(ImGuiKey_KeypadSubtract)) zoom(state, area.elapsed_ns(), 1.3, 0.5);
  const Span* selected = selected_span(model, state);
  if (selected != nullptr && (typed(ImGuiKey_Enter) || typed(ImGuiKey_KeypadEnter)))
    focus.go_to_line(line_of(*model.thread(state.selected->thread), *selected));
}

/// The index of the lane under the mouse; the number of lanes if there is none.
std::size_t lane_at_mouse(const TimelineArea& area, const Lanes& lanes) {
  const float lane = std::floor((ImGui::GetIO().MousePos.y - lanes.corner.y) / area.lane_height);
  return lane >= 0 && lane < static_cast<float>(lanes.threads.size()) ? static_cast<std::size_t>(lane) : lanes.threads.size();
}

/// Outlines the selected span; from the thread that ended its wait, an arrow leads to its end.
void draw_selected(const TimelineArea& area, const Model& model, const TimelineState& state, const Lanes& lanes) {
  const Span* span = selected_span(model, state);
  if (span == nullptr) return;
  const auto lane_of = [&](const auto& is_it) {
    return static_cast<std::size_t>(std::ranges::find_if(lanes.threads, is_it) - lanes.threads.begin());
  };
  const std::size_t lane = lane_of([&](const ThreadRow* row) { return row->object == state.selected->thread; });
  if (lane == lanes.threads.size()) return;
  const ThreadRow& thread = *lanes.threads[lane];
  const bool open = span == &thread.spans.back() && thread.end_ns == 0;
  const float from = area.x(static_cast<double>(span->begin_ns)), y = lanes.y(area, lane);
  const float to = area.x(open ? area.now_ns : static_cast<double>(span->end_ns));
  const float right = area.left + area.width;
  area.draw.AddRect({std::clamp(from, area.left, right), y + 2}, {std::clamp(to, area.left, right), y + area.lane_height - 2},
                    palette().accent, 3, 0, 2);
  if (!state.wake_up || !state.wake_up->over || state.wake_up->by == 0) return;
  const std::size_t other = lane_of([&](const ThreadRow* row) { return row->id == state.wake_up->by; });
  if (other == lanes.threads.size() || other == lane) return;
  draw_arrow(area.draw, {area.x(static_cast<double>(state.wake_up->time_ns)), lanes.y(area, other) + area.lane_height / 2},
             {to, y + area.lane_height / 2}, palette().accent);
}

void draw_bars(const TimelineArea& area, const Model& model, const TimelineState& state, const Lanes& lanes, const Focus& focus) {
  area.draw.PushClipRect({area.left, area.top}, {area.left + area.width, area.bottom}, true);
  for (std::size_t i = 0; i < lanes.threads.size(); ++i) {
    const ThreadRow& thread = *lanes.threads[i];
    const float y = lanes.y(area, i);
    if (y + area.lane_height < area.top || y > area.bottom) continue;
    if (focus.is_lit(thread.object))
      area.draw.AddRectFilled({area.left, y}, {area.left + area.width, y + area.lane_height},
                              blend(palette().panel, palette().accent, 0.09F));
    draw_lane(area, model, thread, y, focus);
  }
  const float now_x = area.x(area.now_ns);
  if (!at_rest(model)) area.draw.AddLine({now_x, area.top}, {now_x, area.bottom}, palette().accent, 1.2F);
  draw_waits(area, model, lanes.threads, lanes.corner.y, focus);
  draw_selected(area, model, state, lanes);
  draw_range(area, state);
  area.draw.PopClipRect();
}

/// Draws the names, which are buttons.
void draw_labels(const TimelineArea& area, const Model& model, const Lanes& lanes, Focus& focus) {
  for (std::size_t i = 0; i < lanes.threads.size(); ++i) {
    const ThreadRow& thread = *lanes.threads[i];
    const ImVec2 low{lanes.corner.x, lanes.y(area, i)};
    const WidgetContext context(expression(thread));
    ImGui::SetCursorScreenPos(low);
    ImGui::PushID(static_cast<int>(thread.object));
    if (ImGui::InvisibleButton(("##" + label(thread)).c_str(), {lanes.label_width - 8, area.lane_height}))
      focus.toggle(thread.object);
    note_state(focus.is_selected(thread.object));
    if (ImGui::IsItemHovered()) {
      focus.note_hover(thread.object);
      ImGui::SetTooltip("%s%s\n%s", label(thread).c_str(), thread.daemon ? " (daemon)" : "", state_text(model, thread).c_str());
    }
    ImGui::PopID();
    const float right = low.x + lanes.label_width;
    if (focus.is_lit(thread.object))
      area.draw.AddRectFilled(low, {right, low.y + area.lane_height}, blend(palette().panel, palette().accent, 0.09F), 4,
                              ImDrawFlags_RoundCornersLeft);
    draw_label(area.draw, thread, low, right - 8, area.lane_height, focus.is_selected(thread.object));
  }
}

/// A click selects what is under the mouse: see select_span(). A double click goes to the
/// bar's line, and leaves it selected; beside such bars it shows the run as at first.
void select(const TimelineArea& area, const Model& model, TimelineState& state, Focus& focus, const ThreadRow* thread, float y) {
  const Bar bar = thread != nullptr ? hit_test(area, model, *thread, y).bar : Bar{};
  const bool is_one = bar.span != nullptr && bar.spans == 1;
  if (ImGui::GetIO().MouseClickedLastCount[ImGuiMouseButton_Left] == 2) {
    const std::uint32_t line = is_one ? line_of(*thread, *bar.span) : 0;
    if (line == 0) {
      state.mode = Mode::automatic;
    } else {
      focus.go_to_line(line);
      state.selected.reset();  // The first click may have unselected it.
    }
  }
  select_span(state, focus, thread != nullptr ? thread->object : 0, is_one ? std::optional(bar.span->begin_ns) : std::nullopt);
}

void draw_lanes(const Model& model, TimelineState& state, Focus& focus, const Lanes& lanes, float axis_top) {
  const float room = ImGui::GetContentRegionAvail().x, visible = ImGui::GetWindowHeight();
  const float lane_height = lane_height_of(lanes.threads.size()), top = ImGui::GetWindowPos().y;
  const auto begin_ns = static_cast<double>(model.begin_ns), now_ns = begin_ns + elapsed_ns(model);
  TimelineArea area{*ImGui::GetWindowDrawList(),
                    lanes.corner.x + lanes.label_width,
                    std::max(room - lanes.label_width, 1.0F),
                    top,
                    top + visible,
                    window_on_clock(state, begin_ns, now_ns),
                    begin_ns,
                    now_ns,
                    lane_height,
                    state.least_ns};
  const float height = std::max(lane_height * static_cast<float>(lanes.threads.size()), visible);
  ImGui::SetCursorScreenPos({area.left, lanes.corner.y});
  ImGui::InvisibleButton("##lanes", {area.width, std::max(height, 1.0F)});
  capture_mouse(area, state);
  capture_keys(area, model, state, focus);
  area.window = window_on_clock(state, begin_ns, now_ns);
  const bool hovered = ImGui::IsItemHovered(), dragged = ImGui::IsMouseDragPastThreshold(ImGuiMouseButton_Left);
  const bool clicked = ImGui::IsItemDeactivated() && !dragged && ImGui::IsMouseReleased(ImGuiMouseButton_Left);
  if (ImGui::IsItemDeactivated()) state.range_anchor_ns.reset();
  const std::size_t lane = hovered ? lane_at_mouse(area, lanes) : lanes.threads.size();
  const ThreadRow* thread = lane < lanes.threads.size() ? lanes.threads[lane] : nullptr;
  if (thread != nullptr) focus.note_hover(thread->object);

  state.drawn = DrawnTimeline{area.left, area.width, area.top,    area.bottom, lanes.corner.y, lane_height,
                              0,         0,          area.window, begin_ns,    now_ns};
  draw_grid(area);
  draw_bars(area, model, state, lanes, focus);
  draw_moment(area, state, area.top);
  if (hovered && !ImGui::IsItemActive()) draw_cursor(area, axis_top);
  if (thread != nullptr && !dragged) draw_tooltip(model, area, hit_test(area, model, *thread, lanes.y(area, lane)));
  if (clicked) select(area, model, state, focus, thread, lanes.y(area, lane));
  draw_labels(area, model, lanes, focus);
}

/// Scrolls once to the first thread of a deadlock, if the last one is below the lanes that are visible.
/// ImGui knows the height of the lanes in the next frame, since the notice has just come.
void scroll_to_deadlock(const Model& model, TimelineState& state, std::span<const ThreadRow* const> lanes, float lane_height) {
  const std::vector<ObjectId> cycle = session::deadlock(model);
  if (std::exchange(state.deadlock_shown, !cycle.empty()) || cycle.empty()) return;
  const auto in_cycle = [&](const ThreadRow* thread) { return std::ranges::find(cycle, thread->object) != cycle.end(); };
  const auto first = std::ranges::find_if(lanes, in_cycle);
  const auto last = std::ranges::find_if(lanes.rbegin(), lanes.rend(), in_cycle);
  if (first == lanes.end() || static_cast<float>(lanes.rend() - last) * lane_height <= ImGui::GetWindowHeight()) return;
  ImGui::SetScrollY(static_cast<float>(first - lanes.begin()) * lane_height);
}

/// Scrolls the lane of `state.sought` into sight, by no more than is needed.
void scroll_to_sought(TimelineState& state, std::span<const ThreadRow* const> lanes, float lane_height) {
  const std::optional<ObjectId> sought = std::exchange(state.sought, std::nullopt);
  const auto lane = std::ranges::find_if(lanes, [&](const ThreadRow* thread) { return thread->object == sought; });
  if (lane == lanes.end()) return;
  const float top = static_cast<float>(lane - lanes.begin()) * lane_height;
  const float scroll = std::clamp(ImGui::GetScrollY(), top + lane_height - ImGui::GetWindowHeight(), top);
  if (scroll != ImGui::GetScrollY()) ImGui::SetScrollY(scroll);
}

/// The height of the lane of the GIL; 0 if there is none, or if it would take the room of one of the first lanes.
float gil_part(const Model& model, std::size_t lanes, float room) {
  constexpr std::size_t first_lanes = 3;
  const float height = gil_lane_height(model);
  const float needed = static_cast<float>(std::min(lanes, first_lanes)) * lane_height_of(lanes);
  return axis_height + height + needed <= room ? height : 0;
}

}  // namespace

void select_span(TimelineState& state, Focus& focus, ObjectId thread, std::optional<TimeNs> begin_ns) noexcept {
  const std::optional<SelectedSpan> chosen = begin_ns ? std::optional(SelectedSpan{thread, *begin_ns}) : std::nullopt;
  const std::optional<SelectedSpan> before = std::exchange(state.selected, std::nullopt);
  state.wake_up.reset();
  state.range.reset();
  if (thread == 0) return focus.clear();
  if (!chosen) return focus.toggle(thread);
  if (before == chosen) return focus.clear();
  state.selected = chosen;
  if (!focus.is_selected(thread)) focus.toggle(thread);
}

float timeline_height(const Model& model) {
  const std::size_t lanes = std::max<std::size_t>(lanes_of(model).size(), 1);
  return axis_height + gil_lane_height(model) + static_cast<float>(lanes) * lane_height_of(lanes) + 6;
}

void draw_timeline(const Model& model, TimelineState& state, Focus& focus, const char* name) {
  draw_header(state, name, static_cast<double>(model.begin_ns), elapsed_ns(model));
  const auto begin_ns = static_cast<double>(model.begin_ns), now_ns = begin_ns + elapsed_ns(model);
  const std::vector<const ThreadRow*> lanes = lanes_of(model);
  const float room = ImGui::GetContentRegionAvail().x, labels = label_width_of(lanes, room);
  const ImVec2 corner = ImGui::GetCursorScreenPos();
  const float lane_height = lane_height_of(lanes.size()), gil = gil_part(model, lanes.size(), ImGui::GetContentRegionAvail().y);
  const float head_height = axis_height + gil;
  const float details = details_height(model, state, now_ns, room);
  const bool scrolls = lane_height * static_cast<float>(lanes.size()) > ImGui::GetContentRegionAvail().y - head_height - details;
  const float width = std::max(room - labels - (scrolls ? ImGui::GetStyle().ScrollbarSize : 0), 1.0F);
  const TimelineArea area{*ImGui::GetWindowDrawList(),
                          corner.x + labels,
                          width,
                          corner.y,
                          corner.y + axis_height,
                          window_on_clock(state, begin_ns, now_ns),
                          begin_ns,
                          now_ns,
                          lane_height,
                          state.least_ns};
  if (state.has_history) choose_moment(area, state, corner.y, axis_height - 2);
  draw_axis(area, corner.y);
  TimelineArea gil_area = area;
  gil_area.top = corner.y + axis_height;
  gil_area.bottom = gil_area.top + gil;
  if (gil > 0) draw_gil_lane(gil_area, model, corner.x);
  draw_moment(gil_area, state, corner.y + axis_height - 9);
  ImGui::SetCursorScreenPos({corner.x, corner.y + head_height});
  constexpr ImGuiWindowFlags flags = ImGuiWindowFlags_NavFlattened | ImGuiWindowFlags_NoScrollWithMouse;
  if (ImGui::BeginChild("##lanes-window", {0, -details}, ImGuiChildFlags_None, flags)) {
    // A drag of the lanes moves the scroll bar; otherwise the scroll bar moves the lanes.
    const float before = ImGui::GetScrollY();
    state.scroll = before;
    draw_lanes(model, state, focus, {lanes, ImGui::GetCursorScreenPos(), labels}, corner.y);
    if (ImGui::IsWindowHovered() && ImGui::GetIO().MousePos.x < corner.x + labels) state.scroll -= ImGui::GetIO().MouseWheel * 40;
    if (state.scroll != before) ImGui::SetScrollY(std::clamp(state.scroll, 0.0F, ImGui::GetScrollMaxY()));
    scroll_to_deadlock(model, state, lanes, lane_height);
    scroll_to_sought(state, lanes, lane_height);
  }
  ImGui::EndChild();
  if (state.drawn) {
    state.drawn->gil_top = gil_area.top;
    state.drawn->gil_height = gil;
  }
  if (details > 0) draw_details(model, state, now_ns, focus);
}

}  // namespace threadbox::ui
