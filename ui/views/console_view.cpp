#include "session/waits.h"
#include "ui/kit/glyphs.h"
#include "ui/kit/recorder.h"
#include "ui/kit/widgets.h"
#include "ui/views/views.h"

#include <imgui.h>
#include <imgui_stdlib.h>

#include <algorithm>
#include <cmath>

namespace threadbox::ui {

using namespace session;

namespace {

constexpr float gutter = 10;  // Left of the text; marks the lines of the selected thread.

/// The grid of characters of equal width.
struct Grid {
  ImVec2 origin;  ///< Of the first row, including the scroll offset.
  float column, row;
};

int walk_history(ImGuiInputTextCallbackData* data) {
  auto& state = *static_cast<ConsoleState*>(data->UserData);
  const int count = static_cast<int>(state.history.size());
  const bool up = data->EventKey == ImGuiKey_UpArrow;
  if (state.history_place < 0) {
    if (!up || count == 0) return 0;
    state.draft.assign(data->Buf, static_cast<std::size_t>(data->BufTextLen));
    state.history_place = count;
  }
  state.history_place = std::clamp(state.history_place + (up ? -1 : 1), 0, count);
  const std::string& text =
      state.history_place < count ? state.history[static_cast<std::size_t>(state.history_place)] : state.draft;
  data->DeleteChars(0, data->BufTextLen);
  data->InsertChars(0, text.c_str());
  if (state.history_place == count) state.history_place = -1;
  return 0;
}

ImU32 color_of(const TextPiece& piece) {
  const Palette& colors = palette();
  if (piece.stream == OutputStream::echo) return colors.echo;
  switch (piece.style.color % 8) {
    case 1: return colors.muted;  // Black would be invisible on a dark ground.
    case 2: return colors.error;
    case 3: return colors.joining;
    case 4: return colors.mark;
    case 5: return colors.running;
    case 6: return colors.waiting;
    case 7: return colors.threads.back();
    default: return colors.text;
  }
}

TextPlace place_at(const ConsoleText& text, const Grid& grid, ImVec2 mouse) {
  const double row = std::floor((mouse.y - grid.origin.y) / grid.row);
  if (row < 0) return {0, 0};
  if (row >= static_cast<double>(text.rows())) return {text.lines().size() - 1, text.lines().back().columns};
  TextPlace place = text.row(static_cast<std::size_t>(row));
  const float column =
      std::clamp(std::round((mouse.x - grid.origin.x) / grid.column), 0.0F, static_cast<float>(text.wrap_columns()));
  place.column = std::min(place.column + static_cast<std::size_t>(column), text.lines()[place.line].columns);
  return place;
}

/// Draws one row: the part of a wrapped line that begins at `place`.
void draw_row(const ConsoleState& state, const Focus& focus, const Grid& grid, std::size_t row) {
  const TextPlace place = state.text.row(row);
  const TextLine& line = state.text.lines()[place.line];
  const std::size_t columns = state.text.wrap_columns();
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  const ImVec2 at{grid.origin.x, grid.origin.y + static_cast<float>(row) * grid.row};

  const TextPlace from = std::max(state.selection.begin(), place);
  const TextPlace to = std::min(state.selection.end(), TextPlace{place.line, place.column + columns});
  if (from < to) {
    const bool beyond = state.selection.end().line > place.line && line.columns <= place.column + columns;
    const std::size_t until = std::min(to.column, line.columns) - place.column + (beyond ? 1 : 0);
    draw.AddRectFilled({at.x + static_cast<float>(from.column - place.column) * grid.column, at.y},
                       {at.x + static_cast<float>(until) * grid.column, at.y + grid.row},
                       ImGui::GetColorU32(ImGuiCol_TextSelectedBg));
  }

  const std::size_t begin = byte_of_column(line.text, place.column);
  const std::size_t end = byte_of_column(line.text, place.column + columns);
  float x = at.x;
  for (std::size_t i = 0; i < line.pieces.size(); ++i) {
    const TextPiece& piece = line.pieces[i];
    const std::size_t piece_end = i + 1 < line.pieces.size() ? line.pieces[i + 1].begin : line.text.size();
    const std::size_t low = std::max(piece.begin, begin), high = std::min(piece_end, end);
    if (focus.is_lit(piece.thread))
      draw.AddRectFilled({at.x - gutter + 2, at.y + 2}, {at.x - gutter + 5, at.y + grid.row - 2}, palette().accent, 1.5F);
    if (low >= high) continue;
    const char* text = line.text.data();
    want_glyphs(ImGui::GetFont(), {text + low, high - low});
    draw.AddText({x, at.y}, color_of(piece), text + low, text + high);
    if (piece.style.bold) draw.AddText({x + 0.6F, at.y}, color_of(piece), text + low, text + high);
    x += ImGui::CalcTextSize(text + low, text + high).x;
  }
}

/// The part of a row that names a line of the program, if there is one: it is a link.
struct RowLink {
  std::uint32_t line = 0;  ///< 0: there is none.
  float left = 0, right = 0;  ///< In points.
};

RowLink link_of(const ConsoleState& state, const Model& model, const Grid& grid, std::size_t row) {
  const TextPlace place = state.text.row(row);
  const NamedLine named = named_line(state.text.lines()[place.line].text, model.filename);
  const std::size_t end = place.column + state.text.wrap_columns();
  if (named.line == 0 || named.begin >= end || named.end <= place.column) return {};
  const auto x = [&](std::size_t column) { return grid.origin.x + static_cast<float>(column - place.column) * grid.column; };
  return {named.line, x(std::max(named.begin, place.column)), x(std::min(named.end, end))};
}

/// The place in a traceback under the mouse is a link. Called after select(): a click selects nothing.
void follow_link(const ConsoleState& state, Focus& focus, const Model& model, const Grid& grid) {
  if (state.text.lines().empty() || !state.selection.empty() || !ImGui::IsItemHovered()) return;
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  const auto row = static_cast<std::size_t>(std::max((mouse.y - grid.origin.y) / grid.row, 0.0F));
  if (row >= state.text.rows()) return;
  const RowLink link = link_of(state, model, grid, row);
  if (link.line == 0 || mouse.x < link.left || mouse.x > link.right) return;
  const float y = grid.origin.y + static_cast<float>(row + 1) * grid.row - 2;
  ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  ImGui::GetWindowDrawList()->AddLine({link.left, y}, {link.right, y}, palette().accent);
  if (ImGui::IsItemDeactivated()) focus.go_to_line(link.line);
}

void select(ConsoleState& state, Focus& focus, const Model& model, const Grid& grid) {
  const ImGuiIO& io = ImGui::GetIO();
  if (state.text.lines().empty()) return;
  const TextPlace place = place_at(state.text, grid, io.MousePos);
  if (ImGui::IsItemActivated()) {
    if (!io.KeyShift) state.selection.anchor = place;
    state.selection.head = place;
    state.selecting = true;
  }
  if (!ImGui::IsItemActive()) state.selecting = false;
  if (state.selecting) state.selection.head = place;
  if (ImGui::IsItemHovered()) {
    ImGui::SetMouseCursor(ImGuiMouseCursor_TextInput);
    if (ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left)) {
      state.selection = {{place.line, 0}, {place.line, state.text.lines()[place.line].columns}};
      state.selecting = false;
    }
    const TextLine& line = state.text.lines()[place.line];
    const bool on_text = io.MousePos.y < grid.origin.y + static_cast<float>(state.text.rows()) * grid.row;
    const ThreadRow* writer = model.thread(line.piece_at(byte_of_column(line.text, place.column)).thread);
    if (writer != nullptr && on_text && !state.selecting) {
      focus.note_hover(writer->object);
      if (ImGui::IsItemHovered(ImGuiHoveredFlags_ForTooltip | ImGuiHoveredFlags_DelayNormal))
        ImGui::SetTooltip("written by %s", label(*writer).c_str());
    }
  }
}

void take_copy_keys(ConsoleState& state) {
  if (!ImGui::IsWindowFocused() || !ImGui::GetIO().KeyCtrl) return;
  if (ImGui::IsKeyPressed(ImGuiKey_C, false) && !state.selection.empty())
    ImGui::SetClipboardText(state.text.text(state.selection).c_str());
  if (ImGui::IsKeyPressed(ImGuiKey_A, false) && !state.text.lines().empty())
    state.selection = {{0, 0}, {state.text.lines().size() - 1, state.text.lines().back().columns}};
}

void draw_output(const Model& model, ConsoleState& state, Focus& focus) {
  Grid grid{{}, ImGui::CalcTextSize("0").x, ImGui::GetTextLineHeight() + 3};
  const float width = ImGui::GetContentRegionAvail().x - gutter - ImGui::GetStyle().ScrollbarSize;
  state.text.wrap(static_cast<std::size_t>(std::max(width / grid.column, 8.0F)));
  const ImVec2 corner = ImGui::GetCursorScreenPos();
  grid.origin = {corner.x + gutter, corner.y};
  const float height = std::max(static_cast<float>(state.text.rows()) * grid.row, ImGui::GetContentRegionAvail().y);

  // Follows new output only while it is scrolled to the end.
  const bool was_at_end = ImGui::GetScrollY() >= ImGui::GetScrollMaxY() - 1;
  state.at_end = was_at_end || (state.at_end && ImGui::GetIO().MouseWheel == 0 && !ImGui::IsMouseDown(ImGuiMouseButton_Left));
  ImGui::InvisibleButton("##text", {std::max(width + gutter, 1.0F), std::max(height, 1.0F)});
  select(state, focus, model, grid);
  follow_link(state, focus, model, grid);
  take_copy_keys(state);

  const float top = ImGui::GetWindowPos().y;
  const auto row_at = [&](float y) { return static_cast<std::size_t>(std::max((y - grid.origin.y) / grid.row, 0.0F)); };
  const std::size_t last = std::min(row_at(top + ImGui::GetWindowHeight()) + 1, state.text.rows());
  for (std::size_t row = row_at(top); row < last; ++row) {
    draw_row(state, focus, grid, row);
    if (const RowLink link = link_of(state, model, grid, row); link.line != 0)
      note_area("##line " + std::to_string(link.line), link.left, grid.origin.y + static_cast<float>(row) * grid.row,
                link.right - link.left, grid.row);
  }
  if (state.at_end && !state.selecting) ImGui::SetScrollY(height);
}

bool takes_text(const Model& model) noexcept {
  return model.state == RunState::running || model.state == RunState::idle || model.state == RunState::shutdown;
}

/// The thread that reads what is entered; null: it is a statement.
const ThreadRow* reader_of(const Model& model) noexcept {
  return takes_text(model) && !model.is_past ? next_reader(model) : nullptr;
}

/// The field has a statement for the prompt, or, while the program waits for input, its next line.
void enter(ConsoleState& state, bool is_input, const CommandSink& send) {
  if (is_input) {
    send(Input{state.input + "\n"});
  } else if (!state.input.empty()) {
    send(Execute{state.input});
    if (state.history.empty() || state.history.back() != state.input) state.history.push_back(state.input);
  }
  state.history_place = -1;
  state.draft.clear();
  state.input.clear();
  ImGui::SetKeyboardFocusHere(-1);
}

/// As Ctrl-D at a terminal: what has been typed is the last line, without a newline; nothing is the end.
void end_input(ConsoleState& state, const CommandSink& send) {
  send(Input{state.input});
  state.input.clear();
}

void draw_input(const Model& model, ConsoleState& state, const CommandSink& send) {
  constexpr const char* end = "End of input";
  const ThreadRow* reader = reader_of(model);
  const ImGuiStyle& style = ImGui::GetStyle();
  const float button = reader != nullptr ? ImGui::CalcTextSize(end).x + 2 * style.FramePadding.x + style.ItemSpacing.x : 0;
  const float room = ImGui::GetContentRegionAvail().x - button - 24;
  const std::string hint = field_hint(model, static_cast<std::size_t>(std::max(room / ImGui::CalcTextSize("0").x, 0.0F)));
  ImGui::BeginDisabled(!takes_text(model));
  want_glyphs(ImGui::GetFont(), state.input);
  ImGui::SetNextItemWidth(reader != nullptr ? -button : -1);
  ImGui::PushStyleVar(ImGuiStyleVar_FrameBorderSize, reader != nullptr ? 1.0F : style.FrameBorderSize);
  if (reader != nullptr) ImGui::PushStyleColor(ImGuiCol_Border, palette().accent);
  constexpr ImGuiInputTextFlags flags = ImGuiInputTextFlags_EnterReturnsTrue | ImGuiInputTextFlags_CallbackHistory;
  if (ImGui::InputTextWithHint("##statement", hint.c_str(), &state.input, flags, walk_history, &state))
    enter(state, reader != nullptr, send);
  if (reader != nullptr) ImGui::PopStyleColor();
  ImGui::PopStyleVar();
  if (reader != nullptr) {
    if (ImGui::IsItemActive() && ImGui::IsKeyChordPressed(ImGuiMod_Ctrl | ImGuiKey_D)) end_input(state, send);
    ImGui::SameLine();
    if (ImGui::Button(end)) end_input(state, send);
    ImGui::SetItemTooltip("input() raises EOFError (Ctrl-D)");
  }
  ImGui::EndDisabled();
}

}  // namespace

std::string field_hint(const Model& model, std::size_t columns) {
  if (!takes_text(model)) return ">>> run the program first";
  std::string full = ">>> a Python statement, run by a thread named Console", brief = ">>> a Python statement";
  if (const ThreadRow* reader = reader_of(model)) {
    const bool has_line = reader->line != 0 && !reader->is_console;
    brief = "input for " + label(*reader);
    full = "The program waits for input (" + label(*reader) + (has_line ? ", line " + std::to_string(reader->line) : "") + ")";
  }
  return full.size() <= columns ? full : brief;
}

void draw_console_tools(ConsoleState& state) {
  const bool selected = !state.selection.empty();
  const char* text = selected ? "Copy selection" : "Copy all";
  ImGui::SetCursorPosX(std::max(ImGui::GetContentRegionMax().x - ImGui::GetFrameHeight(), ImGui::GetCursorPosX()));
  ImGui::BeginDisabled(state.text.lines().empty());
  if (icon_button(text, Icon::copy))
    ImGui::SetClipboardText(selected ? state.text.text(state.selection).c_str() : state.text.all().c_str());
  ImGui::EndDisabled();
}

void draw_console(const Model& model, ConsoleState& state, Focus& focus, const CommandSink& send) {
  const std::size_t generation = state.text.generation();
  state.text.update(model);
  if (state.text.generation() != generation) state.selection = {};
  ImGui::PushFont(code_font());
  const float input_height = ImGui::GetFrameHeightWithSpacing();
  const float room = ImGui::GetContentRegionAvail().y - input_height;
  if (room > ImGui::GetTextLineHeight()) {
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
    if (ImGui::BeginChild("output", {0, room - ImGui::GetStyle().ItemSpacing.y}, ImGuiChildFlags_None))
      draw_output(model, state, focus);
    ImGui::EndChild();
    ImGui::PopStyleVar();
    ImGui::Dummy({0, 0});
  }
  draw_input(model, state, send);
  ImGui::PopFont();
}

}  // namespace threadbox::ui
