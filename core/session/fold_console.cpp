#include "session/fold.h"
#include "session/fold_lists.h"

#include <algorithm>

namespace threadbox::session {

// What events do to the console and to the statements of the user.

namespace {

// Of a moment in the past.
constexpr std::size_t shown_console_lines = 2'000;

}  // namespace

void Fold::take_past_from(const Model& later) {
  const auto is_past = [&](TimeNs time) { return time <= model_.time_ns; };
  const auto end = std::ranges::find_if_not(later.console, is_past, &ConsoleLine::time_ns);
  const auto begin = end - std::min<std::ptrdiff_t>(end - later.console.begin(), shown_console_lines);
  model_.is_past = true;
  model_.console.assign(begin, end);
  model_.statements.clear();
  for (const StatementRow& statement : later.statements) {
    if (!is_past(statement.begin_ns)) continue;
    StatementRow& row = model_.statements.emplace_back(statement);
    if (!row.end_ns || is_past(*row.end_ns)) continue;
    row.end_ns.reset();
    row.answer.clear();
    row.raised = false;
  }
}

void Fold::write(const TraceEvent& event) {
  if (limits_.console_lines == 0) return mark(event);
  const ThreadRow* actor = actor_row(event.thread);
  ConsoleLine line{static_cast<OutputStream>(event.flags), actor != nullptr ? actor->object : 0, event.time_ns,
                   std::string(texts_->text(event.argument))};
  reserve(model_.console);
  if (actor != nullptr && actor->is_console) answer(*actor, line);
  model_.console.push_back(std::move(line));
  console_bytes_ += model_.console.back().text.size();
  if (model_.console.size() > limits_.console_lines || console_bytes_ > limits_.console_bytes) make_room_in_console();
  mark(event);
}

void Fold::begin_statement(const TraceEvent& event, const ThreadRow& thread) {
  model_.statements.push_back({.thread = thread.object, .origin = event.object, .begin_ns = event.time_ns});
  keep_newest(model_.statements, limits_.statements);
}

void Fold::end_statement(TimeNs now, const ThreadRow& thread, bool raised) {
  StatementRow* statement = statement_of(thread);
  if (statement == nullptr) return;
  statement->end_ns = now;
  statement->raised = raised;
}

/// The statement that the thread executes; null if it executes none.
StatementRow* Fold::statement_of(const ThreadRow& thread) noexcept {
  for (auto row = model_.statements.rbegin(); row != model_.statements.rend(); ++row)
    if (row->thread == thread.object) return row->end_ns ? nullptr : &*row;
  return nullptr;
}

/// Adds what the thread has written to its statement: the echo is the statement's text. Allocates once.
void Fold::answer(const ThreadRow& thread, const ConsoleLine& line) {
  constexpr std::string_view prompt = ">>> ";
  StatementRow* statement = statement_of(thread);
  if (statement == nullptr) return;
  std::string_view text = line.text;
  if (line.stream != OutputStream::echo) {
    statement->answer += text;
    if (statement->answer.size() > limits_.answer_bytes)
      statement->answer.erase(0, statement->answer.size() - limits_.answer_bytes);
  } else if (text.starts_with(prompt)) {
    text.remove_prefix(prompt.size());
    if (text.ends_with('\n')) text.remove_suffix(1);
    statement->text = text;
  }
}

/// Drops the older half, but never the last line.
void Fold::make_room_in_console() {
  std::vector<ConsoleLine>& lines = model_.console;
  std::size_t first = lines.size() - 1, bytes = lines.back().text.size();
  while (first > lines.size() - std::min(lines.size(), limits_.console_lines / 2 + 1) &&
         bytes + lines[first - 1].text.size() <= limits_.console_bytes / 2)
    bytes += lines[--first].text.size();
  lines.erase(lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(first));
  console_bytes_ = bytes;
}

}  // namespace threadbox::session
