#include "session/deadlock.h"

#include "session/waits.h"

#include <algorithm>

namespace threadbox::session {

namespace {

/// "lock a", "Barrier 7"
std::string described(const ObjectRow& object) {
  if (object.variable.empty()) return label(object);
  std::string kind = object_kind_name(object.kind);
  kind[0] = static_cast<char>(kind[0] - 'A' + 'a');
  return kind + " " + object.variable;
}

std::string purpose(const Model& model, const ThreadRow& thread, const WaitEdge& edge) {
  const ThreadRow* blocker = model.thread(edge.blocker);
  if (edge.blocker == edge.object && blocker != nullptr) return "for the end of " + label(*blocker);
  if (thread.wait.operation == OperationKind::shutdown_join) return "for the threads that are no daemons";
  const ObjectRow* object = model.object(edge.object);
  const std::string call = "in " + std::string(operation_text(thread.wait.operation));
  if (object == nullptr) return call;
  const std::string what = "for " + described(*object) + " ";
  if (blocker == nullptr) return what + call;
  return what + "held by " + (blocker == &thread ? "itself" : label(*blocker));
}

}  // namespace

std::string purpose_of_wait(const Model& model, const ThreadRow& thread) {
  const std::vector<WaitEdge> edges = wait_edges(model);
  const auto edge = std::ranges::find(edges, thread.object, &WaitEdge::waiter);
  return purpose(model, thread, edge != edges.end() ? *edge : WaitEdge{});
}

std::string deadlock_text(const Model& model) {
  std::string text = "Deadlock: no thread can go on.\n";
  for (const ThreadRow& thread : model.threads) {
    if (thread.state != ThreadState::waiting || thread.is_console) continue;
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
