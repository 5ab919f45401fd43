#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <variant>

namespace threadbox::session {

#define STATEMENT(Type, kind, argument) \
  struct Type {                         \
    std::string argument;               \
  };
#define CLICK(Type, kind, argument, origin) \
  struct Type {                             \
    std::string argument;                   \
    std::uint64_t origin;                   \
  };
#define NUMBER(Type, kind, argument) \
  struct Type {                      \
    std::uint64_t argument;          \
  };
#define BUTTON(Type, kind, label, tooltip) \
  struct Type {};
#include "session/commands.def"

/// A variant of all types but the first, because the list that the macro writes begins with a comma.
template <typename, typename... Commands>
using OneOf = std::variant<Commands...>;

/// Everything that flows back from a view to the session.
using Command = OneOf<void
#define STATEMENT(Type, kind, argument) , Type
#define CLICK(Type, kind, argument, origin) , Type
#define NUMBER(Type, kind, argument) , Type
#define BUTTON(Type, kind, label, tooltip) , Type
#include "session/commands.def"
                      >;

/// Receives the commands of the views and applies them once a frame, after drawing.
using CommandSink = std::function<void(Command)>;

}  // namespace threadbox::session
