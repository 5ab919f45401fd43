#include "session/deadlock.h"

#include "session/calls.h"
#include "session/waits.h"

#include <algorithm>

namespace threadbox::session {

std::string described(const ObjectRow& object) {
  if (object.variable.empty()) return label(object);
  if (object.kind == ObjectKind::executor) return "executor " + label(object);
  std::string kind = object_kind_name(object.kind);
  if (object.kind != ObjectKind::rlock) kind[0] = static_cast<char>(kind[0] - 'A' + 'a');
  return kind + " " + label(object);
}

namespace {

std::string purpose(const Model& model, const ThreadRow& thread, const WaitEdge& edge) {
  const ThreadRow* blocker = model.thread(edge.blocker);
  if (edge.blocker == edge.object && blocker != nullptr) return "for the end of " + label(*blocker);
  if (is_idle_worker(model, thread)) return "for work in " + label_of(model, edge.object);
  if (thread.wait.operation == OperationKind::shutdown_join) return "for the threads that are no daemons";
  if (is_reading(thread)) return "for input";
  const ObjectRow* object = model.object(edge.object);
  const std::string call = "in " + std::string(call_name(model, thread.wait.operation, thread.wait.call));
  const std::string what = object != nullptr ? "for " + described(*object) + " " : "";
  if (blocker == nullptr) return what + call;
  const std::string name = blocker == &thread ? "itself" : label(*blocker);
  if (object != nullptr && object->kind == ObjectKind::future && object->owner == edge.blocker) return what + "run by " + name;
  // A part's lock is not the program's, unless it is what a Condition is entered by.
  return thread.wait.call != 0 ? what + call + ", whose lock is held by " + name : what + "held by " + name;
}

}  // namespace

std::string purpose_of_wait(const Model& model, const ThreadRow& thread) {
  const std::vector<WaitEdge> edges = wait_edges(model);
  const auto edge = std::ranges::find(edges, thread.object, &WaitEdge::waiter);
  return purpose(model, thread, edge != edges.end() ? *edge : WaitEdge{});
}

std::vector<ObjectId> spinning_threads(const Model& model) {
  std::vector<ObjectId> threads;
  for (const ThreadRow& thread : model.threads)
    if (is_live(thread) && !thread.is_console &&
        (thread.state == ThreadState::ready || (thread.in_wait && thread.wait.deadline_ns)))
      threads.push_back(thread.object);
  return threads;
}

std::string deadlock_text(const Model& model) {
  const std::vector<ObjectId> spinning = spinning_threads(model);
  std::string text = spinning.empty() ? "Deadlock: no thread can go on.\n"
                                      : "Spins for ever: what these threads look at, no thread is left to change.\n";
  for (const ThreadRow& thread : model.threads) {
    const std::string at = thread.line != 0 ? " (line " + std::to_string(thread.line) + ")\n" : "\n";
    if (std::ranges::find(spinning, thread.object) != spinning.end()) text += "  " + label(thread) + " goes round in a loop" + at;
  }
  for (const ThreadRow& thread : model.threads) {
    if (thread.state != ThreadState::waiting || thread.is_console || thread.wait.deadline_ns) continue;
    text += "  " + label(thread) + " waits " + purpose_of_wait(model, thread);
    text += thread.line != 0 ? " (line " + std::to_string(thread.line) + ")\n" : "\n";
  }
  const std::vector<ObjectId> circle = deadlock(model);
  if (circle.empty()) return text;
  text += "  The circle: ";
  for (const ObjectId thread : circle) text += label(*model.thread(thread)) + " -> ";
  return text + label(*model.thread(circle.front())) + "\n";
}

}  // namespace threadbox::session
