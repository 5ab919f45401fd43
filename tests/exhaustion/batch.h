#pragma once

#include "refused_run.h"

#include <string>
#include <vector>

namespace threadbox::exhaustion {

/// Runs of one program that differ in the allocation that is the first to be refused.
struct Batch {
  const Program* program = nullptr;
  RunnerName runner = RunnerName::simulated;
  Refusal refusal;
  std::vector<std::uint64_t> firsts;          ///< More than there are allocations: such a run is left out.
  unsigned samples = 0;                       ///< So many more, over all of the program's.
  std::uint64_t seed = 0;                     ///< Of the samples.
};

/// The results of batches.
struct Tally {
  std::uint64_t runs = 0, refusing = 0, failed = 0;
};

/// The command that repeats a case.
std::string command_of(const Batch& batch, std::uint64_t first);

/// Runs a batch, in a process of its own where there are processes: a crash is one failure, and named. Says on standard error
/// the failures, with the commands that repeat them.
void run_batch(const Batch& batch, Tally& tally);

}  // namespace threadbox::exhaustion
