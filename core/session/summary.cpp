#include "session/summary.h"

#include "session/deadlock.h"
#include "session/waits.h"

#include <algorithm>

namespace threadbox::session {

namespace {

constexpr TimeNs settled_after_ns = 100'000'000;

/// "RuntimeError in line 7"
std::string death_text(const ThreadRow& thread) {
  const std::string type = thread.exception.substr(0, thread.exception.find(':'));
  return thread.exception_line != 0 ? type + " in line " + std::to_string(thread.exception_line) : type;
}

std::string count_text(std::size_t count, const std::string& noun) {
  return std::to_string(count) + " " + noun + (count == 1 ? "" : "s");
}

std::size_t count_others(const Model& model, bool daemons) {
  return static_cast<std::size_t>(std::ranges::count_if(model.threads, [daemons](const ThreadRow& thread) {
    return is_live(thread) && !thread.is_main && !thread.is_console && thread.daemon == daemons;
  }));
}

/// What a run that goes on, or has ended, says about threads that died.
Summary with_deaths(const Model& model, Standing standing, std::string text) {
  const ThreadRow* main = model.threads.empty() ? nullptr : &model.threads.front();
  if (main != nullptr && !main->exception.empty()) {
    Summary failed{Standing::failed, "Failed: " + death_text(*main), main->exception_line, {}};
    if (standing != Standing::ended && standing != Standing::stopped) failed.text += ". " + text;
    return failed;
  }
  const auto died = std::ranges::find_if(model.threads, [](const ThreadRow& thread) { return !thread.exception.empty(); });
  if (died == model.threads.end()) return {standing, std::move(text), 0, {}};
  return {standing, text + ". " + label(*died) + " died: " + death_text(*died), died->exception_line, {}};
}

Summary summary_of_ended(const Model& model) {
  if (model.deadlocked) return {Standing::deadlocked, "Deadlocked: no thread could go on", 0, {}};
  if (model.stopped_by_user) return with_deaths(model, Standing::stopped, "Stopped");
  const int code = model.exit_code.value_or(0);
  return with_deaths(model, Standing::ended, code == 0 ? "Ended" : "Ended with exit code " + std::to_string(code));
}

std::string shutdown_text(const Model& model) {
  const std::size_t joined = count_others(model, false);
  if (joined == 0) return "Main has ended";
  return "Main has ended and waits for " + count_text(joined, "thread");
}

std::string end_main_sentence(const Model& model) {
  const std::size_t joined = count_others(model, false), stopped = count_others(model, true);
  if (joined == 0 && stopped == 0) return "End main ends the run: no other thread is left.";
  std::string text = "End main ";
  if (joined > 0) text += "waits for " + count_text(joined, "thread");
  if (joined > 0 && stopped > 0) text += ", then ";
  if (stopped > 0) text += "stops " + count_text(stopped, "daemon") + " where " + (stopped == 1 ? "it stands" : "they stand");
  return text + ".";
}

}  // namespace

const char* standing_name(Standing standing) noexcept {
  switch (standing) {
#define STANDING(name) \
  case Standing::name: return #name;
#include "session/states.def"
  }
  return "";
}

std::vector<ObjectId> stuck_threads(const Model& model) {
  if (!model.simulated && model.time_ns < model.last_event_ns + settled_after_ns) return {};
  std::vector<ObjectId> stuck;
  for (const ThreadRow& thread : model.threads) {
    if (!is_live(thread)) continue;
    if (thread.state != ThreadState::waiting || thread.wait.deadline_ns || is_held(thread) || is_reading(thread) ||
        (is_idle(thread) && thread.is_main))
      return {};
    if (!is_idle(thread)) stuck.push_back(thread.object);
  }
  return stuck;
}

std::string wait_sentence(const Model& model, const ThreadRow& thread) {
  const std::string text = label(thread) + " waits " + purpose_of_wait(model, thread);
  return thread.line != 0 && !thread.is_console ? text + " (line " + std::to_string(thread.line) + ")" : text;
}

std::string wait_sentences(const Model& model, const std::vector<ObjectId>& threads) {
  std::string text;
  for (const ObjectId object : threads) {
    if (!text.empty()) text += "; ";
    text += wait_sentence(model, *model.thread(object));
  }
  return text;
}

namespace {

/// The thread for whose input the program waits: the main thread, or one whose line must come before any other can go on. Null: none.
const ThreadRow* awaited_reader(const Model& model) noexcept {
  const ThreadRow* reader = next_reader(model);
  if (reader == nullptr || is_reading(model.threads.front())) return reader;
  const bool others_go_on = std::ranges::any_of(model.threads, [](const ThreadRow& thread) {
    return is_live(thread) && (thread.state != ThreadState::waiting || thread.wait.deadline_ns);
  });
  return others_go_on ? nullptr : reader;
}

Summary summary_of_state(const Model& model) {
  if (model.state == RunState::empty) return {Standing::empty, "Not run yet", 0, {}};
  if (model.state == RunState::ended) return summary_of_ended(model);
  if (const std::vector<ObjectId> cycle = deadlock(model); !cycle.empty())
    return {Standing::deadlocked, "Deadlocked: " + wait_sentences(model, cycle), model.thread(cycle.front())->line, {}};
  if (const std::vector<ObjectId> stuck = stuck_threads(model); !stuck.empty())
    return {Standing::stuck, "Nothing can go on: " + wait_sentences(model, stuck), model.thread(stuck.front())->line, {}};
  if (const auto held = std::ranges::find_if(model.threads, is_held); held != model.threads.end())
    return {Standing::paused, "Paused: " + label(*held) + " is before line " + std::to_string(held->line), held->line, {}};
  if (const ThreadRow* reader = awaited_reader(model)) {
    const std::uint32_t line = reader->is_console ? 0 : reader->line;
    return {Standing::reading,
            "Waiting for input: " + label(*reader) + (line != 0 ? " in line " + std::to_string(line) : ""),
            line,
            {}};
  }
  switch (model.state) {
    case RunState::idle: return with_deaths(model, Standing::idle, "The program's text has ended; kept open");
    case RunState::shutdown: return with_deaths(model, Standing::running, shutdown_text(model));
    case RunState::finalizing: return with_deaths(model, Standing::running, "Stopping daemon threads");
    default: return with_deaths(model, Standing::running, "Running");
  }
}

}  // namespace

Summary summary(const Model& model) {
  Summary result = summary_of_state(model);
  result.end_main = end_main_sentence(model);
  return result;
}

}  // namespace threadbox::session
