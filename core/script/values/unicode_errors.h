#pragma once

#include "script/values/exceptions.h"

#include <string>
#include <string_view>

namespace threadbox::script {

class Universe;

// UnicodeEncodeError and UnicodeDecodeError, whose five arguments are their attributes: encoding, object, start, end, reason.
// Threads:  any.

/// "'ascii' codec can't encode character '\xe9' in position 0: …". Empty for any other exception.
std::string unicode_error_text(Universe& universe, const ExceptionObject& exception);
/// The value of one of the attributes; undefined for other attributes and exceptions.
Value unicode_error_attribute(const Universe& universe, const ExceptionObject& exception, std::string_view name);
/// Checks the number and the types of the arguments of an exception that is about to be made. Errors: TypeError.
void check_unicode_error(Universe& universe, const Class& cls, const std::vector<Value>& arguments);

}  // namespace threadbox::script
