#include "session/waits.h"

#include <algorithm>
#include <unordered_map>

namespace threadbox::session {

ObjectId blocker_of(const Model& model, const Wait& wait) noexcept {
  if (wait.operation == OperationKind::thread_join) return wait.object;
  const ObjectRow* object = model.object(wait.waits_on());
  return object != nullptr ? object->owner : 0;  // Of a future: the thread that runs it.
}

std::vector<WaitEdge> wait_edges(const Model& model) {
  std::vector<WaitEdge> edges;
  for (const ThreadRow& thread : model.threads) {
    if (thread.state != ThreadState::waiting || thread.wait.waits_on() == 0) continue;
    edges.push_back({thread.object, thread.wait.object, blocker_of(model, thread.wait), thread.wait.deadline_ns.has_value()});
  }
  return edges;
}

const ThreadRow* next_reader(const Model& model) noexcept {
  const ThreadRow* first = nullptr;
  for (const ThreadRow& thread : model.threads)
    if (is_reading(thread) && (first == nullptr || thread.wait.since_ns < first->wait.since_ns)) first = &thread;
  return first;
}

std::vector<ObjectId> deadlock(const Model& model) {
  const std::vector<WaitEdge> edges = wait_edges(model);
  std::unordered_map<ObjectId, ObjectId> next;
  for (const WaitEdge& edge : edges)
    if (edge.blocker != 0 && !edge.timed) next[edge.waiter] = edge.blocker;
  // A thread waits for one object at a time, so every path is a line: follow it until it ends or returns to a thread on it.
  for (const WaitEdge& edge : edges) {
    std::vector<ObjectId> path;
    for (auto at = next.find(edge.waiter); at != next.end(); at = next.find(at->second)) {
      const auto met = std::ranges::find(path, at->first);
      if (met != path.end()) return {met, path.end()};
      path.push_back(at->first);
    }
  }
  return {};
}

std::vector<ObjectId> circle_of(const Model& model, const ThreadRow& thread) {
  // The thread that this one waits for; null if that is not known, or the wait will end. A thread that has been woken may have to go on waiting.
  const auto next = [&](const ThreadRow& row) {
    return row.in_wait && !row.wait.deadline_ns ? model.thread(blocker_of(model, row.wait)) : nullptr;
  };
  std::size_t length = 1;
  const ThreadRow* at = next(thread);
  for (; at != nullptr && at != &thread && length <= model.threads.size(); ++length) at = next(*at);
  if (at != &thread) return {};
  std::vector<ObjectId> circle{thread.object};
  for (at = next(thread); at != &thread; at = next(*at)) circle.push_back(at->object);
  return circle;
}

}  // namespace threadbox::session
