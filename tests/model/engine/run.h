#pragma once

#include "engine/hash.h"

#include <threadbox/park/waiter.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace threadbox::model {

/// A possible next step of a run.
struct Choice {
  enum class Kind : std::uint8_t {
    step,      ///< The thread runs until its next access.
    expire,    ///< The deadline of its sleep passes.
    complete,  ///< Its oldest delayed store becomes visible.
  };
  std::uint8_t thread;
  Kind kind;
  friend bool operator==(const Choice&, const Choice&) = default;
};

/// A few threads that meet at primitives, as a class whose members they share. It is constructed anew for each run.
/// Everything that its threads can access has to be a member, or allocated during the run.
class Meeting {
 public:
  Meeting() = default;
  Meeting(const Meeting&) = delete;
  Meeting& operator=(const Meeting&) = delete;
  virtual ~Meeting() = default;

  /// Called whenever no thread can continue except by a timeout: expect() here that each sleeping thread has to wait.
  virtual void when_quiet() {}
  /// Called when all threads have ended.
  virtual void at_end() {}
  /// Unless it returns true, it is a failure if no step is possible before all threads have ended.
  [[nodiscard]] virtual bool may_sleep_for_ever() const { return false; }

  /// A thread of this meeting, the next number from 0 up. A ThreadStopped ends it in order.
  void thread(std::function<void()> body);

 protected:
  /// Of the thread of that number.
  [[nodiscard]] static Waiter& waiter(int number);
  [[nodiscard]] static bool sleeps(int number);
  [[nodiscard]] static bool ended(int number);
  [[nodiscard]] static bool was_stopped(int number);
  [[nodiscard]] static int sleeping();

  Clock clock;
};

using MeetingMaker = std::function<std::unique_ptr<Meeting>()>;

/// Ends the run as failed unless `holds`.
void expect(bool holds, const char* law);
/// Others may go on here.
void step() noexcept;
/// The clock moves on.
void let_pass(Seconds time);
/// A further thread, from within a run.
void spawn(std::function<void()> body);

struct RunOptions {
  /// Stores that are not sequentially consistent reach the others later, as from a core's store buffer.
  bool delayed_stores = false;
  /// Others may go on before each access, also where they could not notice: for schedules that stay what they are.
  bool every_access = false;
  /// Each access is written to standard error.
  bool told = false;
};

/// One run of a meeting, driven by choices.
class Run {
 public:
  Run(const MeetingMaker& make, RunOptions options);
  ~Run();

  /// See Locations.
  static bool take_news();
  static void forget_locations();

  /// The steps that are possible now; none once the run has failed.
  void collect(std::vector<Choice>& into) const;
  void perform(Choice choice);
  /// Of everything that the rest of the run depends on.
  [[nodiscard]] std::uint64_t hash() const;
  /// No thread can go on but by a time-out.
  void check_quiet();
  /// Nothing can happen any more.
  void check_end();
  [[nodiscard]] bool all_ended() const;
  [[nodiscard]] const std::string& failure() const;

 private:
  std::unique_ptr<Meeting> meeting_;
};

}  // namespace threadbox::model
