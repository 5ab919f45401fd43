# threadbox_embed_programs(<output.cpp>): the programs that are run with refused allocations, as C++ strings.
function(threadbox_embed_programs output)
  set(top ${CMAKE_SOURCE_DIR})
  file(GLOB files CONFIGURE_DEPENDS ${top}/tests/exhaustion/programs/*.py ${top}/tests/oracle/language/*.py
    ${top}/tests/oracle/modules/*.py ${top}/tests/oracle/racing/*.py ${top}/lessons/*.py)
  set(entries "")
  foreach(file ${files})
    file(RELATIVE_PATH name ${top} ${file})
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
    # As bytes: CMake's own strings take brackets and semicolons for lists.
    file(READ ${file} bytes HEX)
    string(REGEX REPLACE "([0-9a-f][0-9a-f])" "\\\\x\\1" bytes "${bytes}")
    string(APPEND entries "    {\"${name}\", {\"${bytes}\", sizeof(\"${bytes}\") - 1}},\n")
  endforeach()
  file(CONFIGURE OUTPUT ${output} @ONLY CONTENT [[
#include "programs.h"

namespace threadbox::exhaustion {

std::span<const ProgramText> program_texts() noexcept {
  static constexpr ProgramText texts[] = {
@entries@  };
  return texts;
}

}  // namespace threadbox::exhaustion
]])
endfunction()
