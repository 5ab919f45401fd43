#include "ui/kit/recorder.h"
#include "ui/kit/widgets.h"
#include "ui/views/describe.h"
#include "ui/views/views.h"

#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace threadbox::ui {

using namespace session;

namespace {

constexpr float one_line_from = 620;  // In a narrower window, a thread takes two lines and fewer columns.

/// An action on a thread: its label and its statement.
struct Action {
  const char* text;
  std::string statement;
};

/// A thread of the Console that executes a statement, or waits in one.
bool can_be_cancelled(const ThreadRow& thread) { return thread.is_console && is_live(thread) && !is_idle(thread); }

std::vector<Action> actions_of(const ThreadRow& thread) {
  if (thread.is_main || thread.is_console || is_over(thread)) return {};
  const std::string name = expression(thread);
  std::vector<Action> actions;
  if (thread.state == ThreadState::initial) actions.push_back({"start", name + ".start()"});
  const bool pending =
      thread.timer && (thread.timer->state == TimerRow::State::initial || thread.timer->state == TimerRow::State::counting);
  if (pending) {
    actions.push_back({"cancel", name + ".cancel()"});
    actions.push_back({"fire now", name + "._fire_now()"});
  }
  // With a timeout, so that the Console does not wait for ever and remains usable.
  if (thread.state != ThreadState::initial && !pending) actions.push_back({"join", name + ".join(timeout=1)"});
  return actions;
}

float actions_width(const ThreadRow& thread, const Answers& answers) {
  float width = 0;
  for (const Action& action : actions_of(thread)) width += small_button_width(action.text) + 4;
  if (is_held(thread)) width += small_button_width("step") + small_button_width("to its wait") + 8;
  const StatementRow* statement = answers.of(thread.object);
  if (can_be_cancelled(thread) || (statement != nullptr && !statement->end_ns)) width += small_button_width("cancel") + 4;
  return width;
}

/// Centres the next widget in its row.
void center_in_row(float row_top, float row_height, float item_height) {
  ImGui::SetCursorPosY(row_top + (row_height - item_height) / 2);
}

/// The call that the thread makes, if it has arguments: "greet('Ada')".
std::string call_of(const ThreadRow& thread) { return thread.target.ends_with("()") ? "" : thread.target; }

/// The thread's name, without the function that is part of a default name if the call follows it.
std::string name_of(const ThreadRow& thread) {
  const std::string name = label(thread), function = thread.target.substr(0, thread.target.find('('));
  const std::string suffix = " (" + function + ")";
  return !call_of(thread).empty() && name.ends_with(suffix) ? name.substr(0, name.size() - suffix.size()) : name;
}

void draw_name(const ThreadRow& thread, float room) {
  const bool timer = thread.timer.has_value();
  const float tag_width = timer ? chip_width("Timer") + 6 : 0;
  const std::string call = call_of(thread);
  const float used = text_within(name_of(thread), room - tag_width, is_over(thread) ? palette().muted : palette().text);
  if (!call.empty() && room - tag_width - used > 30) {
    ImGui::SameLine(0, 6);
    text_within(call, room - tag_width - used - 6, palette().muted);
  }
  if (!timer || room < tag_width + 30) return;
  ImGui::SameLine(0, 6);
  tag("Timer");
}

/// Draws a thread's state: symbol, text, duration; instead of the words, the answer to a click on one of its buttons.
void draw_state(const Model& model, const ThreadRow& thread, const Answers& answers, float room) {
  const Style style = style_of(thread.state, thread.wait.operation);
  const ImVec2 place = ImGui::GetCursorScreenPos();
  const float line = ImGui::GetTextLineHeight();
  draw_style(*ImGui::GetWindowDrawList(), style, {place.x + 6, place.y + line / 2}, 4.5F);
  ImGui::Dummy({12, line});
  if (ImGui::IsItemHovered()) ImGui::SetTooltip("%s", style_name(style));
  ImGui::SameLine(0, 6);
  if (const StatementRow* statement = answers.of(thread.object)) return draw_answer(*statement, room - 18);
  std::string time = wait_time_text(model, thread);
  const float time_width = time.empty() ? 0 : ImGui::CalcTextSize(time.c_str()).x + 10;
  const float words = text_within(state_text(model, thread), room - 18 - std::min(time_width, room * 0.5F),
                                  is_over(thread) ? palette().muted : palette().text);
  if (time.empty()) return;
  ImGui::SameLine(0, 8);
  text_within(time, room - 26 - words, palette().muted);
}

void draw_holds(const Model& model, const ThreadRow& thread, Focus& focus) {
  bool first = true;
  for (const ObjectId held : thread.holds) {
    const ObjectId known = known_lock(model, held);
    const ObjectRow* object = model.object(known);
    if (object == nullptr) continue;
    if (!first) ImGui::SameLine(0, 4);
    if (!first && ImGui::GetContentRegionAvail().x < 24) break;
    first = false;
    chip(label(*object), known, focus, palette().blocked);
    if (ImGui::IsItemHovered()) ImGui::SetTooltip("holds %s", label(*object).c_str());
  }
}

void draw_daemon(const Model& model, const ThreadRow& thread, const CommandSink& send) {
  if (thread.is_main || thread.is_console || is_over(thread)) return;
  bool daemon = thread.daemon;
  const std::string statement = expression(thread) + ".daemon = " + (daemon ? "False" : "True");
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {2, 1});
  const char* objection = objection_to_statements(model);
  ImGui::BeginDisabled(objection != nullptr);
  // The box shows the thread's flag, not the click: the statement may raise RuntimeError.
  if (ImGui::Checkbox("##daemon", &daemon)) send(Click{statement, thread.object});
  ImGui::EndDisabled();
  ImGui::PopStyleVar();
  if (!ImGui::IsItemHovered(ImGuiHoveredFlags_ForTooltip | ImGuiHoveredFlags_AllowWhenDisabled)) return;
  if (objection != nullptr) ImGui::SetTooltip("%s", objection);
  else code_tooltip(">>> " + statement);
}

void draw_actions(const Model& model, const ThreadRow& thread, const Answers& answers, const CommandSink& send) {
  bool first = !draw_cancel(answers.of(thread.object), send);
  if (is_held(thread)) {
    if (!first) ImGui::SameLine(0, 4);
    first = false;
    if (small_button("step")) send(StepThread{thread.object});
    ImGui::SetItemTooltip("Execute line %u", thread.line);
    ImGui::SameLine(0, 4);
    if (small_button("to its wait")) send(RunThreadOn{thread.object});
    ImGui::SetItemTooltip("Go on alone until it waits");
  }
  if (can_be_cancelled(thread)) {
    if (!first) ImGui::SameLine(0, 4);
    first = false;
    if (small_button("cancel")) send(Cancel{thread.object});
    ImGui::SetItemTooltip("Raise KeyboardInterrupt in the statement");
  }
  for (const Action& action : actions_of(thread)) {
    if (!first) ImGui::SameLine(0, 4);
    first = false;
    statement_button(action.text, action.statement, thread.object, send, objection_to_statements(model));
  }
}

/// The line of the program that the thread is at; 0: none. A statement of the Console is not in the program.
std::uint32_t program_line(const ThreadRow& thread) { return thread.is_console ? 0 : thread.line; }

std::string line_text(const ThreadRow& thread) {
  if (thread.line == 0 || is_over(thread)) return {};
  return thread.function.empty() || thread.function.front() == '<' ? "line " + std::to_string(thread.line)
                                                                   : thread.function + ":" + std::to_string(thread.line);
}

/// A click anywhere in the row selects the thread.
void row_item(const ThreadRow& thread, Focus& focus, float height) {
  constexpr ImGuiSelectableFlags flags = ImGuiSelectableFlags_SpanAllColumns | ImGuiSelectableFlags_AllowOverlap;
  const ImVec2 before = ImGui::GetCursorPos();
  if (focus.hovered() == thread.object && !focus.is_selected(thread.object))
    ImGui::TableSetBgColor(ImGuiTableBgTarget_RowBg0, ImGui::GetColorU32(ImGuiCol_HeaderHovered));
  if (ImGui::Selectable(("##" + label(thread)).c_str(), focus.is_selected(thread.object), flags, {0, height}))
    focus.toggle(thread.object);
  note_state(focus.is_selected(thread.object));
  if (ImGui::IsItemHovered()) focus.note_hover(thread.object);
  ImGui::SetCursorPos(before);
}

struct Columns {
  bool one_line = false;
  float actions = 0;  ///< In points.
  float holds = 0;
};

float held_width(const Model& model, ObjectId lock) {
  const ObjectId known = known_lock(model, lock);
  return known != 0 ? chip_width(label_of(model, known)) + 4 : 0;
}

Columns columns_for(const Model& model, const Answers& answers, float width) {
  Columns columns{width >= one_line_from, 0, 0};
  for (const ThreadRow& thread : model.threads) {
    columns.actions = std::max(columns.actions, actions_width(thread, answers));
    float holds = 0;
    for (const ObjectId held : thread.holds) holds += held_width(model, held);
    columns.holds = std::max(columns.holds, std::min(holds, 140.0F));
  }
  if (columns.holds > 0) columns.holds = std::max(columns.holds, ImGui::CalcTextSize("Holds").x);
  return columns;
}

float row_height_of(const Columns& columns) {
  return columns.one_line ? density().row_height : density().row_height + ImGui::GetTextLineHeight() + 2;
}

void draw_one_line(const Model& model, const ThreadRow& thread, const Columns& columns, const Answers& answers, Focus& focus,
                   const CommandSink& send) {
  const float height = density().row_height, text = ImGui::GetTextLineHeight();
  ImGui::TableNextColumn();
  const float top = ImGui::GetCursorPosY();
  row_item(thread, focus, height);
  center_in_row(top, height, text);
  draw_name(thread, ImGui::GetContentRegionAvail().x);
  ImGui::TableNextColumn();
  center_in_row(top, height, text);
  draw_state(model, thread, answers, ImGui::GetContentRegionAvail().x);
  if (columns.holds > 0) {
    ImGui::TableNextColumn();
    center_in_row(top, height, text + 2);
    draw_holds(model, thread, focus);
  }
  ImGui::TableNextColumn();
  center_in_row(top, height, text);
  line_link(line_text(thread), program_line(thread), ImGui::GetContentRegionAvail().x, palette().muted, focus);
  ImGui::TableNextColumn();
  center_in_row(top, height, text + 2);
  ImGui::SetCursorPosX(ImGui::GetCursorPosX() + 14);
  draw_daemon(model, thread, send);
  ImGui::TableNextColumn();
  center_in_row(top, height, text + 2 * density().small_padding.y);
  draw_actions(model, thread, answers, send);
}

void draw_two_lines(const Model& model, const ThreadRow& thread, const Columns& columns, const Answers& answers, Focus& focus,
                    const CommandSink& send) {
  const float height = row_height_of(columns), text = ImGui::GetTextLineHeight(), button = text + 2 * density().small_padding.y;
  ImGui::TableNextColumn();
  const float top = ImGui::GetCursorPosY();
  row_item(thread, focus, height);
  center_in_row(top, height, 2 * text + 4);
  const std::string line = thread.line == 0 || is_over(thread) ? "" : "line " + std::to_string(thread.line);
  const float line_width = line.empty() ? 0 : ImGui::CalcTextSize(line.c_str()).x + 8, room = ImGui::GetContentRegionAvail().x;
  draw_name(thread, room - line_width);
  if (!line.empty()) {
    ImGui::SameLine(0, 8);
    line_link(line, program_line(thread), ImGui::GetContentRegionAvail().x, palette().muted, focus);
  }
  ImGui::SetCursorPosY(top + (height - 2 * text - 4) / 2 + text + 4);
  draw_state(model, thread, answers, ImGui::GetContentRegionAvail().x);
  ImGui::TableNextColumn();
  center_in_row(top, height, text + 2);
  ImGui::SetCursorPosX(ImGui::GetCursorPosX() + 14);
  draw_daemon(model, thread, send);
  ImGui::TableNextColumn();
  center_in_row(top, height, thread.holds.empty() || actions_width(thread, answers) == 0 ? button : button + text + 4);
  if (!thread.holds.empty()) draw_holds(model, thread, focus);
  draw_actions(model, thread, answers, send);
}

void set_up_columns(const Columns& columns) {
  const auto fixed = [](const char* name, float width) {
    ImGui::TableSetupColumn(name, ImGuiTableColumnFlags_WidthFixed, width);
  };
  const float daemon = ImGui::CalcTextSize("Daemon").x + 2;
  const float actions = std::max(columns.actions, 40.0F);
  ImGui::TableSetupScrollFreeze(0, 1);
  if (!columns.one_line) {
    ImGui::TableSetupColumn("Thread", ImGuiTableColumnFlags_WidthStretch, 1);
    fixed("Daemon", daemon);
    fixed("##actions", std::max(actions, columns.holds));
    return;
  }
  ImGui::TableSetupColumn("Thread", ImGuiTableColumnFlags_WidthStretch, 3);
  ImGui::TableSetupColumn("State", ImGuiTableColumnFlags_WidthStretch, 4.2F);
  if (columns.holds > 0) fixed("Holds", columns.holds);
  ImGui::TableSetupColumn("At", ImGuiTableColumnFlags_WidthStretch, 1.8F);
  fixed("Daemon", daemon);
  fixed("##actions", actions);
}

void draw_headers(int count) {
  ImGui::TableNextRow(ImGuiTableRowFlags_Headers);
  for (int i = 0; i < count; ++i) {
    if (!ImGui::TableSetColumnIndex(i)) continue;
    const char* name = ImGui::TableGetColumnName(i);
    if (*name == '#') continue;
    const ImVec2 place = ImGui::GetCursorScreenPos();
    ImGui::Dummy(text_size(small_font(), name));
    draw_text(*ImGui::GetWindowDrawList(), small_font(), place, place.x + 200, palette().muted, name);
  }
}

}  // namespace

float threads_height(const Model& model, float width) {
  const Columns columns = columns_for(model, {}, width - 24);
  const float cell = 2 * ImGui::GetStyle().CellPadding.y + 1;
  const float header = text_size(small_font(), "T").y + cell;
  return header + static_cast<float>(std::max<std::size_t>(model.threads.size(), 1)) * (row_height_of(columns) + cell) + 2;
}

std::vector<const ThreadRow*> rows_of_threads(const Model& model) {
  std::vector<const ThreadRow*> rows;
  for (const bool first : {true, false})
    for (const ThreadRow& thread : model.threads)
      if ((thread.is_main || !is_over(thread)) == first) rows.push_back(&thread);
  return rows;
}

namespace {

/// Lets threads flash that a statement of the user has made. Returns the one to scroll to; 0: none.
ObjectId note_new_threads(const Model& model, ThreadsState& state) {
  constexpr double flash_s = 1.2;
  if (model.is_past) return 0;
  ObjectId newest = 0;
  for (const ThreadRow& thread : model.threads)
    if (!thread.is_console) newest = std::max(newest, thread.object);
  const ObjectId before = std::exchange(state.newest, newest);
  const TimeNs seen_ns = std::exchange(state.seen_ns, model.time_ns);
  const bool by_user =
      !model.statements.empty() && (!model.statements.back().end_ns || *model.statements.back().end_ns >= seen_ns);
  if (before == 0 || newest <= before || !by_user) return 0;
  if (ImGui::GetTime() >= state.flash_until_s) state.flashes_after = before;
  state.flash_until_s = ImGui::GetTime() + flash_s;
  return newest;
}

}  // namespace

void draw_threads(const Model& model, ThreadsState& state, const Answers& answers, Focus& focus, const CommandSink& send) {
  constexpr std::size_t most_unclipped_rows = 300;
  constexpr ImGuiTableFlags flags =
      ImGuiTableFlags_BordersInnerH | ImGuiTableFlags_ScrollY | ImGuiTableFlags_SizingStretchProp | ImGuiTableFlags_PadOuterX;
  const Columns columns = columns_for(model, answers, ImGui::GetContentRegionAvail().x);
  const int count = columns.one_line ? (columns.holds > 0 ? 6 : 5) : 3;
  // The number of columns is part of a table's identity: ImGui keeps widths by it.
  if (!ImGui::BeginTable(("threads" + std::to_string(count)).c_str(), count, flags, ImGui::GetContentRegionAvail())) return;
  set_up_columns(columns);
  draw_headers(count);
  const ObjectId scrolled_to = note_new_threads(model, state);
  const bool flashes = ImGui::GetTime() < state.flash_until_s;
  const std::vector<const ThreadRow*> rows = rows_of_threads(model);
  const auto draw_row = [&](const ThreadRow& thread) {
    ImGui::PushID(static_cast<int>(thread.object));
    const WidgetContext context(expression(thread));
    ImGui::TableNextRow();
    if (flashes && thread.object > state.flashes_after)
      ImGui::TableSetBgColor(ImGuiTableBgTarget_RowBg1, blend(palette().panel, palette().accent, 0.25F));
    if (columns.one_line) draw_one_line(model, thread, columns, answers, focus, send);
    else draw_two_lines(model, thread, columns, answers, focus, send);
    if (thread.object == scrolled_to) ImGui::SetScrollHereY(0.5F);
    ImGui::PopID();
  };
  // A program may create thousands of threads; only the visible rows are drawn.
  ImGuiListClipper clipper;
  if (rows.size() <= most_unclipped_rows) {
    for (const ThreadRow* thread : rows) draw_row(*thread);
  } else {
    clipper.Begin(static_cast<int>(rows.size()));
    const auto target = std::ranges::find(rows, scrolled_to, [](const ThreadRow* thread) { return thread->object; });
    if (target != rows.end()) clipper.IncludeItemByIndex(static_cast<int>(target - rows.begin()));
    while (clipper.Step())
      for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) draw_row(*rows[static_cast<std::size_t>(i)]);
  }
  ImGui::EndTable();
}

}  // namespace threadbox::ui
