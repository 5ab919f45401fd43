#include "engine/fiber.h"

#include <cstring>
#include <cxxabi.h>
#include <utility>

/// Saves the registers that a call preserves on the present stack, leaves its address in `save`, and goes on with the stack
/// at `load`, which was left in the same way. Before gcc's and clang's own: ucontext would call the kernel each time.
extern "C" void threadbox_model_switch(void** save, void* load);
asm(R"(
.text
.type threadbox_model_switch, @function
threadbox_model_switch:
  pushq %rbp
  pushq %rbx
  pushq %r12
  pushq %r13
  pushq %r14
  pushq %r15
  movq %rsp, (%rdi)
  movq %rsi, %rsp
  popq %r15
  popq %r14
  popq %r13
  popq %r12
  popq %rbx
  popq %rbp
  ret
.size threadbox_model_switch, .-threadbox_model_switch
)");

namespace threadbox::model {

namespace {

constexpr std::size_t saved_registers = 6;
// More than any call chain of the rooms uses. Bytes that earlier runs have left in dead slots make equal states
// look different, which only costs time.
constexpr std::size_t used = 6 * 1024;
constexpr std::size_t scratch = 768;

/// The Itanium ABI's __cxa_eh_globals.
struct ExceptionGlobals {
  void* caught;
  unsigned int uncaught;
};

ExceptionGlobals& exception_globals() noexcept { return *reinterpret_cast<ExceptionGlobals*>(abi::__cxa_get_globals()); }

}  // namespace

void Stack::prepare(void (*entry)()) noexcept {
  std::memset(bytes_ + size - used, 0, used);
  // At its entry a function finds its return address on a stack that is aligned but for that.
  void** slot = reinterpret_cast<void**>(bytes_ + size - 64);
  *--slot = nullptr;
  *--slot = reinterpret_cast<void*>(entry);
  slot -= saved_registers;
  sp_ = slot;
  caught_ = nullptr;
  uncaught_ = 0;
}

void Stack::resume() noexcept {
  ExceptionGlobals& globals = exception_globals();
  const ExceptionGlobals saved = globals;
  globals = {caught_, static_cast<unsigned int>(uncaught_)};
  threadbox_model_switch(&resumer_, sp_);
  caught_ = globals.caught;
  uncaught_ = globals.uncaught;
  globals = saved;
  std::memset(static_cast<std::byte*>(sp_) - scratch, 0, scratch);
}

void Stack::suspend() noexcept { threadbox_model_switch(&sp_, resumer_); }

}  // namespace threadbox::model
