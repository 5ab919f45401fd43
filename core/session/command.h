#pragma once

#include <functional>
#include <string>
#include <variant>

namespace threadbox::session {

/// A Python statement for the Console thread: what nearly every click is.
struct Execute {
  std::string statement;
};
/// Ctrl-C: KeyboardInterrupt in the main thread.
struct Interrupt {};
/// The user ends the interactive main thread: non-daemons are joined, daemons stop where they stand.
struct EndMain {};
/// Every thread stops where it stands.
struct Stop {};

/// Everything that flows back from a view to the session.
using Command = std::variant<Execute, Interrupt, EndMain, Stop>;

/// What a view sends its commands to; they are applied once a frame, after drawing.
using CommandSink = std::function<void(Command)>;

}  // namespace threadbox::session
