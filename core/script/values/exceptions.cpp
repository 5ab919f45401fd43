#include "script/values/exceptions.h"

namespace threadbox::script {

Shared<Value>* SystemFailure::field(std::string_view attribute) noexcept {
  if (attribute == "errno") return &number;
  if (attribute == "strerror") return &text;
  if (attribute == "filename") return &file;
  return attribute == "filename2" ? &second_file : nullptr;
}

void ExceptionObject::mark_children(Marker& marker) const {
  Instance::mark_children(marker);
  marker.mark(arguments);
  marker.mark(cause);
  marker.mark(context);
  for (const Place& place : traceback) marker.mark(place.code);
  marker.mark(traceback_object);
  if (failure)
    for (const Value value : {failure->number, failure->text, failure->file, failure->second_file}) marker.mark(value);
  if (!failed_lookup) return;
  for (const Value value : {failed_lookup->name, failed_lookup->object, failed_lookup->from_module}) marker.mark(value);
  marker.mark(failed_lookup->globals);
  for (Str* name : failed_lookup->locals) marker.mark(name);
}

}  // namespace threadbox::script
