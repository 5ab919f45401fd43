#include "session/truth.h"

namespace threadbox::session {

bool correct_lost_states(Tracer& tracer, const Fold& fold) {
  bool found = false;
  tracer.watch_list().look([&](ObjectId object, const ObjectState* state) {
    const Fold::Comparison comparison = fold.compare(object, state);
    if (comparison == Fold::Comparison::different) {
      found = true;
      tracer.make_room(2);  // Both, or neither.
      if (state == nullptr) {
        tracer.record_observer(EventKind::object_unknown, object);
      } else {
        tracer.record_observer(EventKind::object_state_more, object, state->more);
        tracer.record_observer(EventKind::object_state, object, state->argument, state->flags);
      }
    }
    return comparison != Fold::Comparison::no_row;
  });
  return found;
}

}  // namespace threadbox::session
