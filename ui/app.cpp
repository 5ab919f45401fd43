#include "ui/app.h"

#include <new>
#include <utility>
#include <vector>

namespace threadbox::ui {

using namespace session;

bool App::update() try {
  const bool was_live = session_.live();
  return session_.drain() > 0 || was_live != session_.live();
} catch (const std::bad_alloc&) {
  return failed_ = true;
}

void App::draw() {
  std::vector<Command> commands;
  screen_.draw(session_.model(), session_.live(), [&](Command command) { commands.push_back(std::move(command)); });
  for (const Command& command : commands) {
    try {
      session_.post(command);
    } catch (const std::bad_alloc&) {
      failed_ = true;
    }
  }
}

}  // namespace threadbox::ui
