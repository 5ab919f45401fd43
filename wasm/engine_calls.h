#pragma once

#include "border.h"

#include "session/json_text.h"

#include <new>
#include <string>
#include <utility>

// How the functions of the engine alone take texts and answer.
namespace threadbox::wasm {

/// The texts for the next call.
inline Arguments arguments;

/// Keeps the answer of a call until the next one; the caller copies it immediately.
inline const char* give(std::string text) {
  static std::string answer;
  answer = std::move(text);
  return answer.c_str();
}

inline const char* error_answer(const char* reason) noexcept {
  try {
    session::JsonText error;
    error.begin_object();
    error.member("error", reason);
    error.end_object();
    return give(error.take());
  } catch (const std::bad_alloc&) {
    return R"({"error":"out of memory"})";
  }
}

/// Executes a call whose answer is JSON. An exception is answered by an error.
const char* answered(const auto& action) {
  return across_the_border([&] { return give(action()); }, error_answer);
}

}  // namespace threadbox::wasm
