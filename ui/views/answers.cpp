#include "ui/views/answers.h"

#include "ui/kit/widgets.h"

#include <algorithm>
#include <limits>

namespace threadbox::ui {

using namespace session;

void Answers::update(const Model& model, double now_s) {
  now_s_ = now_s;
  std::vector<Seen> seen;
  for (const StatementRow& statement : model.statements) {
    if (statement.origin == 0) continue;
    std::erase_if(seen, [&](const Seen& older) { return older.origin == statement.origin; });
    const ThreadRow* thread = model.thread(statement.thread);
    const bool waits = thread != nullptr && thread->state == ThreadState::waiting;
    Seen fresh{&statement, statement.origin, statement.begin_ns, waits, !statement.answer.empty(), {}};
    if (statement.end_ns) {
      const auto before = std::ranges::find_if(
          seen_, [&](const Seen& each) { return each.origin == fresh.origin && each.begin_ns == fresh.begin_ns; });
      fresh.ended_s = before != seen_.end() && before->ended_s ? before->ended_s : now_s;
    }
    seen.push_back(fresh);
  }
  seen_ = std::move(seen);
}

/// A statement that does not wait ends within a frame or two.
bool Answers::is_shown(const Seen& seen) const noexcept {
  return seen.ended_s ? seen.has_answer && now_s_ < *seen.ended_s + shown_s : seen.waits;
}

const StatementRow* Answers::of(ObjectId object) const noexcept {
  const auto found = std::ranges::find(seen_, object, &Seen::origin);
  return found != seen_.end() && is_shown(*found) ? found->statement : nullptr;
}

double Answers::interval_s() const noexcept {
  double interval = std::numeric_limits<double>::infinity();
  for (const Seen& each : seen_)
    if (each.ended_s && is_shown(each)) interval = std::min(interval, *each.ended_s + shown_s - now_s_);
  return interval;
}

std::string last_line(const StatementRow& statement) {
  std::string_view text = statement.answer;
  while (text.ends_with('\n')) text.remove_suffix(1);
  return std::string(text.substr(text.rfind('\n') + 1));
}

void draw_answer(const StatementRow& statement, float room) {
  if (!statement.end_ns) text_within("… " + statement.text, room, palette().muted);
  else text_within(last_line(statement), room, statement.raised ? palette().error : palette().echo);
}

bool draw_cancel(const StatementRow* statement, const CommandSink& send) {
  if (statement == nullptr || statement->end_ns) return false;
  if (small_button("cancel")) send(Cancel{statement->thread});
  ImGui::SetItemTooltip("Raise KeyboardInterrupt in %s", statement->text.c_str());
  return true;
}

}  // namespace threadbox::ui
