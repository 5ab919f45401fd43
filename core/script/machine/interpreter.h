#pragma once

#include "script/machine/access_recorder.h"
#include "script/machine/access_watch.h"
#include "script/machine/execution.h"
#include "script/machine/vm.h"
#include "script/values/visible.h"

namespace threadbox::script {

/// Executes one thread's frames: the dispatch loop and the functions that its instructions are made of. docs/machine.md describes it.
/// A call of run() makes one; execution.h is its interface.
/// Threads: the one that drives `thread`, with the GIL if there is one.
/// Errors:  none leave run(); the program's exceptions are unwound to its handlers, or end in VmThread::uncaught.
class Interpreter {
 public:
  Interpreter(VmThread& thread, std::optional<Preemption> preemption, AccessWatch* watch)
      : thread_(thread),
        vm_(thread.vm),
        waiter_(thread.waiter()),
        frame_(thread.frame()),
        execute_(preemption ? &Interpreter::execute<true> : &Interpreter::execute<false>),
        watch_(preemption == Preemption::access ? watch : nullptr),
        recorder_(preemption && vm_.recorder != nullptr && vm_.recorder->recording() ? vm_.recorder : nullptr),
        switch_point_(point_of(preemption, watch_)),
        point_(switch_point_ | (recorder_ != nullptr ? record_point : std::uint8_t{0})) {}
  Outcome run();

 private:
  /// The kind of Code::points that matter; 0: none.
  static std::uint8_t point_of(std::optional<Preemption> preemption, const AccessWatch* watch) noexcept {
    if (watch != nullptr) return watch->watching() ? access_point : std::uint8_t{0};
    return preemption == Preemption::line ? Code::line_point : Code::instruction_point;
  }
  [[nodiscard]] std::uint8_t points_here() const noexcept { return frame_->code->points[frame_->next]; }
  bool switches_here();
  // --- fast_path.cpp
  template <bool Preemptible>
  std::optional<Outcome> execute();
  bool enter_function(Value* place, std::uint32_t count);
  bool enter_property(Value* place, const CachedLookup& known);
  bool enter_init(Value* place, std::uint32_t count, const CachedLookup* known);
  bool leave_function(Value result);

  // --- inline_caching.cpp
  /// The current instruction's cache entry, or null. `next`: the instruction after it.
  [[nodiscard]] const CachedLookup* cached_at(const Instruction* next) const noexcept {
    return frame_->code->inline_cache.at(static_cast<std::size_t>(next - frame_->code->start) - 1);
  }
  void cache(CachedLookup lookup) { frame_->code->inline_cache.put(frame_->next - 1, lookup); }
  [[nodiscard]] bool may_cache() const noexcept { return frame_->code->inline_cache.may_cache(frame_->next - 1); }
  void cache_global(const Str* name);
  void cache_attribute(Value object, const Str* name);
  void cache_class_attribute(const Class& cls, const Str* name);
  void cache_store(Value object, const Str* name);
  void cache_construct(const Class& cls);

  // --- slow_path.cpp: every instruction, for every value
  /// Executes `instruction`; frame_->next is already past it. True: execution leaves with outcome_.
  bool execute_one(Instruction instruction);
  void load_fast(std::uint32_t slot);
  void store_fast(std::uint32_t slot);
  void delete_fast(std::uint32_t slot);
  void finalize_deleted(Value value);
  void delete_cell(std::uint32_t slot);
  void delete_global(Str* name);
  void load_name(Str* name);
  void delete_name(Str* name);
  void load_name_or_cell(std::uint32_t slot);
  void store_attribute(Str* name);
  void remove_attribute(Str* name);
  void load_item();
  void store_item();
  void remove_item();
  void unary_operator(UnaryOp op);
  void binary_operator(BinaryOp op, bool in_place);
  void compare_values(CompareOp op);
  void test_membership(bool negated);
  void build_slice(bool has_step);
  /// Pops the `count` topmost values.
  std::vector<Value> take(std::uint32_t count);
  void build_set(std::uint32_t operand);
  void build_map(std::uint32_t count);
  void append_to_list(std::uint32_t depth);
  void update_set(std::uint32_t depth);
  void jump_if(bool wanted, std::uint32_t target);
  void jump_or_pop(bool wanted, std::uint32_t target);
  void get_iterator();
  /// for_iter: pushes the next item, or pops the iterator and jumps to `end`.
  void advance_iterator(std::uint32_t end);
  void enter_handler();
  bool call_exit();
  void display_value();

  // --- interpreter.cpp
  bool leave(Outcome outcome) noexcept {
    outcome_ = outcome;
    return true;
  }
  [[nodiscard]] Str* name(std::uint32_t index) const { return frame_->code->names[index]; }
  [[nodiscard]] const std::string& slot_name(std::uint32_t slot) const { return frame_->code->code->slot_names[slot]; }
  /// Does the work of a handler in run(), which may raise as well. Returns that exception, or undefined.
  template <typename Work>
  Value raised_by(const Work& work);
  Value out_of_memory(Value during) noexcept;
  [[nodiscard]] bool must_stop() const noexcept { return waiter_.requests() != 0 || vm_.heap().wants_collection(); }
  bool safepoint();
  /// Calls the value at `first` on the stack: [callable, self or undefined, arguments…]. True: execution leaves with outcome_.
  bool call(std::size_t first, std::size_t count, const Tuple* keyword_names);
  bool finish_call(Value result);
  bool call_unpacked(bool has_keywords);

  // --- unwinding.cpp: the end of frames, and the delivery of their results
  [[nodiscard]] Instruction current() const noexcept { return frame_->code->code->instructions[frame_->next - 1]; }
  void leave_frame(Value result);
  /// Delivers a frame's result to its caller, which is frame_ already.
  void deliver(const Continuation& done, Value result);
  void make_generator();
  void yield_value(Value value);
  void finish_class_body(Value cls);
  bool truth_of_result(Value result, bool is_length);
  /// Receives the next item of an iterator for for_iter, send or throw_into; undefined if the iteration has ended.
  void got_next(Value value);
  void end_iteration(Value result);
  void advance(Value iterator, Value sent);
  void throw_into(Value iterator, Value exception);
  /// Pops frames up to one with a handler for `exception`. False if none has one: then no frame is left.
  bool unwind(Value exception);
  void note_place(ExceptionObject& exception, std::uint32_t at);
  /// unwind() for an instruction: an exception that the program raises is not thrown through C++. True: execution leaves.
  bool raise(Value exception) { return !unwind(exception) && leave(Outcome::finished); }
  /// Sets how the result of the frame that was just pushed is delivered; enters that frame.
  void entered(ReturnAction action, std::uint32_t operands);

  // --- special_methods.cpp
  /// Calls a special method of `self` if its class has one in Python; its result replaces the `operands` topmost values. False if it
  /// has none.
  bool special_call(Value self, Str* method, std::initializer_list<Value> arguments, ReturnAction action, std::uint32_t operands);
  void call_fallback(std::string_view fallback, std::initializer_list<Value> arguments, ReturnAction action,
                     std::uint32_t operands);
  bool special_binary(BinaryOp op, bool in_place);
  bool special_compare(CompareOp op);
  bool call_operator_method(Value self, Str* method, Value other, OperandStage stage);
  bool call_reflected(BinaryOp op);
  /// Called when an operand's method has returned NotImplemented: calls the other operand's, or raises TypeError.
  void try_next_operand(OperandStage stage);
  /// Sets `result` to the truth of the value. False if it had to call __bool__ or __len__: then the instruction is executed again.
  bool test(Value value, bool& result);
  /// Calls the fallback of the current instruction, whose operand has its special method in Python.
  void call_fallback_of_instruction(const NeedsFallback& need);

  // --- instructions.cpp
  [[noreturn]] void raise_unbound(std::uint32_t slot);
  [[noreturn]] void undefined_name(Str* name);
  Value load_cell(std::uint32_t slot);
  /// The exception that a raise statement raises; undefined if it had to call a class first: then the instruction is executed again.
  Value exception_to_raise(std::uint32_t count);
  bool instantiate(std::uint32_t depth);
  Value built_in(Str* name);
  Value load_build_class();
  Value load_global(Str* name);
  void store_global(Str* name, Value value);
  void annotate(Str* name);
  void load_attribute(Str* name, bool for_call);
  void format_value(std::uint32_t operand);
  void build_string(std::uint32_t count);
  void make_function(std::uint32_t parts);
  [[noreturn]] void not_iterable(Value value, const std::string& message);
  void unpack(std::uint32_t before, std::uint32_t after, bool has_rest);
  void import_name(Str* name);
  [[noreturn]] void missing_module(std::string_view name);
  void import_from(Str* name);
  void import_star();
  void extend_list(std::uint32_t operand);
  void dict_merge(Dict& into, Value from, bool is_call);
  [[nodiscard]] std::string callee_text(Value callee) const;
  void load_with_methods();
  bool matches(Value exception, Value type);

  VmThread& thread_;
  Vm& vm_;
  Waiter& waiter_;
  Frame* frame_;
  Outcome outcome_{};
  bool reraising_ = false;
  /// Called through a pointer so that it is not inlined into run(): see ticks_before_reentry in fast_path.cpp.
  std::optional<Outcome> (Interpreter::* const execute_)();
  AccessWatch* const watch_;  ///< Null unless it decides which points preempt.
  AccessRecorder* const recorder_;  ///< Null unless accesses are recorded.
  const std::uint8_t switch_point_;  ///< The kind of Code::points that preempt.
  const std::uint8_t point_;  ///< The kinds before which execute() returns: also those before instructions that are recorded.
  bool at_first_instruction_ = true;  ///< It is not preempted before one, or the thread would not get on.
  std::uint32_t fuel_ = 4096;  ///< Instructions left before a preemptible run returns Outcome::requested.
};

}  // namespace threadbox::script
