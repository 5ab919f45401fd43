#pragma once

#include "script/machine/footprint.h"
#include "script/machine/question.h"

#include <threadbox/park/waiter.h>

namespace threadbox::script {

/// A thread that cannot go on, when no thread can.
struct StuckThread {
  ThreadId thread = 0;
  Footprint next;           ///< What its next step would access.
  bool polls = false;       ///< It could go on, but only looks at what `next` reads, again and again.
  ThreadId waits_for = 0;   ///< The owner of the lock that it waits for, or the thread that it joins; 0: there is none.
  Question question;        ///< Of what kind it waits for; none: to be signalled.
};

}  // namespace threadbox::script
