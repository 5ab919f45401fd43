#include "ui/views/describe.h"

#include "session/line_visits.h"
#include "ui/kit/theme.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <string_view>

namespace threadbox::ui {

using namespace session;

namespace {

std::string owner_text(const Model& model, const ObjectRow& lock) {
  const ThreadRow* owner = model.thread(lock.owner);
  if (owner == nullptr) return "free";
  std::string text = "held by " + label(*owner);
  if (lock.count > 1) text += ", " + std::to_string(lock.count) + " times";
  if (!is_live(*owner)) text += ", which has ended";
  return text;
}

std::string queue_text(const ObjectRow& queue) {
  std::string text = std::to_string(queue.size);
  if (queue.maxsize > 0) text += " of " + std::to_string(queue.maxsize);
  text += queue.size == 1 && queue.maxsize == 0 ? " item" : " items";
  if (queue.unfinished > 0)
    text += ", " + std::to_string(queue.unfinished) + (queue.unfinished == 65535 ? " or more" : "") + " unfinished";
  if (queue.shut_down) text += ", shut down";
  return text;
}

std::string future_text(const Model& model, const ObjectRow& future) {
  switch (future.future) {
    case FuturePhase::pending: return "pending";
    case FuturePhase::running: {
      const std::string runner = label_of(model, future.owner);
      return runner.empty() ? "running" : "running in " + runner;
    }
    case FuturePhase::returned: return "has a result";
    case FuturePhase::raised: return "raised";
    case FuturePhase::cancelled: return "cancelled";
  }
  return {};
}

/// "2 of 3 workers busy, 4 calls pending". The calls wait in a queue that is a part of the executor.
std::string executor_text(const Model& model, const ObjectRow& executor) {
  std::size_t workers = 0, busy = 0;
  for (const ThreadRow& thread : model.threads) {
    if (thread.executor != executor.id || !is_live(thread)) continue;
    ++workers;
    if (!is_idle_worker(model, thread)) ++busy;
  }
  std::uint32_t pending = 0;
  for (const ObjectId part : executor.parts)
    if (const ObjectRow* row = model.object(part); row != nullptr && row->kind == ObjectKind::simple_queue) pending = row->size;
  std::string text = workers == 0 ? "no workers" : std::to_string(busy) + " of " + std::to_string(workers) + " workers busy";
  if (executor.shut_down) return text + ", shut down";  // The queue then has an item that ends the workers.
  if (pending > 0) text += ", " + std::to_string(pending) + (pending == 1 ? " call pending" : " calls pending");
  return text;
}

/// The text that a thread wrote at a moment, found by binary search: the console is ordered by time.
std::string written_text(const Model& model, const ThreadRow& thread, TimeNs time_ns) {
  auto line = std::ranges::lower_bound(model.console, time_ns, {}, &ConsoleLine::time_ns);
  for (; line != model.console.end() && line->time_ns == time_ns; ++line) {
    if (line->thread != thread.object) continue;
    std::string_view text = line->text;
    if (text.ends_with('\n')) text.remove_suffix(1);
    constexpr std::size_t most = 60;
    return std::string(text.substr(0, most)) + (text.size() > most ? "…" : "");
  }
  return {};
}

}  // namespace

std::string duration_text(double ns) {
  char text[40];
  const double size = std::abs(ns);
  const auto format = [&](double value, const char* unit) {
    const int decimals = std::abs(value) >= 99.95 ? 0 : std::abs(value) >= 9.995 ? 1 : 2;
    std::snprintf(text, sizeof text, "%.*f %s", decimals, value, unit);
  };
  if (size >= 60e9)
    std::snprintf(text, sizeof text, "%d:%02d min", static_cast<int>(ns / 60e9), static_cast<int>(std::fmod(ns / 1e9, 60)));
  else if (size >= 0.9995e9) format(ns / 1e9, "s");
  else if (size >= 0.9995e6) format(ns / 1e6, "ms");
  else if (size >= 1) std::snprintf(text, sizeof text, "%.0f µs", ns / 1e3);
  else return "0 s";
  return text;
}

std::string state_text(const Model& model, const ThreadRow& thread) {
  if (thread.state == ThreadState::waiting) return wait_text(model, thread);
  if (thread.state == ThreadState::initial) return "not started";
  if (thread.timer && thread.timer->fired_by_user && thread.state == ThreadState::ended) return "fired by you";
  const bool cancelled = thread.timer && thread.timer->state == TimerRow::State::cancelled;
  if (thread.state == ThreadState::ended && cancelled) return "cancelled";
  if (thread.state == ThreadState::ready) return style_name(Style::ready);
  if (thread.state == ThreadState::failed) return "died: " + thread.exception;
  return thread_state_name(thread.state);
}

std::string wait_time_text(const Model& model, const ThreadRow& thread) {
  if (thread.state != ThreadState::waiting || thread.wait.operation == OperationKind::idle) return {};
  const auto until = [&](TimeNs moment) {
    return duration_text(moment > model.time_ns ? static_cast<double>(moment - model.time_ns) : 0);
  };
  if (thread.wait.deadline_ns && counts_down(thread)) return "in " + until(*thread.wait.deadline_ns);
  if (thread.wait.deadline_ns) return until(*thread.wait.deadline_ns) + " left";
  return "for " +
         duration_text(model.time_ns > thread.wait.since_ns ? static_cast<double>(model.time_ns - thread.wait.since_ns) : 0);
}

std::string state_text(const Model& model, const ObjectRow& object) {
  if (!object.known) return "not known yet";
  switch (object.kind) {
    case ObjectKind::lock:
    case ObjectKind::rlock: return owner_text(model, object);
    case ObjectKind::event: return object.flag ? "set" : "not set";
    case ObjectKind::barrier:
      if (object.broken) return "broken";
      return std::to_string(object.n_waiting) + " of " + std::to_string(object.parties) + " waiting";
    case ObjectKind::semaphore: return object.value == 1 ? "1 permit free" : std::to_string(object.value) + " permits free";
    case ObjectKind::queue:
    case ObjectKind::simple_queue: return queue_text(object);
    case ObjectKind::future: return future_text(model, object);
    case ObjectKind::executor: return executor_text(model, object);
    case ObjectKind::local: return "attributes for each thread";
    default: return object.waiters.empty() ? "no thread waits" : std::to_string(object.waiters.size()) + " waiting";
  }
}

std::string mark_text(const Model& model, const ThreadRow& thread, const Mark& mark) {
  const std::string object = label_of(model, mark.object);
  switch (mark.kind) {
    case EventKind::output: {
      const std::string text = written_text(model, thread, mark.time_ns);
      return text.empty() ? "wrote to the console" : "wrote: " + text;
    }
    case EventKind::event_set: return object + ".set()";
    case EventKind::condition_notified: return object + ".notify()";
    case EventKind::executor_shutdown:
    case EventKind::queue_shutdown: return object + ".shutdown()";
    case EventKind::barrier_opened: return object + " opened: all have arrived";
    case EventKind::barrier_broken: return object + " broke";
    case EventKind::barrier_reset: return object + ".reset()";
    case EventKind::timer_fire: return "the timer fired";
    case EventKind::interrupt: return "Ctrl-C";
    case EventKind::thread_died:
      return thread.exception + (thread.exception_line != 0 ? " in line " + std::to_string(thread.exception_line) : "");
    default: return std::string(event_name(mark.kind)) + (object.empty() ? "" : ": " + object);
  }
}

namespace {

std::string visit_text(const Model& model, const ThreadRow& thread, const LineVisit& visit) {
  std::string text = thread.name;
  if (visit.waited_ns > 0) {
    text += visit.is_there && thread.state == ThreadState::waiting ? " has waited " : " waited ";
    text += duration_text(static_cast<double>(visit.waited_ns));
    text += " in ";
    text += wait_text(model, thread, visit.longest);
  } else {
    text += visit.is_there ? " is here" : " was here";
  }
  if (visit.waits <= 1) return text;
  text += ", ";
  text += std::to_string(visit.waits);
  text += " times";
  return text;
}

std::string time_text(const Model& model, TimeNs time_ns) {
  return duration_text(static_cast<double>(std::max(time_ns, model.begin_ns) - model.begin_ns));
}

}  // namespace

std::vector<LineStory> line_story(const Model& model, std::uint32_t line) {
  constexpr std::size_t most = 4;
  std::vector<LineStory> story;
  for (const LineVisit& visit : line_visits(model, line)) {
    if (story.size() == most) {
      story.push_back({.text = "others"});
      break;
    }
    LineStory told{.text = visit_text(model, *model.thread(visit.thread), visit), .is_there = visit.is_there};
    if (visit.last_ns != 0) {
      told.first_ns = visit.first_ns;
      told.last_ns = visit.last_ns;
      told.first = time_text(model, visit.first_ns);
      told.last = time_text(model, visit.last_ns);
    }
    story.push_back(std::move(told));
  }
  return story;
}

const char* objection_to_statements(const Model& model) noexcept {
  if (model.is_past) return "This is an earlier moment; Escape leads back to now";
  return model.state == RunState::finalizing || model.state == RunState::ended ? "The run has ended" : nullptr;
}

bool at_rest(const Model& model) {
  return std::ranges::none_of(model.threads, [](const ThreadRow& thread) { return is_live(thread) && !is_idle(thread); });
}

TimeNs horizon_ns(const Model& model) {
  if (!at_rest(model)) return model.time_ns;
  TimeNs last = 0;
  for (const ThreadRow& thread : model.threads) {
    last = std::max(last, thread.end_ns);
    if (!thread.spans.empty()) last = std::max(last, thread.spans.back().begin_ns);
    if (!thread.marks.empty()) last = std::max(last, thread.marks.back().time_ns);
  }
  return last;
}

double elapsed_ns(const Model& model) {
  return static_cast<double>(std::max(horizon_ns(model), model.begin_ns) - model.begin_ns);
}

}  // namespace threadbox::ui
