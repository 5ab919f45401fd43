#pragma once

#include "explore/search.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

// Threads of a few operations each, executed without a virtual machine, so that thousands of programs are explored in seconds.
namespace threadbox::explore {

/// An operation of an abstract program, and what it is applied to.
struct Operation {
  enum class Kind : std::uint8_t {
    load,     ///< The thread's local := the variable.
    store,    ///< The variable := the local + `value`.
    acquire,  ///< Waits until the lock is free.
    release,  ///< Of a lock that the thread may not have: then it does nothing.
    attempt,  ///< Acquires the lock if it is free; the local := whether it did.
    down,     ///< Waits until the semaphore is positive.
    up,
    sleep,  ///< Until time has passed by `value`.
    skip,   ///< Unless the local is `value`, the next `count` operations are skipped. It is no step of its own.
    scan,   ///< Loads the variable whose number is the local; unless it is 0, the local is decremented, and this is repeated.
  };
  Kind kind;
  std::size_t object = 0;
  int value = 0;
  std::size_t count = 0;
};

struct AbstractProgram {
  std::vector<std::vector<Operation>> threads;
  int local = 0;  ///< Of each thread at the beginning.
  [[nodiscard]] std::string text() const;
};

/// A program by a seed: two to four threads with variables, locks that may be left held or taken in opposite orders, semaphores, sleeps and
/// attempts.
AbstractProgram random_abstract_program(std::uint32_t seed);
/// lastzero(n) of the table.
AbstractProgram abstract_last_zero(std::size_t n);

/// What a search has found.
struct AbstractResult {
  std::uint64_t runs = 0;
  std::map<std::string, std::uint64_t> traces;  ///< In how many complete runs each was seen. Equivalent runs have the same text.
  bool is_over = false;  ///< No run is left.
};

/// Makes at most so many runs. `counts_only`: the texts of traces are left out, which is faster; all count as one.
AbstractResult explore(const AbstractProgram& program, Search& search, std::uint64_t most_runs, bool counts_only = false);

}  // namespace threadbox::explore
