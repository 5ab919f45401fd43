#pragma once

#include "session/model.h"

#include <string>
#include <vector>

// How a run stands, in words for people. Pure functions of the model.
namespace threadbox::session {

enum class Standing : std::uint8_t {
#define STANDING(name) name,
#include "session/states.def"
};
const char* standing_name(Standing standing) noexcept;

struct Summary {
  Standing standing = Standing::empty;
  std::string text;        ///< "Failed: RuntimeError in line 7"
  std::uint32_t line = 0;  ///< The line that the text names; 0: none.
  std::string end_main;    ///< What happens when the main thread ends: "End main waits for 2 threads, then stops 1 daemon …"
};

Summary summary(const Model& model);

/// The threads of a run in which nothing can go on: each of its threads waits, and none of the waits has a timeout. Empty if something can,
/// also if the main thread waits for the user. In a parallel run it is known a tenth of a second after the last event, since a
/// woken thread needs a moment to say that it goes on.
std::vector<ObjectId> stuck_threads(const Model& model);

/// "consumer waits for queue q in Queue.get (line 7)"
std::string wait_sentence(const Model& model, const ThreadRow& thread);
/// The sentences of several threads, separated by semicolons.
std::string wait_sentences(const Model& model, const std::vector<ObjectId>& threads);

}  // namespace threadbox::session
