#include "ui/app.h"

#include <new>
#include <utility>

namespace threadbox::ui {

using namespace session;

bool App::update() try {
  const bool was_live = session_.live();
  const bool changed = session_.drain() > 0 || was_live != session_.live();
  // That nothing can go on is known without an event, when none has come for a while.
  const Standing before = std::exchange(standing_, summary(session_.model()).standing);
  return changed || standing_ != before;
} catch (const std::bad_alloc&) {
  return failed_ = true;
}

void App::draw() {
  screen_.draw(session_.model(), session_.live(), [&](Command command) { commands_.push_back(std::move(command)); });
}

void App::apply() {
  for (const Command& command : std::exchange(commands_, {})) {
    try {
      session_.post(command);
    } catch (const std::bad_alloc&) {
      failed_ = true;
    }
  }
}

}  // namespace threadbox::ui
