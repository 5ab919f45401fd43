#include "ui/kit/recorder.h"
#include "ui/kit/widgets.h"
#include "ui/views/describe.h"
#include "ui/views/object_actions.h"
#include "ui/views/object_picture.h"
#include "ui/views/views.h"

#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <cmath>
#include <span>
#include <vector>

namespace threadbox::ui {

using namespace session;

namespace {

constexpr float narrowest_card = 212, widest_card = 340, gap = 8, padding = 10, row_gap = 6;

bool is_queue(const ObjectRow& object) { return object.kind == ObjectKind::queue || object.kind == ObjectKind::simple_queue; }

/// Whether a lit thread waits for the object or holds it.
bool concerns(const ObjectRow& object, const Focus& focus) {
  return focus.is_lit(object.owner) || std::ranges::any_of(object.waiters, [&](ObjectId waiter) { return focus.is_lit(waiter); });
}

/// The words after a card's name: its type, of a future also its executor; of an internal, its owner.
std::string subtitle(const Model& model, const ObjectRow& object) {
  if (!object.is_internal) {
    std::string words = object.variable.empty() ? "" : object_kind_name(object.kind);
    if (const std::string executor = label_of(model, object.executor); !executor.empty()) words += " of " + executor;
    return words;
  }
  const std::string owner = label_of(model, object.part_of);
  return owner.empty() ? "of a module" : "of " + owner;
}

void draw_title(const Model& model, const ObjectRow& object, float right) {
  const ImVec2 place = ImGui::GetCursorScreenPos();
  const float line = ImGui::GetTextLineHeight();
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  const std::string name = label(object);
  const float limit = right - picture_width(object) - 8;
  const bool named = !object.variable.empty();
  draw_text(draw, named ? strong_font() : ImGui::GetFont(), place, limit, named ? palette().text : palette().muted, name);
  const float after = place.x + text_size(named ? strong_font() : ImGui::GetFont(), name).x + 7;
  if (const std::string words = subtitle(model, object); !words.empty() && after < limit) {
    const float small = text_size(small_font(), "X").y;
    draw_text(draw, small_font(), {after, place.y + line - small - 1}, limit, palette().muted, words);
  }
  draw_picture(object, {right, place.y + line / 2});
  ImGui::Dummy({1, line});
}

void draw_state(const Model& model, const ObjectRow& object, Focus& focus) {
  const ThreadRow* owner = model.thread(object.owner);
  const float room = ImGui::GetContentRegionAvail().x;
  if (owner == nullptr) {
    text_within(state_text(model, object), room, object.broken ? palette().error : palette().text);
    return;
  }
  text_within("held by", room, palette().text);
  ImGui::SameLine(0, 6);
  const bool gone = is_over(*owner);
  chip(label(*owner), owner->object, focus, gone ? palette().stopped : palette().blocked);
  const bool asked = ImGui::IsItemHovered();
  if (object.count > 1) {
    ImGui::SameLine(0, 6);
    text_within("×" + std::to_string(object.count), ImGui::GetContentRegionAvail().x, palette().muted);
  }
  if (!asked) return;
  const double held_ns = static_cast<double>(horizon_ns(model)) - static_cast<double>(object.owned_since_ns);
  ImGui::SetTooltip("%s, for %s", state_text(model, object).c_str(), duration_text(std::max(held_ns, 0.0)).c_str());
}

/// How a thread waits on the object: "in get()", "idle", "waiting".
std::string waits_how(const Model& model, const ObjectRow& object, const ThreadRow& thread) {
  if (is_idle_worker(model, thread)) return "idle";
  if (object.kind != ObjectKind::queue && object.kind != ObjectKind::executor) return "waiting";
  const std::string_view call = call_name(model, thread.wait.operation, thread.wait.call);
  return "in " + std::string(call.substr(call.rfind('.') + 1)) + "()";
}

/// The waiters and how they wait, those that wait in the same call together. The workers of an executor are either busy or idle.
std::vector<std::pair<std::string, const ThreadRow*>> waiters_of(const Model& model, const ObjectRow& object) {
  std::vector<std::pair<std::string, const ThreadRow*>> waiters;
  if (object.kind == ObjectKind::executor)
    for (const ThreadRow& thread : model.threads)
      if (thread.executor == object.id && is_live(thread) && !is_idle_worker(model, thread))
        waiters.emplace_back("busy", &thread);
  for (const ObjectId waiter : object.waiters) {
    const ThreadRow* thread = model.thread(waiter);
    if (thread == nullptr) continue;
    std::string how = waits_how(model, object, *thread);
    const auto last = std::find_if(waiters.rbegin(), waiters.rend(), [&](const auto& other) { return other.first == how; });
    waiters.emplace(last == waiters.rend() ? waiters.end() : last.base(), std::move(how), thread);
  }
  return waiters;
}

void draw_waiters(const Model& model, const ObjectRow& object, Focus& focus) {
  const auto waiters = waiters_of(model, object);
  if (waiters.empty()) {
    // The state text says so.
    if (object.kind == ObjectKind::condition || object.kind == ObjectKind::executor) return;
    text_within("no thread waits", ImGui::GetContentRegionAvail().x, palette().muted);
    return;
  }
  std::size_t shown = 0;
  for (const auto& [how, thread] : waiters) {
    const std::string text = label(*thread);
    const bool first_of_call = shown == 0 || waiters[shown - 1].first != how;
    const float words = first_of_call ? ImGui::CalcTextSize(how.c_str()).x + 6 : 0, more = shown + 1 < waiters.size() ? 34 : 0;
    if (shown > 0) {
      ImGui::SameLine(0, first_of_call ? 8 : 4);
      if (ImGui::GetContentRegionAvail().x < words + std::min(chip_width(text), 70.0F) + more) {
        ImGui::TextDisabled("+%zu", waiters.size() - shown);
        break;
      }
    }
    if (first_of_call) {
      text_within(how, ImGui::GetContentRegionAvail().x, palette().muted);
      ImGui::SameLine(0, 6);
    }
    chip(text, thread->object, focus, color_of(style_of(thread->state, thread->wait.operation)));
    if (ImGui::IsItemHovered())
      ImGui::SetTooltip("%s: %s %s", text.c_str(), state_text(model, *thread).c_str(), wait_time_text(model, *thread).c_str());
    ++shown;
  }
}

/// The rows of a local's card: the threads that have attributes, and their names.
void draw_locals(const Model& model, const ObjectRow& local, Focus& focus, const auto& go_to_row) {
  constexpr int most = 3;
  std::vector<const LocalRow*> rows;
  for (const LocalRow& row : local.locals)
    if (const ThreadRow* thread = model.thread(row.thread); thread != nullptr && !is_over(*thread) && !row.names.empty())
      rows.push_back(&row);
  if (rows.empty()) text_within("no thread has set an attribute", ImGui::GetContentRegionAvail().x, palette().muted);
  const int count = static_cast<int>(rows.size()), shown = count > most ? most - 1 : count;
  for (int i = 0; i < shown; ++i) {
    const LocalRow& row = *rows[static_cast<std::size_t>(i)];
    const ThreadRow& thread = *model.thread(row.thread);
    std::string names;
    for (const std::string& name : row.names) names += (names.empty() ? "" : ", ") + name;
    go_to_row(i + 1);
    chip(label(thread), thread.object, focus, color_of(thread));
    ImGui::SameLine(0, 6);
    text_within(names, ImGui::GetContentRegionAvail().x, palette().text);
  }
  if (shown == count) return;
  go_to_row(most);
  ImGui::TextDisabled("and %d more threads", count - shown);
}

/// The futures that an executor's workers have not begun yet, in the rest of the line.
void draw_pending(const Model& model, const ObjectRow& executor, Focus& focus) {
  constexpr float least = 30, narrowest = 80;
  std::size_t left = 0;
  for (const ObjectRow& future : model.objects)
    if (future.executor == executor.id && future.future == FuturePhase::pending) ++left;
  for (const ObjectRow& future : model.objects) {
    if (future.executor != executor.id || future.future != FuturePhase::pending) continue;
    ImGui::SameLine(0, 5);
    const float room = ImGui::GetContentRegionAvail().x - (left > 1 ? least : 0);
    if (room < std::min(chip_width(label(future)), narrowest)) {
      if (ImGui::GetContentRegionAvail().x >= least) ImGui::TextDisabled("+%zu", left);
      break;
    }
    chip(label(future), future.id, focus, palette().resting);
    --left;
  }
}

void draw_actions(const Model& model, const ObjectRow& object, ObjectsState& state, const Answers& answers,
                  const CommandSink& send) {
  const std::span<const Action> actions = actions_of(object);
  if (actions.empty()) return;
  const auto typed = state.values.find(object.id);
  const std::string value = typed != state.values.end() ? typed->second : "";
  const std::string name = expression(object);
  const char* objection = objection_to_statements(model);
  bool first = !draw_cancel(answers.of(object.id), send);
  for (const Action& action : actions) {
    if (!first) ImGui::SameLine(0, 5);
    first = false;
    statement_button(action.text, statement_of(action, name, value), object.id, send, objection);
  }
  constexpr float narrowest_field = 36;
  if (!is_queue(object)) return;
  ImGui::SameLine(0, 5);
  if (ImGui::GetContentRegionAvail().x < narrowest_field) return ImGui::NewLine();
  ImGui::SetNextItemWidth(std::min(ImGui::GetContentRegionAvail().x, 90.0F));
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, density().small_padding);
  std::string text = value;
  if (text_field("##value", "None", text)) state.values[object.id] = text;
  ImGui::PopStyleVar();
  ImGui::SetItemTooltip("The value that `put` puts: an expression, such as 42 or \"task\"");
}

float card_height() {
  const float text = ImGui::GetTextLineHeight();
  return 2 * padding + 3 * (text + row_gap) + text + 2 * density().small_padding.y;
}

struct Flow {
  std::size_t columns;
  float width;  ///< Width of a card.
};

Flow flow_for(float width, std::size_t count) {
  const auto columns = static_cast<std::size_t>(std::max(std::floor((width + gap) / (narrowest_card + gap)), 1.0F));
  const std::size_t used = std::max<std::size_t>(std::min(columns, count), 1);
  const float each = (width - gap * static_cast<float>(used - 1)) / static_cast<float>(used);
  return {used, used < columns ? std::min(each, widest_card) : each};
}

/// Whether the filter shows it: its name or type contains the text, in capitals or not.
bool passes(const ObjectRow& object, const std::string& filter) {
  const std::string words = label(object) + " " + object_kind_name(object.kind);
  const auto same = [](char a, char b) { return (a | 0x20) == (b | 0x20); };
  return std::ranges::search(words, filter, same).begin() != words.end();
}

std::size_t count_of_cards(const Model& model, const ObjectsState& state) {
  return state.internals ? model.objects.size()
                         : static_cast<std::size_t>(std::ranges::count(model.objects, false, &ObjectRow::is_internal));
}

void draw_content(const Model& model, const ObjectRow& object, float width, ObjectsState& state, const Answers& answers,
                  Focus& focus, const CommandSink& send, const auto& go_to_row) {
  go_to_row(1);
  if (object.kind == ObjectKind::local) return draw_locals(model, object, focus, go_to_row);
  draw_state(model, object, focus);
  go_to_row(2);
  if (const StatementRow* statement = answers.of(object.id)) draw_answer(*statement, width);
  else draw_waiters(model, object, focus);
  go_to_row(3);
  draw_actions(model, object, state, answers, send);
  if (object.kind == ObjectKind::executor) draw_pending(model, object, focus);
}

void draw_card(const Model& model, const ObjectRow& object, float width, ObjectsState& state, const Answers& answers,
               Focus& focus, const CommandSink& send) {
  const WidgetContext context(expression(object));
  const ImVec2 low = ImGui::GetCursorScreenPos(), high{low.x + width, low.y + card_height()};
  ImGui::PushID(static_cast<int>(object.id));
  ImGui::SetNextItemAllowOverlap();
  if (ImGui::InvisibleButton(("##" + label(object)).c_str(), {width, card_height()})) focus.toggle(object.id);
  note_state(focus.is_selected(object.id));
  if (ImGui::IsItemHovered()) focus.note_hover(object.id);
  const bool lit = focus.is_lit(object.id);
  const Palette& colors = palette();
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  draw.AddRectFilled(low, high, lit ? blend(colors.panel, colors.accent, 0.10F) : colors.ground, 7);
  const ImU32 edge = focus.is_selected(object.id) || concerns(object, focus) ? colors.accent
                     : object.broken                                         ? colors.error
                                                                             : colors.line;
  draw.AddRect(low, high, edge, 7, 0, edge == colors.line ? 1.0F : 1.4F);

  // Clip the content to the card.
  float& limit = ImGui::GetCurrentWindow()->ContentRegionRect.Max.x;
  const float window_limit = limit;
  limit = high.x - padding;
  const float row = ImGui::GetTextLineHeight() + row_gap;
  const auto go_to_row = [&](int index) {
    ImGui::SetCursorScreenPos({low.x + padding, low.y + padding + static_cast<float>(index) * row});
  };
  go_to_row(0);
  draw_title(model, object, high.x - padding);
  draw_content(model, object, width - 2 * padding, state, answers, focus, send, go_to_row);
  limit = window_limit;
  ImGui::PopID();
}

}  // namespace

void draw_objects_tools(const Model& model, ObjectsState& state, float room) {
  constexpr std::size_t most_without_filter = 8;
  constexpr float widest_field = 140, narrowest_field = 60;
  constexpr const char* text = "internals";
  const bool internals = std::ranges::any_of(model.objects, &ObjectRow::is_internal);
  const float space = ImGui::GetStyle().ItemSpacing.x;
  float right = ImGui::GetContentRegionMax().x - room - (internals ? small_button_width(text) : 0);
  const float field = std::min(right - space - ImGui::GetCursorPosX(), widest_field);
  if ((count_of_cards(model, state) > most_without_filter || !state.filter.empty()) && field >= narrowest_field) {
    ImGui::SetCursorPosX(right - space - field);
    ImGui::SetNextItemWidth(field);
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, density().small_padding);
    text_field("##filter", "filter", state.filter);
    ImGui::PopStyleVar();
    ImGui::SetItemTooltip("Shows only cards whose name or type contains this");
    ImGui::SameLine();
  }
  if (!internals) return;
  ImGui::SetCursorPosX(right);
  if (small_button(text, state.internals)) state.internals = !state.internals;
  ImGui::SetItemTooltip("Shows what modules made for themselves, such as a queue's mutex and conditions");
  ImGui::SameLine();
}

float objects_height(const Model& model, const ObjectsState& state, float width) {
  const std::size_t count = count_of_cards(model, state);
  if (count == 0) return 2 * ImGui::GetTextLineHeight();
  const Flow flow = flow_for(width - 2 * ImGui::GetStyle().WindowPadding.x, count);
  const auto rows = static_cast<float>((count + flow.columns - 1) / flow.columns);
  return rows * (card_height() + gap) - gap;
}

void draw_objects(const Model& model, ObjectsState& state, const Answers& answers, Focus& focus, const CommandSink& send) {
  if (count_of_cards(model, state) == 0) {
    ImGui::PushTextWrapPos(0);
    ImGui::TextDisabled("Locks, events, barriers and other primitives appear here when the program creates them.");
    ImGui::PopTextWrapPos();
    return;
  }
  if (!ImGui::BeginChild("cards", {0, 0}, ImGuiChildFlags_None, ImGuiWindowFlags_NavFlattened)) return ImGui::EndChild();
  // Objects that the program gave a name come first, those that modules made for themselves last.
  std::vector<const ObjectRow*> cards;
  const auto add = [&](bool internal, bool named) {
    for (const ObjectRow& object : model.objects)
      if (object.is_internal == internal && object.variable.empty() != named && passes(object, state.filter))
        cards.push_back(&object);
  };
  add(false, true);
  add(false, false);
  if (state.internals) add(true, true), add(true, false);
  if (cards.empty()) ImGui::TextDisabled("No primitive has this in its name or type.");
  const Flow flow = flow_for(ImGui::GetContentRegionAvail().x, cards.size());
  const ImVec2 corner = ImGui::GetCursorPos();
  // There may be thousands; those that are out of sight are not drawn.
  const float seen_from = ImGui::GetScrollY() - card_height(),
              seen_to = ImGui::GetScrollY() + ImGui::GetWindowHeight() + card_height();
  for (std::size_t i = 0; i < cards.size(); ++i) {
    const ImVec2 place{corner.x + static_cast<float>(i % flow.columns) * (flow.width + gap),
                       corner.y + static_cast<float>(i / flow.columns) * (card_height() + gap)};
    if (place.y + card_height() < seen_from || place.y > seen_to) continue;
    ImGui::SetCursorPos(place);
    draw_card(model, *cards[i], flow.width, state, answers, focus, send);
  }
  const std::size_t rows = (cards.size() + flow.columns - 1) / flow.columns;
  ImGui::SetCursorPos({corner.x, corner.y + static_cast<float>(rows) * (card_height() + gap) - gap});
  ImGui::Dummy({1, 0});
  if (model.unlisted_objects > 0) ImGui::TextDisabled("and %s more", std::to_string(model.unlisted_objects).c_str());
  ImGui::EndChild();
}

}  // namespace threadbox::ui
