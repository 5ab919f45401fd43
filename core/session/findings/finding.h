#pragma once

#include <threadbox/trace/event.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

// What is wrong with a program, as found in the log of a run.
namespace threadbox::session {

enum class FindingKind : std::uint8_t {
#define FINDING(kind, ...) kind,
#include "session/findings/findings.def"
};

/// `error`: it happened in this run. `warning`: it can happen in another one. `hint`: it works, but not well.
enum class FindingLevel : std::uint8_t { hint, warning, error };

/// The name in JSON and on the command line: "forgotten-release".
const char* finding_name(FindingKind kind) noexcept;
/// The title for people.
const char* finding_title(FindingKind kind) noexcept;
/// What to do about it, in one sentence.
const char* finding_advice(FindingKind kind) noexcept;
const char* finding_level_name(FindingLevel level) noexcept;

/// A moment of a thread that a finding rests on.
struct Evidence {
  ObjectId thread = 0;
  std::uint32_t line = 0;   ///< The thread's line then; 0: not known.
  std::uint64_t event = 0;  ///< The number of the event in the log.
  TimeNs time_ns = 0;
};

struct Finding {
  FindingKind kind = FindingKind::deadlock;
  FindingLevel level = FindingLevel::error;
  std::string text;                    ///< One sentence for a learner.
  std::vector<Evidence> evidence;      ///< In the order in which the text tells it.
  std::vector<ObjectId> objects;       ///< The primitives that it is about.
  std::optional<std::size_t> cause_of; ///< The place, in the list of findings, of the one that it explains.
  std::uint32_t times = 1;             ///< How often it was found at the same lines.
  TimeNs time_ns = 0;                  ///< When it was known.
};

}  // namespace threadbox::session
