#pragma once

#include "explore/standing.h"
#include "script/machine/accesses.h"
#include "script/machine/vm.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace threadbox::explore {

/// What an instruction of a step does, for people: "reads counter: 0", "takes lock a".
struct Note {
  std::uint32_t line = 0;  ///< Of the program.
  std::string verb;        ///< "reads", "writes", "calls", "takes" …
  std::string what;        ///< "counter", "items.append(1)"; empty: `object` has a name of its own.
  std::string value;       ///< What is read or written, in a few words; empty: not known.
  ObjectId object = 0;     ///< The primitive or thread; 0: none.
  std::vector<script::Place> places;  ///< What it accesses.
};

/// Describes the instruction that a thread is about to execute. None if there is nothing to say. Executes nothing of the program.
/// Threads: the one that steps the run. Errors: std::bad_alloc.
std::optional<Note> note_of(script::VmThread& thread, const script::Description& description);

/// What a thread does in its next step, which begins with the instruction that is described; without one, with the end of a wait.
/// Threads: the one that steps the run. Errors: std::bad_alloc.
Standing standing_of(script::VmThread& thread, const script::Description* description);

/// "reads counter: 0"
std::string phrase_of(const Note& note);

/// The verb as a noun: "read of", "acquire of".
std::string noun_of(const std::string& verb);

}  // namespace threadbox::explore
