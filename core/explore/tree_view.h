#pragma once

#include "explore/explorer.h"
#include "explore/schedule_tree.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace threadbox::session {
class JsonText;
}

namespace threadbox::explore {

/// What people see of a tree of schedules: the points at which a choice matters, and what each choice does.
struct TreeView {
  /// A choice, and what follows from it.
  struct Branch {
    ThreadId thread = 0;
    std::string name;
    std::uint32_t line = 0;  ///< 0: not known.
    std::string code;        ///< The line's text, without its indentation.
    std::string text;        ///< "reads counter: 0"
    std::string schedule;    ///< The steps up to this one, and this one; of a leaf, all.
    std::uint64_t count = 0; ///< Schedules.
    std::vector<std::pair<std::size_t, std::uint64_t>>
        outcomes;  ///< Places in the exploration's list, and in how many schedules.
    bool is_leaf = false;
    bool is_folded = false;        ///< It has branches that are not shown.
    std::vector<Branch> branches;
    std::uint64_t not_kept = 0;    ///< Schedules that are in none of the branches, since the tree is full.
  };
  /// The beginning that all schedules have in common. It has no thread and no text.
  Branch root;
};

/// Shows a tree. Up to `most_unfolded` schedules, all of it; else, one way from the root to a leaf, and the branches beside it are
/// folded. `open`: a schedule whose points are on that way; empty: one that fails, if there is one.
/// The program is executed once for each branch that is shown. Errors: std::bad_alloc; std::invalid_argument: `open` is not a schedule.
TreeView view_of(const ScheduleTree& tree, const Subject& subject, const Exploration& exploration, const std::string& open = {},
                 std::uint64_t most_unfolded = 300);

/// Writes the view as a JSON object; docs/explore.md has its fields. Errors: std::bad_alloc.
void write(session::JsonText& json, const TreeView& view);
/// The view as a text for a terminal. Errors: std::bad_alloc.
std::string text_of(const TreeView& view, const Exploration& exploration);

}  // namespace threadbox::explore
