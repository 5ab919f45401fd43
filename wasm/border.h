#pragma once

#include "page_glue.h"

#include <cstddef>
#include <exception>
#include <new>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

// How the page and the engine hand each other texts, and what becomes of what is thrown on the way.
namespace threadbox::wasm {

/// The texts that the page hands over with its next call, in order. They are too long for the stack, and may hold NULs: the
/// page asks for room (tb_room), fills it, and the call takes them all.
class Arguments {
 public:
  /// Where the page writes the next text. Errors: std::bad_alloc.
  char* room(std::size_t bytes) { return texts_.emplace_back(bytes, '\0').data(); }
  [[nodiscard]] std::vector<std::string> take() noexcept { return std::exchange(texts_, {}); }

 private:
  std::vector<std::string> texts_;
};

/// Why a call has failed, as a sentence. Without memory there is none for a text either.
inline const char* reason_of(const std::exception_ptr& thrown) noexcept {
  static char text[200];
  try {
    std::rethrow_exception(thrown);
  } catch (const std::bad_alloc&) {
    return "out of memory";
  } catch (const std::exception& error) {
    std::size_t size = 0;
    for (const char* at = error.what(); *at != 0 && size + 1 < sizeof text; ++at) text[size++] = *at;
    text[size] = 0;
    return text;
  } catch (...) {
    return "an error that has no words";
  }
}

/// For tests: the next action across the border finds no memory.
inline bool refuses_memory = false;

/// Runs what the page asked for. What it throws ends here: the page hears the reason, and the call answers `otherwise`, which
/// is made of the reason where it is a function.
template <typename Action, typename Otherwise>
auto across_the_border(const Action& action, const Otherwise& otherwise) noexcept {
  try {
    if (std::exchange(refuses_memory, false)) throw std::bad_alloc();
    return action();
  } catch (...) {
    const char* reason = reason_of(std::current_exception());
    if constexpr (std::is_invocable_v<const Otherwise&, const char*>) {
      return otherwise(reason);
    } else {
      glue::notify_error(reason);
      return static_cast<decltype(action())>(otherwise);
    }
  }
}

/// Likewise, of what answers nothing.
template <typename Action>
void across_the_border(const Action& action) noexcept {
  across_the_border([&] { return action(), 0; }, 0);
}

}  // namespace threadbox::wasm
