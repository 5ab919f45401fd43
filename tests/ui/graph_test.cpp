#include "models.h"
#include "stage.h"

#include "ui/views/graph_layout.h"
#include "ui/views/views.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace threadbox;
using namespace threadbox::session;
using namespace threadbox::ui;

namespace {

constexpr ObjectId ann = 1, bob = 2, lock_a = 11, lock_b = 12;

/// ann holds lock_a and waits for lock_b, which bob holds.
Model two_threads() {
  Model model;
  model.threads = {thread_row(ann, "ann"), thread_row(bob, "bob")};
  model.objects = {object_row(lock_a, ObjectKind::lock, "a"), object_row(lock_b, ObjectKind::lock, "b")};
  for (std::size_t i = 0; i < 2; ++i) {
    model.objects[i].owner = model.threads[i].object;
    model.threads[i].holds = {model.objects[i].id};
  }
  model.threads[0].state = ThreadState::waiting;
  model.threads[0].wait = {OperationKind::lock_acquire, lock_b, 0, std::nullopt};
  return model;
}

Model deadlocked() {
  Model model = two_threads();
  model.threads[1].state = ThreadState::waiting;
  model.threads[1].wait = {OperationKind::lock_acquire, lock_a, 0, std::nullopt};
  return model;
}

bool has_edge(const Graph& graph, ObjectId from, ObjectId to, bool holds) {
  return std::ranges::any_of(graph.edges, [&](const GraphEdge& edge) {
    return graph.nodes[edge.from].object == from && graph.nodes[edge.to].object == to && edge.holds == holds;
  });
}

}  // namespace

TEST_CASE("graph: a thread waits for a lock, and a lock is held by a thread") {
  const Graph graph = wait_graph(two_threads());
  CHECK(graph.edges.size() == 3);
  CHECK(has_edge(graph, ann, lock_b, false));
  CHECK(has_edge(graph, lock_b, bob, true));
  CHECK(has_edge(graph, lock_a, ann, true));
  CHECK(std::ranges::none_of(graph.nodes, &GraphNode::in_cycle));
}

TEST_CASE("graph: all of a deadlock is in the cycle, and nothing else") {
  Model model = deadlocked();
  model.threads.push_back(thread_row(3, "eve", ThreadState::waiting));
  model.threads[2].wait = {OperationKind::lock_acquire, lock_a, 0, std::nullopt};
  const Graph graph = wait_graph(model);
  for (const GraphNode& node : graph.nodes) CHECK(node.in_cycle == (node.object != 3));
  CHECK(std::ranges::count(graph.edges, true, &GraphEdge::in_cycle) == 4);
}

TEST_CASE("graph: no two nodes are drawn on top of each other") {
  const Graph graph = wait_graph(deadlocked());
  for (const GraphNode& a : graph.nodes)
    for (const GraphNode& b : graph.nodes)
      if (&a != &b && a.x == b.x) CHECK(std::abs(a.y - b.y) >= 1);
}

TEST_CASE("graph: joins are edges between threads, sleepers are left out") {
  Model model;
  model.threads = {thread_row(ann, "ann", ThreadState::waiting), thread_row(bob, "bob", ThreadState::waiting)};
  model.threads[0].wait = {OperationKind::thread_join, bob, 0, std::nullopt};
  model.threads[1].wait = {OperationKind::sleep, 0, 0, 5};
  const Graph graph = wait_graph(model);
  CHECK(graph.nodes.size() == 2);
  CHECK(has_edge(graph, ann, bob, false));
}

TEST_CASE("graph: a click on a node selects it in all views") {
  const Model model = deadlocked();
  Focus focus;
  Stage stage([&] {
    focus.begin_frame();
    ImGui::SetNextWindowSize({600, 400});
    ImGui::Begin("view");
    draw_graph(model, focus);
    ImGui::End();
  });
  stage.click("##a");
  CHECK(focus.is_selected(lock_a));
  stage.click("##bob");
  CHECK(focus.is_selected(bob));
}
