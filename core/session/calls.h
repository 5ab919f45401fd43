#pragma once

#include "session/model.h"

#include <string>
#include <string_view>

// The calls that threads wait in, and the objects that they wait on, as the program knows them. Pure functions of the model.
namespace threadbox::session {

/// The object that the program knows: for a part, the object that it belongs to; for a module's own object, 0.
ObjectId known_object(const Model& model, ObjectId object) noexcept;
/// The object that the program locks when a thread holds `lock`: the lock, or the Condition whose own lock it is; 0: the lock is a
/// module's own, such as a queue's mutex.
ObjectId known_lock(const Model& model, ObjectId lock) noexcept;
/// The number of objects that the program knows, those without a row included.
std::size_t known_objects(const Model& model) noexcept;

/// The name of a call: "Queue.get".
std::string_view call_name(const Model& model, OperationKind operation, std::uint32_t call) noexcept;
/// What a thread waits in, or waited in: the call on its object, such as "q.get()", "Thread-1 (worker).join()" or "time.sleep()"; "fires
/// boom()" for a Timer, "idle in pool" for a worker without work, "waiting for the user" for the idle main thread.
std::string wait_text(const Model& model, const ThreadRow& thread, const Span& span);
/// The same for the current wait. Empty if the thread does not wait.
std::string wait_text(const Model& model, const ThreadRow& thread);
/// Whether the thread is a Timer that counts down.
bool counts_down(const ThreadRow& thread) noexcept;
/// Whether the thread is a worker of an executor that waits for work.
bool is_idle_worker(const Model& model, const ThreadRow& thread) noexcept;

/// The label of a thread or primitive; empty if there is no such object.
std::string label_of(const Model& model, ObjectId object);

}  // namespace threadbox::session
