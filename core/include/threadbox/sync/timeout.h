#pragma once

#include <threadbox/park/operation.h>

namespace threadbox {

/// threading.TIMEOUT_MAX, in seconds.
inline constexpr Seconds timeout_max{9223372036.0};
/// The message of the OverflowError for a timeout beyond it.
inline constexpr const char* timeout_too_large = "timeout value is too large";

/// Checks the timeout of `acquire(blocking, timeout)` by Lock's rules: -1 waits for ever.
/// Errors:  ValueError "can't specify a timeout for a non-blocking call",
///          ValueError "Invalid value NaN (not a number)",
///          ValueError "timeout value must be a non-negative number",
///          OverflowError "timeout value is too large".
/// Mirrors: lock_acquire_parse_args in _threadmodule.c.
std::optional<Seconds> checked_acquire_timeout(bool blocking, Seconds timeout);

/// Checks the timeout of `wait(timeout)` and `join(timeout)`: none waits for ever, negative counts as zero.
/// Errors:  OverflowError "timeout value is too large".
std::optional<Seconds> clamped_wait_timeout(std::optional<Seconds> timeout);

/// The same without the error, for an operation that raises it only if it has to wait.
inline std::optional<Seconds> not_negative(std::optional<Seconds> timeout) noexcept {
  return timeout && *timeout < Seconds{0} ? Seconds{0} : timeout;
}

}  // namespace threadbox
