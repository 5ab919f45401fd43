#pragma once

#include <functional>
#include <string>
#include <variant>

namespace threadbox::session {

#define STATEMENT(Type, kind, argument) \
  struct Type {                         \
    std::string argument;               \
  };
#define BUTTON(Type, kind, label, tooltip) \
  struct Type {};
#include "session/commands.def"

/// A variant of all but the first: a list made by a macro has a comma before each.
template <typename, typename... Commands>
using OneOf = std::variant<Commands...>;

/// Everything that flows back from a view to the session.
using Command = OneOf<void
#define STATEMENT(Type, kind, argument) , Type
#define BUTTON(Type, kind, label, tooltip) , Type
#include "session/commands.def"
                      >;

/// What a view sends its commands to; they are applied once a frame, after drawing.
using CommandSink = std::function<void(Command)>;

}  // namespace threadbox::session
