#pragma once

#include "page_glue.h"

#include <cstddef>
#include <exception>
#include <new>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

// How the page passes texts to the engine, and how exceptions reach the page.
namespace threadbox::wasm {

/// The texts for the page's next call, in order. They may be too long for the stack and may contain NULs, so the page allocates room
/// (tb_room) and fills it; the call takes them all.
class Arguments {
 public:
  /// Returns the memory for the next text. Errors: std::bad_alloc.
  char* room(std::size_t bytes) { return texts_.emplace_back(bytes, '\0').data(); }
  [[nodiscard]] std::vector<std::string> take() noexcept { return std::exchange(texts_, {}); }

 private:
  std::vector<std::string> texts_;
};

/// The reason of a failed call, as a sentence in static memory: there may be no memory for a text.
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

/// For tests: lets the next call from the page run out of memory.
inline bool refuses_memory = false;

/// Executes a call of the page and catches its exceptions: the page is told the reason, and the call returns `otherwise`, or its
/// result for the reason if it is a function.
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

/// The same for calls without a result.
template <typename Action>
void across_the_border(const Action& action) noexcept {
  across_the_border([&] { return action(), 0; }, 0);
}

}  // namespace threadbox::wasm
