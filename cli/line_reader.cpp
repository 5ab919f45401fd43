#include "cli/line_reader.h"

#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <string_view>
#include <utility>

namespace threadbox::cli {

bool LineReader::is_terminal() noexcept { return isatty(STDIN_FILENO) == 1; }

std::optional<std::string> LineReader::read(Seconds timeout) {
  pollfd input{.fd = STDIN_FILENO, .events = POLLIN, .revents = 0};
  if (poll(&input, 1, static_cast<int>(timeout.count() * 1000)) <= 0) return std::nullopt;  // Nothing yet, or a signal came.
  constexpr std::size_t block = 1 << 16;
  const std::size_t before = rest_.size();
  rest_.resize(before + block);
  const ssize_t count = ::read(STDIN_FILENO, rest_.data() + before, block);
  const bool comes_later = count < 0 && (errno == EINTR || errno == EAGAIN);
  rest_.resize(before + static_cast<std::size_t>(count > 0 ? count : 0));
  if (comes_later) return std::nullopt;
  if (count <= 0) return std::exchange(rest_, {});
  const std::size_t end = std::string_view(rest_).substr(before).rfind('\n');
  if (end == std::string_view::npos) return std::nullopt;
  std::string rest = rest_.substr(before + end + 1);
  rest_.resize(before + end + 1);
  return std::exchange(rest_, std::move(rest));
}

}  // namespace threadbox::cli
