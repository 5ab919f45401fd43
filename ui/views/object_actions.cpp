#include "ui/views/object_actions.h"

#include "ui/views/describe.h"

namespace threadbox::ui {

using namespace session;

namespace {

std::span<const Action> actions_of_kind(ObjectKind kind) noexcept {
  // A click must not block the Console, so these calls do not wait.
  static constexpr Action lock[] = {{"acquire", "$.acquire(blocking=False)"}, {"release", "$.release()"}};
  static constexpr Action condition[] = {{"notify", "with $: $.notify()"}, {"notify all", "with $: $.notify_all()"}};
  static constexpr Action event[] = {{"set", "$.set()"}, {"clear", "$.clear()"}};
  static constexpr Action barrier[] = {{"abort", "$.abort()"}, {"reset", "$.reset()"}};
  static constexpr Action queue[] = {{"put", "$.put_nowait(%)"}, {"get", "$.get_nowait()"}, {"task done", "$.task_done()"}};
  static constexpr Action future[] = {{"cancel", "$.cancel()"}};
  // Without waiting, since the calls that are running may never end.
  static constexpr Action executor[] = {{"shut down", "$.shutdown(wait=False)"}};
  static constexpr std::span<const Action> simple_queue = std::span(queue).first(2);
  switch (kind) {
    case ObjectKind::lock:
    case ObjectKind::rlock:
    case ObjectKind::semaphore: return lock;
    case ObjectKind::condition: return condition;
    case ObjectKind::event: return event;
    case ObjectKind::barrier: return barrier;
    case ObjectKind::queue: return queue;
    case ObjectKind::simple_queue: return simple_queue;
    case ObjectKind::future: return future;
    case ObjectKind::executor: return executor;
    default: return {};
  }
}

bool takes_actions(const ObjectRow& object) {
  if (object.is_internal) return false;
  if (object.kind == ObjectKind::future) return object.future == FuturePhase::pending;
  return !(object.kind == ObjectKind::executor && object.shut_down);
}

/// "; Ada, Ben wait"; of many, the first ones.
std::string waiters_text(const Model& model, const ObjectRow& object) {
  constexpr std::size_t most = 4;
  std::string text;
  std::size_t count = 0;
  for (const ObjectId waiter : object.waiters)
    if (const ThreadRow* thread = model.thread(waiter); thread != nullptr && ++count <= most)
      text += (count == 1 ? "; " : ", ") + label(*thread);
  if (count > most) text += " and " + std::to_string(count - most) + " more";
  return text + (count == 0 ? "" : count == 1 ? " waits" : " wait");
}

}  // namespace

std::span<const Action> actions_of(const ObjectRow& object) noexcept {
  return takes_actions(object) ? actions_of_kind(object.kind) : std::span<const Action>();
}

std::string statement_of(const Action& action, const std::string& name, const std::string& value) {
  std::string result;
  for (const char* c = action.statement; *c != '\0'; ++c) {
    if (*c == '$') result += name;
    else if (*c == '%') result += value.empty() ? "None" : value;
    else result += *c;
  }
  return result;
}

std::vector<CardText> card_texts(const Model& model, const std::map<ObjectId, std::string>& values) {
  constexpr std::size_t most = 200;
  std::vector<CardText> cards;
  const bool takes_statements = objection_to_statements(model) == nullptr;
  for (const ObjectRow& object : model.objects) {
    if (object.is_internal || cards.size() == most) continue;
    const std::string kind = object.variable.empty() ? "" : object_kind_name(object.kind) + std::string(" ");
    CardText& card =
        cards.emplace_back(object.id, kind + label(object) + ": " + state_text(model, object) + waiters_text(model, object));
    if (!takes_statements) continue;
    const auto typed = values.find(object.id);
    const std::string value = typed != values.end() ? typed->second : "";
    for (const Action& action : actions_of(object)) card.statements.push_back(statement_of(action, expression(object), value));
  }
  return cards;
}

}  // namespace threadbox::ui
