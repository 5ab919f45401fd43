#include "script/compile/marshal.h"
#include "script/natives/prelude_code.h"

namespace threadbox::script {

std::shared_ptr<const CodeObject> make_code(const PreludeModule& module) { return unmarshal(module.content); }

}  // namespace threadbox::script
