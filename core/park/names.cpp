#include <threadbox/park/error.h>
#include <threadbox/park/operation.h>

namespace threadbox {

const char* error_name(ErrorType type) noexcept {
  static constexpr const char* names[] = {
#define THREADBOX_ERROR(name) #name,
#include <threadbox/park/errors.def>
#undef THREADBOX_ERROR
  };
  return names[static_cast<std::size_t>(type)];
}

const char* operation_name(OperationKind kind) noexcept {
  static constexpr const char* names[] = {
#define THREADBOX_OPERATION(name, text) #name,
#include <threadbox/park/operations.def>
#undef THREADBOX_OPERATION
  };
  return names[static_cast<std::size_t>(kind)];
}

const char* operation_text(OperationKind kind) noexcept {
  static constexpr const char* texts[] = {
#define THREADBOX_OPERATION(name, text) text,
#include <threadbox/park/operations.def>
#undef THREADBOX_OPERATION
  };
  return texts[static_cast<std::size_t>(kind)];
}

}  // namespace threadbox
