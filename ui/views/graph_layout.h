#pragma once

#include "session/model.h"

#include <vector>

// The wait-for graph as a picture: threads at the left, what they wait for or hold at the right. Pure functions.
namespace threadbox::ui {

struct GraphNode {
  ObjectId object = 0;
  bool is_thread = false;
  bool in_cycle = false;
  float x = 0, y = 0;  ///< Of its centre: the column (0: threads, 1: primitives, or joined threads), and the row.
};

/// An arrow from the thread that waits to what it waits for, or from what is held to the thread that holds it.
struct GraphEdge {
  std::size_t from = 0, to = 0;  ///< Indices of nodes.
  bool holds = false;            ///< Otherwise it waits.
  bool timed = false;            ///< The wait has a timeout.
  bool in_cycle = false;
};

struct Graph {
  std::vector<GraphNode> nodes;
  std::vector<GraphEdge> edges;
};

/// The threads that wait for something or hold it, and those things. Things are placed beside the threads that they are connected with.
Graph wait_graph(const session::Model& model);

}  // namespace threadbox::ui
