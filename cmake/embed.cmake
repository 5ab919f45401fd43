# threadbox_embed_modules(<output.cpp> <module>…): the prelude's Python files as C++ strings.
function(threadbox_embed_modules output)
  set(entries "")
  foreach(module ${ARGN})
    set(file ${CMAKE_CURRENT_SOURCE_DIR}/prelude/${module}.py)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
    file(READ ${file} text)
    string(APPEND entries "    {\"${module}\", R\"prelude(${text})prelude\"},\n")
  endforeach()
  file(CONFIGURE OUTPUT ${output} @ONLY CONTENT [[
#include "script/natives/prelude.h"

namespace threadbox::script {

std::span<const PreludeModule> prelude_modules() noexcept {
  static constexpr PreludeModule modules[] = {
@entries@  };
  return modules;
}

}  // namespace threadbox::script
]])
endfunction()
