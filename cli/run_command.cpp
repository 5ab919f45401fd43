#include "cli/run_command.h"

#include "cli/given_files.h"
#include "cli/line_reader.h"
#include "session/chrome_trace.h"
#include "session/findings/report.h"

#include <threadbox/park/waiter.h>

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iostream>
#include <memory>
#include <new>
#include <optional>

namespace threadbox::cli {

namespace {

constexpr int exit_failed = 1;
constexpr int exit_usage = 2;
constexpr Seconds observation_interval{0.002};

std::atomic<bool> interrupted{false};

/// Runs a program and observes it. The process's main thread is the observer and never a Python thread.
class Observer {
 public:
  Observer(session::Session& session, const RunRequest& request) : session_(session), request_(request) {}

  /// Returns false if the trace cannot be written.
  bool open_trace() {
    if (!request_.trace_path) return true;
    trace_file_.open(*request_.trace_path, std::ios::binary);
    if (trace_file_) trace_.emplace(trace_file_, [this](TextId id) { return session_.text(id); });
    return trace_.has_value();
  }

  int watch() {
    const Clock clock;
    Waiter self(0, clock);
    bool live = true;
    while (live) {
      live = session_.live();  // Before the drain, so that the last drain sees the last events.
      if (!look(live) && live) self.park(clock.deadline_after(observation_interval));
    }
    return finish();
  }

 private:
  /// Returns whether there were new events, or a wait for input. If memory runs out, the next call continues.
  bool look(bool live) try {
    if (interrupted.load()) {
      session_.post(session::Interrupt{});
      interrupted.store(false);
    }
    if (session_.drain() > 0) take_events();
    else if (session_.wants_input()) read();
    else return false;
    return true;
  } catch (const std::bad_alloc&) {
    if (!live) throw;
    return false;
  }

  void read() {
    if (!lines_) lines_ = input_.read(observation_interval);
    if (!lines_) return;
    session_.post(session::Input{*lines_});
    lines_.reset();
  }

  void take_events() {
    for (const TraceEvent& event : session_.fresh()) {
      if (event.kind == EventKind::output) write(event);
      if (event.kind == EventKind::run_end) by_interrupt_ = (event.flags & run_ended_by_interrupt) != 0;
    }
    if (std::fflush(stdout) != 0) output_failed();
    if (trace_) trace_->add(session_.fresh());
  }

  void write(const TraceEvent& event) {
    const std::string_view text = session_.text(event.argument);
    const auto stream = static_cast<OutputStream>(event.flags);
    if (stream == OutputStream::echo) return;  // The terminal has shown it.
    const bool is_out = stream == OutputStream::out;
    if (is_out && output_error_ != 0) return;
    if (is_out) std::fflush(stderr);
    else if (std::fflush(stdout) != 0) output_failed();
    if (std::fwrite(text.data(), 1, text.size(), is_out ? stdout : stderr) != text.size() && is_out) output_failed();
  }

  /// The output cannot be written: its reader has closed the pipe, or the disk is full.
  void output_failed() {
    if (output_error_ != 0) return;
    output_error_ = errno;
    session_.stop();
  }

  int finish() {
    if (trace_) {
      trace_->finish();
      trace_file_.close();
    }
    if (request_.print_schedule) std::cerr << session_.schedule().text() << "\n";
    if (request_.print_statistics) print_statistics();
    if (request_.print_findings) std::cerr << session::findings_text(session_.findings());
    if (trace_ && !trace_file_) return complain("cannot write '" + *request_.trace_path + "'");
    if (output_error_ == EPIPE) {
      std::cerr << "BrokenPipeError: [Errno " << EPIPE << "] Broken pipe\n";
      return exit_failed;
    }
    if (output_error_ != 0) return complain(std::string("cannot write the output: ") + std::strerror(output_error_));
    if (by_interrupt_) die_by_interrupt();
    return session_.model().exit_code.value_or(exit_failed);
  }

  static int complain(const std::string& what) {
    std::cerr << "threadbox: " << what << "\n";
    return exit_failed;
  }

  /// Ends by the signal, as CPython does, so that a shell's loop around it ends, too.
  static void die_by_interrupt() {
    std::fflush(nullptr);
    std::signal(SIGINT, SIG_DFL);
    std::raise(SIGINT);
  }

  void print_statistics() const {
    const session::Statistics statistics = session_.statistics();
    std::cerr << "events " << statistics.events << "\nswitches " << statistics.switches << "\n";
    if (request_.options.runner == session::RunnerKind::simulated) std::cerr << "scheduling points " << statistics.steps << "\n";
    std::cerr << "heap bytes at the end " << statistics.heap_bytes << "\nseconds "
              << static_cast<double>(statistics.time_ns) / 1e9
              << (request_.options.runner == session::RunnerKind::simulated ? " (virtual)\n" : "\n");
  }

  session::Session& session_;
  const RunRequest& request_;
  LineReader input_;
  std::optional<std::string> lines_;  ///< Read, and not yet given to the program.
  std::ofstream trace_file_;
  std::optional<session::ChromeTrace> trace_;
  int output_error_ = 0;
  bool by_interrupt_ = false;
};

}  // namespace

int run_program(const RunRequest& request, std::string source, std::string filename) {
  auto session = std::make_unique<session::Session>();
  const std::vector<session::Problem> problems = session->load(std::move(source), std::move(filename));
  if (!problems.empty() && !problems.back().is_warning) {
    for (const session::Problem& problem : problems) std::cerr << problem.text;
    return exit_failed;
  }
  Observer observer(*session, request);
  if (!observer.open_trace()) {
    std::cerr << "threadbox: can't open file '" << *request.trace_path << "' for the trace\n";
    return exit_usage;
  }
  session::RunOptions options = request.options;
  auto files = read_given_files(request.files);
  if (!files) return exit_usage;
  options.files = std::move(*files);
  std::signal(SIGINT, [](int) { interrupted.store(true); });
  std::signal(SIGPIPE, SIG_IGN);  // Let write() return an error instead.
  options.interactive = false;
  options.has_input = true;
  options.input_is_terminal = LineReader::is_terminal();
  options.simulation.records_accesses = request.print_findings;
  session->run(options);
  const int exit_code = observer.watch();
  // The run has ended, and the process is about to end, which frees its memory faster. Volatile, since a compiler may drop a pointer
  // that nothing reads, and the LeakSanitizer then reports the session as lost.
  [[maybe_unused]] static const session::Session* volatile const kept = session.release();
  return exit_code;
}

}  // namespace threadbox::cli
