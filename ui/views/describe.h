#pragma once

#include "session/model.h"

#include <string>

// The model in words.
namespace threadbox::ui {

/// A stretch of time with its unit, three digits: "850 µs", "340 ms", "2.61 s", "1:05 min".
std::string duration_text(double ns);

/// What is called: "gate.wait()", "Thread-1 (worker).join()", "time.sleep()"; rest is "waiting for you".
std::string call_text(const session::Model& model, OperationKind operation, ObjectId object);
/// What a thread is up to: its state, or the call it waits in.
std::string state_text(const session::Model& model, const session::ThreadRow& thread);
/// How long it has been waiting, or how long it still will at most: "for 2.3 s", "1.2 s left". Empty when it does not wait.
std::string wait_time_text(const session::Model& model, const session::ThreadRow& thread);
/// What a primitive's state is: "held by main, 2 times", "2 of 3 waiting".
std::string state_text(const session::Model& model, const session::ObjectRow& object);
/// What happened at a mark; an output with what was written.
std::string mark_text(const session::Model& model, const session::ThreadRow& thread, const session::Mark& mark);

/// Who or what this is: a thread's or a primitive's label; empty when there is none.
std::string label_of(const session::Model& model, ObjectId object);

/// No state will come but by the user: every thread has ended, or main and the Console wait for him.
bool at_rest(const session::Model& model);
/// The moment at which the timeline ends: now, but at rest when something last happened.
TimeNs horizon_ns(const session::Model& model);

}  // namespace threadbox::ui
