#pragma once

#include <threadbox/trace/event.h>

#include "session/json_text.h"

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace threadbox::wasm {

/// What a run has written and, if they are asked for, its events, as JSON that is taken piece by piece.
/// Threads: one. Errors: std::bad_alloc.
class EngineLog {
 public:
  using TextOf = std::function<std::string_view(TextId)>;

  /// Keeps the first `most_events`. `output_limit`: RunOptions::output_limit_bytes.
  EngineLog(std::uint64_t most_events, std::size_t output_limit) noexcept
      : most_events_(most_events), output_limit_(output_limit) {}

  void add(std::span<const TraceEvent> events, const TextOf& text_of);
  /// Whether it should be taken before the run goes on.
  [[nodiscard]] bool is_large() const noexcept;
  /// {live, output: [[stream, thread, text]], events}: all since the last call.
  std::string take(bool live);

  /// Whether the run was ended because it wrote too much.
  [[nodiscard]] bool is_over_the_limit() const noexcept { return over_the_limit_; }
  /// Whether the observer has ended the run and has written why: a schedule that does not fit, or a deadlock.
  [[nodiscard]] bool is_misfit() const noexcept { return misfit_; }
  /// How many events were not kept.
  [[nodiscard]] std::uint64_t lost() const noexcept { return lost_; }

 private:
  struct Written {
    OutputStream stream;
    ThreadId thread;
    std::string text;
  };
  void add_output(const TraceEvent& event, std::string_view text);
  void add_event(const TraceEvent& event, const TextOf& text_of);

  std::uint64_t most_events_;
  std::size_t output_limit_;
  std::vector<Written> output_;  ///< Texts of one thread that follow each other are joined.
  session::JsonText events_;
  std::uint64_t kept_ = 0, lost_ = 0;
  std::size_t new_bytes_ = 0, new_events_ = 0, written_bytes_ = 0;
  bool over_the_limit_ = false, misfit_ = false;
};

}  // namespace threadbox::wasm
