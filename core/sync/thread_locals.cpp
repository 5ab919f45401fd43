#include <threadbox/sync/detail/thread_locals.h>

#include <memory>
#include <utility>

namespace threadbox {

void detail::destroy_thread_locals(Waiter& self) noexcept {
  // A value's destructor may create another one.
  while (self.locals != nullptr) {
    const std::unique_ptr<ThreadLocals> locals(std::exchange(self.locals, nullptr));
    locals->destroy_values(self);
  }
}

}  // namespace threadbox
