#include <threadbox/sync/timeout.h>

#include <cmath>

namespace threadbox {

std::optional<Seconds> checked_acquire_timeout(bool blocking, Seconds timeout) {
  if (std::isnan(timeout.count())) throw Error(ErrorType::ValueError, "Invalid value NaN (not a number)");
  const bool for_ever = timeout == Seconds{-1};
  if (!blocking && !for_ever) throw Error(ErrorType::ValueError, "can't specify a timeout for a non-blocking call");
  if (timeout < Seconds{0} && !for_ever) throw Error(ErrorType::ValueError, "timeout value must be a non-negative number");
  if (timeout > timeout_max) throw Error(ErrorType::OverflowError, timeout_too_large);
  if (for_ever) return std::nullopt;
  return timeout;
}

std::optional<Seconds> clamped_wait_timeout(std::optional<Seconds> timeout) {
  if (!timeout) return std::nullopt;
  if (*timeout > timeout_max) throw Error(ErrorType::OverflowError, timeout_too_large);
  return not_negative(timeout);
}

}  // namespace threadbox
