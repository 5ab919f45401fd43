# `cpack -G DEB`, in the build's folder: the package threadbox with the programs, and libthreadbox-dev with the C++ library.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME threadbox)
set(CPACK_PACKAGE_VENDOR Threadbox)
set(CPACK_PACKAGE_CONTACT "Threadbox's developers <threadbox@localhost>")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_COMPONENTS_ALL programs development)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_PRE_BUILD_SCRIPTS ${CMAKE_CURRENT_LIST_DIR}/debian_tidy.cmake)

set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
find_program(THREADBOX_SHLIBDEPS dpkg-shlibdeps)
mark_as_advanced(THREADBOX_SHLIBDEPS)

set(CPACK_DEBIAN_PROGRAMS_PACKAGE_NAME threadbox)
set(CPACK_DEBIAN_PROGRAMS_PACKAGE_SECTION devel)
set(CPACK_COMPONENT_PROGRAMS_DESCRIPTION "sandbox for Python's threading module
Threadbox runs a strict subset of Python on real parallel threads, or one
thread at a time in virtual time, where the same seed gives the same run.
.
The package contains the command line, threadbox, and a window that shows
what the threads do, threadbox-ui.")
if(THREADBOX_SHLIBDEPS)
  set(CPACK_DEBIAN_PROGRAMS_PACKAGE_SHLIBDEPS ON)
endif()

set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_NAME libthreadbox-dev)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SECTION libdevel)
set(CPACK_COMPONENT_DEVELOPMENT_DESCRIPTION "threads and primitives with Python's semantics for C++
A static library with the classes of Python's threading, queue and
concurrent.futures modules, and the files by which CMake finds it.")

include(CPack)
