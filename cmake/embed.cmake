# threadbox_embed_modules(<output.cpp> <module>…): the prelude's Python files as C++ strings, shortened.
function(threadbox_embed_modules output)
  set(files ${ARGN})
  list(TRANSFORM files PREPEND ${CMAKE_CURRENT_SOURCE_DIR}/)
  list(TRANSFORM files APPEND .py)
  set(script ${CMAKE_SOURCE_DIR}/cmake/embed_modules.py)
  add_custom_command(OUTPUT ${output} COMMAND python3 ${script} ${output} ${files} DEPENDS ${script} ${files} VERBATIM)
endfunction()
