#include "ui/views/graph_layout.h"

#include "session/calls.h"
#include "session/waits.h"

#include <algorithm>
#include <unordered_map>

namespace threadbox::ui {

using namespace session;

namespace {

/// Collects nodes and edges in the order of the model.
class Builder {
 public:
  explicit Builder(const Model& model) : model_(model), cycle_(deadlock(model)) {}

  Graph build() {
    for (const WaitEdge& edge : wait_edges(model_)) add_wait(edge);
    for (const ThreadRow& thread : model_.threads)
      for (const ObjectId held : thread.holds)
        if (const ObjectId known = known_lock(model_, held); known != 0)
          add_edge({node_of(known), node_of(thread.object), true, false, false});
    for (GraphEdge& edge : graph_.edges) edge.in_cycle = graph_.nodes[edge.from].in_cycle && graph_.nodes[edge.to].in_cycle;
    place();
    return std::move(graph_);
  }

 private:
  std::size_t node_of(ObjectId object) {
    const auto [at, added] = places_.try_emplace(object, graph_.nodes.size());
    if (added) graph_.nodes.push_back({object, model_.thread(object) != nullptr, is_in_cycle(object), 0, 0});
    return at->second;
  }
  [[nodiscard]] bool is_in_cycle(ObjectId object) const {
    if (std::ranges::find(cycle_, object) != cycle_.end()) return true;
    return std::ranges::any_of(cycle_, [&](ObjectId thread) { return model_.thread(thread)->wait.object == object; });
  }
  void add_wait(const WaitEdge& edge) {
    if (model_.object(edge.object) == nullptr && model_.thread(edge.object) == nullptr) return;
    add_edge({node_of(edge.waiter), node_of(edge.object), false, edge.timed, false});
  }
  void add_edge(const GraphEdge& edge) { graph_.edges.push_back(edge); }

  /// Threads in their order; each thing in the row that is the mean of its threads' rows, below those that are placed already.
  void place() {
    float row = 0;
    for (GraphNode& node : graph_.nodes)
      if (node.is_thread) node.y = row++;
    std::vector<std::pair<float, std::size_t>> things;
    for (std::size_t i = 0; i < graph_.nodes.size(); ++i)
      if (const std::pair thing(mean_row(i), i); !graph_.nodes[i].is_thread)
        things.insert(std::ranges::upper_bound(things, thing), thing);
    float next = 0;
    for (const auto& [mean, index] : things) {
      graph_.nodes[index].x = 1;
      graph_.nodes[index].y = std::max(mean, next);
      next = graph_.nodes[index].y + 1;
    }
  }
  [[nodiscard]] float mean_row(std::size_t thing) const {
    float sum = 0, count = 0;
    for (const GraphEdge& edge : graph_.edges) {
      if (edge.from != thing && edge.to != thing) continue;
      sum += graph_.nodes[edge.from == thing ? edge.to : edge.from].y;
      ++count;
    }
    return count > 0 ? sum / count : 0;
  }

  const Model& model_;
  std::vector<ObjectId> cycle_;
  std::unordered_map<ObjectId, std::size_t> places_;
  Graph graph_;
};

}  // namespace

Graph wait_graph(const Model& model) { return Builder(model).build(); }

}  // namespace threadbox::ui
