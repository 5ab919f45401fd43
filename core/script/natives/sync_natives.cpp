#include "script/machine/exception_report.h"
#include "script/natives/sync_payloads.h"
#include "script/text/text_view.h"
#include "script/values/conversion.h"
#include "script/values/critical_section.h"
#include "script/values/iteration.h"
#include "script/values/repr.h"
#include "script/values/special_method.h"
#include "script/machine/output.h"

#include <threadbox/sync/barrier.h>
#include <threadbox/sync/event.h>

namespace threadbox::script {

namespace {

Event& event_of(Call& call) { return payload_as<Holds<Event>>(call, "Event").object; }
Barrier& barrier_of(Call& call) { return payload_as<Holds<Barrier>>(call, "Barrier").object; }
const std::shared_ptr<Thread>& thread_of(Call& call) { return payload_as<HoldsThread>(call, "Thread").thread; }

// --- Event

Value event_init(Call& call) {
  give(call.vm, instance_argument(call), std::make_unique<Holds<Event>>(call.vm, &call.vm.runtime(), &call.thread.waiter()));
  return Value::none();
}
Value event_is_set(Call& call) { return Value::boolean(event_of(call).is_set()); }
Value event_set(Call& call) {
  event_of(call).set(call.thread.waiter());
  return Value::none();
}
Value event_clear(Call& call) {
  event_of(call).clear(call.thread.waiter());
  return Value::none();
}
Value event_wait(Call& call) {
  const auto finish = [](VmThread&, Operation& operation) {
    return Value::boolean(static_cast<Event::Wait&>(operation).result());
  };
  return call.thread.block<Event::Wait>(finish, event_of(call), timeout(call, 1));
}

// --- Barrier

Value barrier_init(Call& call) {
  const std::int64_t parties = whole_number(call, call.arguments[1]);
  give(call.vm, instance_argument(call),
       std::make_unique<Holds<Barrier>>(call.vm, parties, Barrier::Action{}, timeout(call, 2), &call.vm.runtime(),
                                        &call.thread.waiter()));
  return Value::none();
}

Value barrier_wait(Call& call) {
  const auto finish = [](VmThread&, Operation& operation) {
    const auto& wait = static_cast<Barrier::Wait&>(operation);
    return Value::integer(wait.must_act() ? ~std::int64_t{wait.index()} : wait.index());
  };
  const auto leader = truthy(call.vm, call.arguments[2]) ? Barrier::Wait::Leader::acts : Barrier::Wait::Leader::opens;
  return call.thread.block<Barrier::Wait>(finish, barrier_of(call), timeout(call, 1), leader);
}

Value barrier_open(Call& call) {
  barrier_of(call).open(call.thread.waiter());
  return Value::none();
}
Value barrier_fail(Call& call) {
  barrier_of(call).fail(call.thread.waiter());
  return Value::none();
}
Value change_barrier(Call& call, Barrier::Change::To to) {
  return call.thread.block<Barrier::Change>([](VmThread&, Operation&) { return Value::none(); }, barrier_of(call), to);
}
Value barrier_abort(Call& call) { return change_barrier(call, Barrier::Change::To::broken); }
Value barrier_reset(Call& call) { return change_barrier(call, Barrier::Change::To::empty); }
Value barrier_parties(Call& call) { return Value::integer(barrier_of(call).parties()); }
Value barrier_n_waiting(Call& call) { return Value::integer(barrier_of(call).n_waiting()); }
Value barrier_broken(Call& call) { return Value::boolean(barrier_of(call).broken()); }

// --- Thread

TextView text_argument(Call& call, std::size_t index) { return static_cast<Str*>(call.arguments[index].object())->text; }

Value thread_init(Call& call) {
  Thread::Options options;
  options.name = text_argument(call, 1);
  options.target_name = text_argument(call, 2);
  if (!call.arguments[3].is_none()) options.daemon = truthy(call.vm, call.arguments[3]);
  give(call.vm, instance_argument(call),
       std::make_unique<HoldsThread>(call.vm, Thread::create(call.vm.runtime(), call.thread.waiter(), std::move(options))));
  return Value::none();
}

/// A short repr, made without calling Python: of a plain value, of a function or a primitive its name, of others the type.
std::string short_text(Call& call, Value value) {
  constexpr std::size_t most = 20;
  const auto plain = [&] {
    return value.is_none() || value.is_bool() || value.is_int() || as<Str>(value) != nullptr || as<Float>(value) != nullptr;
  };
  std::string text;
  if (plain() && special_in_python(call.vm, value, call.vm.names.repr).is_undefined()) {
    if (const auto* str = as<Str>(value); str != nullptr && str->text.size() > most) return "'…'";
    text = own_repr(call.vm, value);
  } else if (const auto* function = as<Function>(value)) {
    text = function->code->code->name;
  } else if (const auto* native = as<Native>(value)) {
    text = native->name;
  } else if (const auto* method = as<BoundMethod>(value)) {
    text = short_text(call, method->function);
  } else if (const auto* cls = as<Class>(value)) {
    text = std::string(cls->name->text);
  } else if (const auto* instance = as<Instance>(value);
             instance != nullptr && instance->payload() != nullptr && instance->payload()->global_name.get() != nullptr) {
    text = std::string(instance->payload()->global_name.get()->text);
  } else {
    text = "<" + call.vm.type_name(value) + ">";
  }
  return text.size() > most ? "…" : text;
}

/// thread_target(thread, target, args, kwargs): the call that the thread makes, for views.
Value thread_target(Call& call) {
  constexpr std::size_t most = 60;
  const Value target = call.arguments[1];
  const auto* function = as<Function>(target);
  if (target.is_none() || (function != nullptr && is_prelude(*function->code->code))) return Value::none();
  std::string text;
  const auto add = [&](const std::string& argument) { text += (text.empty() ? "" : ", ") + argument; };
  if (as<Tuple>(call.arguments[2]) != nullptr || as<List>(call.arguments[2]) != nullptr)
    for (const Value argument : collect(call.vm, call.arguments[2])) add(short_text(call, argument));
  else add("…");
  if (const auto* kwargs = as<Dict>(call.arguments[3]); kwargs != nullptr && kwargs->size() > 0) add("…");
  if (text.size() > most) text = "…";
  record(call.thread.waiter(), EventKind::thread_target, thread_of(call)->id(),
         intern(call.thread.waiter(), short_text(call, target) + "(" + text + ")"));
  return Value::none();
}

Value main_thread_init(Call& call) {
  give(call.vm, instance_argument(call),
       std::make_unique<HoldsThread>(call.vm, call.vm.runtime().main_thread().shared_from_this()));
  call.vm.set_thread_object(call.vm.runtime().main_thread().waiter().thread(), call.arguments[0]);
  return Value::none();
}

/// The Console's Thread object, made when its statements call current_thread().
Value console_thread_init(Call& call) {
  give(call.vm, instance_argument(call), std::make_unique<HoldsThread>(call.vm, call.thread.thread));
  call.vm.set_thread_object(call.thread.waiter().thread(), call.arguments[0]);
  return Value::none();
}

Value thread_start(Call& call) {
  auto& payload = payload_as<HoldsThread>(call, "Thread");
  const std::shared_ptr<Thread>& thread = payload.thread;
  {
    // A second start must not touch what the first one set up.
    const CriticalSection section(call.vm, *call.arguments[0].object());
    if (!payload.prepared) call.vm.prepare_thread(thread, call.arguments[0]);
    payload.prepared = true;
  }
  return call.thread.block<Thread::Start>([](VmThread&, Operation&) { return Value::none(); }, *thread);
}

/// A join of a thread that has ended does not wait; a wait_end without a wait_begin says in the log that it has returned.
Value thread_join(Call& call) {
  const Thread& joined = *thread_of(call);
  if (joined.state() == Thread::State::ended) record(call.thread.waiter(), EventKind::wait_end, joined.id());
  return call.thread.block<Thread::Join>([](VmThread&, Operation&) { return Value::none(); }, *thread_of(call), timeout(call, 1));
}

/// thread_died(thread, exception): for views; the thread's excepthook is called next.
Value thread_died(Call& call) {
  record_death(call.thread, thread_of(call)->id(), call.arguments[1]);
  return Value::none();
}

Value thread_is_alive(Call& call) { return Value::boolean(thread_of(call)->is_alive()); }
Value thread_name(Call& call) { return call.vm.text(thread_of(call)->name()); }
Value thread_set_name(Call& call) {
  thread_of(call)->set_name(call.thread.waiter(), text_argument(call, 1));
  return Value::none();
}
Value thread_ident(Call& call) {
  const auto ident = thread_of(call)->ident();
  return ident ? Value::integer(*ident) : Value::none();
}
Value thread_daemon(Call& call) { return Value::boolean(thread_of(call)->daemon()); }
Value thread_set_daemon(Call& call) {
  thread_of(call)->set_daemon(call.thread.waiter(), truthy(call.vm, call.arguments[1]));
  return Value::none();
}

Value thread_repr(Call& call) {
  const Thread& thread = *thread_of(call);
  std::string status = thread.state() == Thread::State::initial ? "initial" : thread.is_alive() ? "started" : "stopped";
  if (thread.daemon()) status += " daemon";
  if (thread.ident()) status += " " + std::to_string(*thread.ident());
  return call.vm.text("<" + call.vm.type_name(call.arguments[0]) + "(" + thread.name() + ", " + status + ")>");
}

Value current_thread(Call& call) {
  const Value found = call.vm.thread_object(call.thread.waiter().thread());
  return found.is_undefined() ? Value::none() : found;
}

Value enumerate(Call& call) {
  std::vector<Value> threads;
  for (const auto& thread : call.vm.runtime().enumerate()) {
    const Value found = call.vm.thread_object(thread->waiter().thread());
    if (!found.is_undefined()) threads.push_back(found);
  }
  return Value(call.vm.list(std::move(threads)));
}

Value next_dummy_name(Call& call) { return call.vm.text(call.vm.runtime().next_dummy_name()); }

Value get_ident(Call& call) { return Value::integer(call.thread.waiter().thread()); }

// --- Timer: only what views show

void record_timer(Call& call, EventKind kind, std::uint32_t interval = 0) {
  record(call.thread.waiter(), kind, thread_of(call)->id(), interval);
}
Value timer_set(Call& call) {
  const bool number = is_number(call.arguments[1]);
  record_timer(call, EventKind::timer_set,
               TraceEvent::from_seconds(number ? static_cast<float>(to_double(call.vm, call.arguments[1])) : 0));
  return Value::none();
}
Value timer_cancel(Call& call) {
  record_timer(call, EventKind::timer_cancel);
  return Value::none();
}
Value timer_fire(Call& call) {
  record_timer(call, EventKind::timer_fire);
  return Value::none();
}

// --- ownership

/// owns(owner, *parts): a module has made the parts for the owner, a primitive or thread of the program, or for itself (None).
Value owns(Call& call) {
  const auto id_of = [](Value value) {
    const SyncObject* sync = value.is_object() ? value.object()->sync() : nullptr;
    return sync != nullptr ? sync->id() : 0;
  };
  const ObjectId owner = id_of(call.arguments[0]);
  for (const Value part : call.arguments.subspan(1))
    if (const ObjectId id = id_of(part); id != 0) record(call.thread.waiter(), EventKind::object_owner, id, owner);
  return Value::none();
}

// --- errors

/// raised_by_the_core(cls), a decorator: the core's error type of the same name is raised as this class.
Value raised_by_the_core(Call& call) {
  call.vm.register_exception(static_cast<Class*>(call.arguments[0].object()));
  return call.arguments[0];
}

Value write_error(Call& call) {
  write(call.thread, text_argument(call, 0), OutputStream::err);
  return Value::none();
}
Value write_output(Call& call) {
  write(call.thread, text_argument(call, 0));
  return Value::none();
}
Value format_error(Call& call) { return call.vm.text(format_exception(call.vm, call.arguments[0])); }

/// caller(): file, line and function of the program's innermost frame.
Value caller(Call& call) {
  for (const Frame* frame = call.thread.frame(); frame != nullptr; frame = frame->below) {
    const CodeObject& code = *frame->code->code;
    if (code.filename.starts_with("<threadbox")) continue;
    const std::uint32_t next = frame->next;
    const Value line = Value::integer(code.lines[next > 0 ? next - 1 : 0]);
    return Value(call.vm.tuple({call.vm.text(code.filename), line, call.vm.text(code.name)}));
  }
  return Value(call.vm.tuple({call.vm.text("(unknown file)"), Value::integer(0), call.vm.text("(unknown function)")}));
}

/// call_stack(): the program's frames that are being executed, outermost first, as in a traceback.
Value call_stack(Call& call) { return call.vm.text(call_stack_text(call.thread)); }

}  // namespace

void install_sync(Vm& vm) {
  Module* module = vm.module("_threadbox");
  static constexpr NativeEntry entries[] = {
      {"event_init", event_init, {"self"}},
      {"event_is_set", event_is_set, {"self"}},
      {"event_set", event_set, {"self"}},
      {"event_clear", event_clear, {"self"}},
      {"event_wait", event_wait, {"self", "timeout"}, 1},
      {"barrier_init", barrier_init, {"barrier", "parties", "timeout"}},
      {"barrier_wait", barrier_wait, {"barrier", "timeout", "acts"}},
      {"barrier_open", barrier_open, {"barrier"}},
      {"barrier_fail", barrier_fail, {"barrier"}},
      {"barrier_abort", barrier_abort, {"barrier"}},
      {"barrier_reset", barrier_reset, {"barrier"}},
      {"barrier_parties", barrier_parties, {"barrier"}},
      {"barrier_n_waiting", barrier_n_waiting, {"barrier"}},
      {"barrier_broken", barrier_broken, {"barrier"}},
      {"thread_init", thread_init, {"thread", "name", "target_name", "daemon"}},
      {"thread_target", thread_target, {"thread", "target", "args", "kwargs"}},
      {"main_thread_init", main_thread_init, {"thread"}},
      {"console_thread_init", console_thread_init, {"thread"}},
      {"thread_start", thread_start, {"thread"}},
      {"thread_join", thread_join, {"thread", "timeout"}},
      {"thread_died", thread_died, {"thread", "exception"}},
      {"thread_is_alive", thread_is_alive, {"thread"}},
      {"thread_name", thread_name, {"thread"}},
      {"thread_set_name", thread_set_name, {"thread", "name"}},
      {"thread_ident", thread_ident, {"thread"}},
      {"thread_daemon", thread_daemon, {"thread"}},
      {"thread_set_daemon", thread_set_daemon, {"thread", "daemon"}},
      {"thread_repr", thread_repr, {"thread"}},
      {"current_thread", current_thread, {}},
      {"enumerate", enumerate, {}},
      {"next_dummy_name", next_dummy_name, {}},
      {"get_ident", get_ident, {}},
      {"timer_set", timer_set, {"timer", "interval"}},
      {"timer_cancel", timer_cancel, {"timer"}},
      {"timer_fire", timer_fire, {"timer"}},
      {"raised_by_the_core", raised_by_the_core, {"cls"}},
      {"write_error", write_error, {"text"}},
      {"write_output", write_output, {"text"}},
      {"format_exception", format_error, {"exception"}},
      {"caller", caller, {}},
      {"call_stack", call_stack, {}},
  };
  define_all(vm, module, entries);
  module->names.set(vm.intern("owns"), Value(vm.variadic("owns", owns)));
  module->names.set(vm.intern("TIMEOUT_MAX"), vm.number(timeout_max.count()));
}

}  // namespace threadbox::script
