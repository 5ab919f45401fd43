#include "batch.h"

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <random>

#ifndef __EMSCRIPTEN__
#include <csignal>
#include <ctime>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>
#endif

namespace threadbox::exhaustion {

namespace {

/// The report of a process to its parent, in shared memory.
struct Report {
  Tally tally;
  std::uint64_t first = 0;   ///< Of the run under way; 0: none.
  std::uint64_t to_come = 0; ///< How many runs of the batch have not begun.
};

std::vector<std::uint64_t> firsts_of(const Batch& batch, std::uint64_t allocations) {
  std::vector<std::uint64_t> firsts;
  std::ranges::copy_if(batch.firsts, std::back_inserter(firsts), [&](std::uint64_t first) { return first <= allocations; });
  std::mt19937_64 random(batch.seed);
  for (unsigned i = 0; i < batch.samples && allocations > 0; ++i) firsts.push_back(random() % allocations + 1);
  return firsts;
}

void tell(const Batch& batch, std::uint64_t first, const std::string& what) {
  std::fprintf(stderr, "\n--- %s\n    %s\n", what.c_str(), command_of(batch, first).c_str());
}

/// The last `left` runs of the batch; all, if there are so many.
void run_here(const Batch& batch, Report& report, std::uint64_t left) {
  report.first = 0;
  Refusal refusal = batch.refusal;
  refusal.first = 0;
  const Outcome usual = run(*batch.program, batch.runner, refusal, nullptr);
  std::vector<std::uint64_t> firsts = firsts_of(batch, usual.allocations);
  if (firsts.size() > left) firsts.erase(firsts.begin(), firsts.end() - static_cast<std::ptrdiff_t>(left));
  report.to_come = firsts.size();
  for (const std::uint64_t first : firsts) {
    report.first = refusal.first = first;
    --report.to_come;
#ifdef __EMSCRIPTEN__
    std::fprintf(stderr, "%s\n", command_of(batch, first).c_str());  // Should it be the last.
#endif
    const Outcome outcome = run(*batch.program, batch.runner, refusal, &usual);
    ++report.tally.runs;
    report.tally.refusing += outcome.refused > 0 ? 1 : 0;
    const std::string wrong = judge(*batch.program, batch.runner, usual, outcome);
    if (wrong.empty()) continue;
    ++report.tally.failed;
    tell(batch, first,
         wrong + "\n=== usually, with exit code " + std::to_string(usual.code) + ":\n" + usual.out + usual.err +
             "=== now, with exit code " + std::to_string(outcome.code) + ":\n" + outcome.out + outcome.err + "===");
  }
  report.first = 0;
}

#ifndef __EMSCRIPTEN__

constexpr unsigned longest_run_s = 120;

std::string reason(int status) {
  if (WIFSIGNALED(status)) return WTERMSIG(status) == SIGALRM ? "the run did not end" : strsignal(WTERMSIG(status));
  return "ended with " + std::to_string(WEXITSTATUS(status));
}

/// False: it ended badly.
bool run_apart(const Batch& batch, Report& report, std::uint64_t left) {
  std::fflush(nullptr);
  const pid_t child = fork();
  if (child == 0) {
    alarm(longest_run_s);
    run_here(batch, report, left);
    std::exit(0);  // So that leaks are told.
  }
  int status = 0;
  waitpid(child, &status, 0);
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return true;
  ++report.tally.failed;
  tell(batch, report.first, reason(status));
  return false;
}

#endif

}  // namespace

std::string command_of(const Batch& batch, std::uint64_t first) {
  return "exhaustion-tests --program " + batch.program->name + " --runner " +
         std::string(runner_names[static_cast<int>(batch.runner)]) + " --kind " +
         std::string(kind_names[static_cast<int>(batch.refusal.kind)]) + " --count " + std::to_string(batch.refusal.count) +
         (batch.refusal.of_program ? "" : " --from-start") + " --first " + std::to_string(first);
}

void run_batch(const Batch& batch, Tally& tally) {
#ifdef __EMSCRIPTEN__
  Report report;
  run_here(batch, report, ~std::uint64_t{0});
  const Tally done = report.tally;
#else
  void* shared = mmap(nullptr, sizeof(Report), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  Report& report = *new (shared) Report;
  for (std::uint64_t left = ~std::uint64_t{0}; left > 0;) {
    const bool ended_well = run_apart(batch, report, left);
    // Continues after a crash, unless the run crashed without a refusal.
    left = ended_well || report.first == 0 ? 0 : std::min(left - 1, report.to_come);
  }
  const Tally done = report.tally;
  munmap(shared, sizeof(Report));
#endif
  tally.runs += done.runs;
  tally.refusing += done.refusing;
  tally.failed += done.failed;
}

}  // namespace threadbox::exhaustion
