#include "script/natives/install.h"

#include "script/natives/library_natives.h"
#include "script/natives/natives.h"

namespace threadbox::script {

void install_natives(Vm& vm) {
  install_builtins(vm);
  install_constructors(vm);
  install_str_case(vm);
  install_str_split(vm);
  install_str_search(vm);
  install_str_format(vm);
  install_bytes(vm);
  install_bytearray(vm);
  install_codecs(vm);
  install_byte_constructors(vm);
  install_list(vm);
  install_tables(vm);
  install_objects(vm);
  install_machine(vm);
  install_locks(vm);
  install_local(vm);
  install_queue(vm);
  install_futures(vm);
  install_sync(vm);
  install_time(vm);
  install_system(vm);
  install_warnings(vm);
  install_math(vm);
  install_random(vm);
  install_deque(vm);
  install_digests(vm);
  install_json(vm);
  install_re(vm);
  install_files(vm);
  install_folders(vm);
  install_texts(vm);
  install_signals(vm);
  install_type_constructors(vm);
  vm.complete_classes();
}

}  // namespace threadbox::script
