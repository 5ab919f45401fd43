#pragma once

#include "explore/explorer.h"
#include "explore/tree_view.h"

#include <string>

namespace threadbox::explore {

/// The exploration as one JSON object, with the tree of its schedules if there is one; docs/explore.md has its fields. Errors: std::bad_alloc.
/// `subject`: its text is included, so that its schedules are known after an edit.
std::string json_of(const Exploration& exploration, const TreeView* tree = nullptr, const Subject* subject = nullptr);

/// What became of old schedules, as a JSON list. Errors: std::bad_alloc.
std::string json_of(const std::vector<Proof>& proofs);

/// The exploration as a text for a terminal. Errors: std::bad_alloc.
std::string text_of(const Exploration& exploration);

/// How a run came to an end, for people: "deadlock: threads wait for each other". Errors: std::bad_alloc.
std::string heading_of(const Outcome& outcome);

/// An outcome's exceptions, output, schedule and story, in lines. Errors: std::bad_alloc.
std::string details_of(const Found& found);

}  // namespace threadbox::explore
