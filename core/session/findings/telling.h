#pragma once

#include "session/findings/findings.h"

#include <string>
#include <vector>

// What the detectors share when they tell what they have found.
namespace threadbox::session {

/// Where a thread is at the event that is being looked at.
Evidence evidence_of(const ThreadRow& thread, const Model& model, const Findings& findings);
/// " (line 7)"; empty if the line is not known.
std::string in_line(std::uint32_t line);
/// "a", "a and b", "a, b and c".
std::string joined(const std::vector<std::string>& words);
/// "lock a", "RLock 7", "queue tasks"; "an object" if it has no row.
std::string object_text(const Model& model, ObjectId object);
/// The locks of a thread that the program knows, without duplicates.
std::vector<ObjectId> known_holds(const Model& model, const ThreadRow& thread);

}  // namespace threadbox::session
