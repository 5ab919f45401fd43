#pragma once

#include <exception>

namespace threadbox {

/// The Python exception types that the primitives raise.
enum class ErrorType : unsigned char {
#define THREADBOX_ERROR(name) name,
#include <threadbox/park/errors.def>
#undef THREADBOX_ERROR
};

/// Python's name of the type, e.g. "RuntimeError".
const char* error_name(ErrorType type) noexcept;

/// An error that the learner's program caused: Python's type and Python's exact message.
/// Thrown by blocking calls; carried as a value by an Operation that ended as Progress::raised.
/// Owns:    nothing; `message` is a string literal.
class Error : public std::exception {
 public:
  Error(ErrorType type, const char* message) noexcept : type_(type), message_(message) {}

  [[nodiscard]] ErrorType type() const noexcept { return type_; }
  [[nodiscard]] const char* what() const noexcept override { return message_; }

 private:
  ErrorType type_;
  const char* message_;
};

}  // namespace threadbox
