#include "ui/views/timeline_details.h"

#include "session/calls.h"
#include "ui/kit/widgets.h"
#include "ui/views/describe.h"

#include <imgui.h>

#include <algorithm>

namespace threadbox::ui {

using namespace session;

namespace {

constexpr std::size_t most_rows = 5;  // Of a range; further ones are scrolled to.

/// What a thread did to let another one go on, after its name.
const char* act_text(EventKind act) {
  switch (act) {
    case EventKind::lock_released:
    case EventKind::semaphore_released: return "released it";
    case EventKind::condition_notified: return "notified it";
    case EventKind::event_set: return "set it";
    case EventKind::barrier_opened: return "came as the last";
    case EventKind::barrier_broken: return "broke it";
    case EventKind::barrier_reset: return "reset it";
    case EventKind::queue_put: return "put an item";
    case EventKind::queue_got: return "took an item";
    case EventKind::queue_task_done: return "reported a task as done";
    case EventKind::queue_shutdown: return "shut it down";
    case EventKind::future_changed: return "finished it";
    case EventKind::thread_end: return "ended";
    default: return "let it go on";
  }
}

std::string in_line(std::uint32_t line) { return line != 0 ? " (line " + std::to_string(line) + ")" : ""; }

std::string end_text(const Model& model, const Span& wait, const WakeUp& wake_up) {
  switch (wake_up.outcome) {
    case WaitOutcome::timed_out: return "Its timeout ended the wait.";
    case WaitOutcome::interrupted: return "Ctrl-C ended the wait.";
    case WaitOutcome::stopped: return "It was stopped in the wait.";
    default: break;
  }
  if (wait.operation == OperationKind::input) return "A line of input, or its end, ended the wait.";
  if (wake_up.by == 0) return "Time ended the wait.";
  const auto by = std::ranges::find(model.threads, wake_up.by, &ThreadRow::id);
  const std::string name = by != model.threads.end() ? label(*by) : "A thread that has ended";
  return name + " " + act_text(wake_up.act) + in_line(wake_up.by_line) + " at " +
         duration_text(static_cast<double>(wake_up.time_ns) - static_cast<double>(model.begin_ns)) + ".";
}

std::string share_text(const char* what, double ns, double all_ns) {
  if (ns <= 0) return {};
  return std::string(what) + " " + duration_text(ns) + " (" + std::to_string(static_cast<int>(ns / all_ns * 100 + 0.5)) +
         " %)   ";
}

}  // namespace

const Span* selected_span(const Model& model, const TimelineState& state) noexcept {
  if (!state.selected) return nullptr;
  const ThreadRow* thread = model.thread(state.selected->thread);
  if (thread == nullptr) return nullptr;
  const auto span = std::ranges::lower_bound(thread->spans, state.selected->begin_ns, {}, &Span::begin_ns);
  return span != thread->spans.end() && span->begin_ns == state.selected->begin_ns ? &*span : nullptr;
}

std::string selected_text(const Model& model, const TimelineState& state) {
  const Span* span = selected_span(model, state);
  if (span == nullptr) return {};
  const ThreadRow& thread = *model.thread(state.selected->thread);
  const bool waits = span->state == ThreadState::waiting, open = span == &thread.spans.back() && thread.end_ns == 0;
  const double begin = static_cast<double>(span->begin_ns);
  const double end = static_cast<double>(open ? horizon_ns(model) : std::max(span->end_ns, span->begin_ns));
  std::string text =
      label(thread) + ": " + (waits ? wait_text(model, thread, *span) : style_name(style_of(span->state, span->operation)));
  if (waits && state.wake_up) text += in_line(state.wake_up->line);
  text += (open ? " for " : ", ") + duration_text(end - begin) + (open ? " so far" : "") + ", from " +
          duration_text(std::max(begin - static_cast<double>(model.begin_ns), 0.0)) + ".";
  if (waits && !open && state.wake_up && state.wake_up->over) text += " " + end_text(model, *span, *state.wake_up);
  return text;
}

std::vector<TimeInRange> times_in(const Model& model, const TimeWindow& range, double now_ns) {
  std::vector<TimeInRange> times;
  for (const ThreadRow& thread : model.threads) {
    TimeInRange row{&thread};
    for (const Span& span : thread.spans) {
      const bool open = &span == &thread.spans.back() && thread.end_ns == 0;
      const double from = std::max(static_cast<double>(span.begin_ns), range.begin_ns);
      const double to = std::min(open ? now_ns : static_cast<double>(span.end_ns), range.end_ns());
      if (to <= from) continue;
      double& sum = span.state == ThreadState::waiting ? row.waiting_ns
                    : span.state == ThreadState::ready ? row.ready_ns
                                                       : row.running_ns;
      sum += to - from;
    }
    if (row.running_ns + row.ready_ns + row.waiting_ns > 0) times.push_back(row);
  }
  return times;
}

float details_height(const Model& model, const TimelineState& state, double now_ns, float width) {
  const float spacing = ImGui::GetStyle().ItemSpacing.y;
  if (state.range) {
    const std::size_t rows = std::clamp<std::size_t>(times_in(model, *state.range, now_ns).size(), 1, most_rows);
    return static_cast<float>(rows + 1) * ImGui::GetTextLineHeightWithSpacing() + spacing;
  }
  const std::string text = selected_text(model, state);
  return text.empty() ? 0 : ImGui::CalcTextSize(text.c_str(), nullptr, false, width).y + 2 * spacing;
}

void draw_details(const Model& model, const TimelineState& state, double now_ns, Focus& focus) {
  const Palette& colors = palette();
  const float width = ImGui::GetContentRegionAvail().x;
  if (!state.range) {
    const std::string text = selected_text(model, state);
    if (!text.empty()) linked_text(ImGui::GetCursorScreenPos(), text, width, colors.text, focus);
    return;
  }
  const double all_ns = state.range->length_ns;
  ImGui::TextDisabled("%s, from %s:", duration_text(all_ns).c_str(),
                      duration_text(std::max(state.range->begin_ns - static_cast<double>(model.begin_ns), 0.0)).c_str());
  if (ImGui::BeginChild("##times", {0, 0}, ImGuiChildFlags_None, ImGuiWindowFlags_NavFlattened)) {
    for (const TimeInRange& row : times_in(model, *state.range, now_ns)) {
      const std::string text = label(*row.thread) + ":   " + share_text("runs", row.running_ns, all_ns) +
                               share_text("wants the GIL", row.ready_ns, all_ns) + share_text("waits", row.waiting_ns, all_ns);
      text_within(text, ImGui::GetContentRegionAvail().x, colors.text);
      if (ImGui::IsItemHovered()) focus.note_hover(row.thread->object);
    }
  }
  ImGui::EndChild();
}

}  // namespace threadbox::ui
