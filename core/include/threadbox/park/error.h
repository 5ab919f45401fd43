#pragma once

#include <exception>
#include <memory>
#include <string>

namespace threadbox {

/// The Python exception types that the primitives raise.
enum class ErrorType : unsigned char {
#define THREADBOX_ERROR(name) name,
#include <threadbox/park/errors.def>
#undef THREADBOX_ERROR
};

/// Python's name of the type, e.g. "RuntimeError".
const char* error_name(ErrorType type) noexcept;

/// An error that the user's program caused, with Python's type and Python's exact message.
/// Blocking calls throw it; an Operation that ended as Progress::raised carries it as a value.
/// Threads:  one at a time; copies may be used by other threads.
/// Owns:     a share of its message, unless that is a literal.
class Error : public std::exception {
 public:
  /// `message` is a string literal.
  Error(ErrorType type, const char* message) noexcept : type_(type), message_(message) {}
  /// A message that was composed at run time. Copies of the Error share it.
  Error(ErrorType type, std::string message)
      : type_(type), text_(std::make_shared<const std::string>(std::move(message))), message_(text_->c_str()) {}

  [[nodiscard]] ErrorType type() const noexcept { return type_; }
  [[nodiscard]] const char* what() const noexcept override { return message_; }

 private:
  ErrorType type_;
  std::shared_ptr<const std::string> text_;  ///< Null for a literal.
  const char* message_;
};

}  // namespace threadbox
