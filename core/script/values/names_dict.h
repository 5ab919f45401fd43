#pragma once

#include "script/values/tables.h"

namespace threadbox::script {

class Universe;

// The __dict__ of objects that have attributes: the dict shows the attributes, and a change of the dict changes them.
// Threads:  any.

/// The object's __dict__, the same one for each call.
Value names_dict(Universe& universe, Object& owner);
/// owner.__dict__ = dict. Errors: NotImplementedError for a key that is not a str.
void set_names_dict(Universe& universe, Object& owner, Dict& dict);

}  // namespace threadbox::script
