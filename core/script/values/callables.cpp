#include "script/values/callables.h"

#include "script/values/containers.h"
#include "script/values/modules.h"
#include "script/values/visible.h"

#include <algorithm>
#include <iterator>
#include <string_view>

namespace threadbox::script {

Code::Code(Class* cls, std::shared_ptr<const CodeObject> object)
    : Object(cls, type_tag),
      code(std::move(object)),
      start(code->instructions.data()),
      slot_count(static_cast<std::uint32_t>(code->slot_names.size())),
      frame_values(slot_count + code->stack_size + 1),
      positional_count(code->positional_count),
      plain_parameters(code->keyword_only_count == 0 && !code->has_varargs && !code->has_varkeywords),
      depth(code->filename.starts_with("<threadbox") ? 1 : whole_depth),
      inline_cache(code->instructions.size()) {
  // The prelude's modules do not count as the program.
  const bool of_program = depth == whole_depth;
  constexpr std::string_view c_modules[] = {"fallbacks", "reports", "itertools", "heapq"};
  is_c = !of_program && std::ranges::any_of(c_modules, [&](std::string_view module) {
    return code->filename.starts_with("<threadbox " + std::string(module));
  });
  points.resize(code->instructions.size());
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (of_program) points[i] = instruction_point | (code->starts_line[i] ? line_point : 0);
    if (may_access(start[i].opcode())) points[i] |= access_point;
    if (is_recorded(start[i].opcode(), of_program)) points[i] |= record_point;
  }
}

std::size_t Code::outside_bytes() const noexcept {
  // The inline caches themselves are not counted: their number is bounded by that of the instructions.
  const std::size_t an_instruction = sizeof(Instruction) + sizeof(points[0]) + sizeof(CachedLookup*);
  return points.size() * an_instruction + constants.capacity() * sizeof(Value) + names.capacity() * sizeof(Str*);
}

void Code::mark_children(Marker& marker) const {
  marker.mark(constants);
  for (Str* name : names) marker.mark(name);
  marker.mark(with_globals_only);
}

void Function::mark_children(Marker& marker) const {
  marker.mark(code);
  marker.mark(module);
  marker.mark(name);
  marker.mark(qualified_name);
  marker.mark(defaults);
  marker.mark(keyword_defaults);
  marker.mark(annotations.get());
  marker.mark(closure);
  marker.mark(doc);
  marker.mark(module_name);
  attributes.mark(marker);
}

void BoundMethod::mark_children(Marker& marker) const {
  marker.mark(self);
  marker.mark(function);
}

}  // namespace threadbox::script
