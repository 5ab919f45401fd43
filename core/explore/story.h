#pragma once

#include "explore/outcome.h"
#include "explore/retelling.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace threadbox::explore {

/// What a step does, of which another thread's step depends.
struct Told {
  std::string verb;   ///< "reads", "writes", "takes" …
  std::string what;   ///< "counter"
  std::string value;  ///< "0"; empty: not known.
};

/// A step that matters.
struct StoryStep {
  std::size_t step = 0;  ///< Its number in the schedule, from 0. Of a thread that could not go on: the number of all steps.
  ThreadId thread = 0;
  std::uint32_t line = 0;  ///< 0: not known.
  std::string code;        ///< The line's text, without its indentation.
  std::string text;        ///< "reads counter: 0"
  std::vector<Told> accesses;
  std::vector<std::size_t>
      because;  ///< The earlier steps of other threads that it directly depends on, as their places in the story.
};

/// How an outcome comes about: the steps that the end depends on, and of these the ones that depend on another thread.
struct Story {
  std::vector<StoryStep> steps;
  std::size_t left_out = 0;  ///< How many more there are, before the first.
  std::optional<std::size_t> point_of_no_return;  ///< Of `steps`. None: not known, or there is none.
  std::string difference;        ///< A sentence about the nearest schedule with another outcome; empty: none is known.
  std::string passing_schedule;  ///< That schedule; empty: none is known.
};

/// A line of the program, without the blanks around it; empty for line 0. Errors: std::bad_alloc.
std::string code_of(const std::string& source, std::uint32_t line);

/// The story of a run that came to `outcome`. `turn`: a step that must be in it. Errors: std::bad_alloc.
Story story_of(const Retelling& told, const Outcome& outcome, const std::string& source, std::optional<std::size_t> turn);

}  // namespace threadbox::explore
