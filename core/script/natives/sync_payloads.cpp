#include "script/natives/sync_payloads.h"

#include "script/natives/native_arguments.h"
#include "script/values/conversion.h"

#include <cmath>

namespace threadbox::script {

Instance& instance_argument(Call& call) {
  auto* instance = as<Instance>(call.arguments[0]);
  if (instance == nullptr)
    call.vm.raise("TypeError", "a primitive was expected, not '" + call.vm.type_name(call.arguments[0]) + "'");
  return *instance;
}

Seconds seconds(Call& call, Value value) {
  if (!is_number(value))
    call.vm.raise("TypeError", "'" + call.vm.type_name(value) + "' object cannot be interpreted as an integer");
  if (as<BigInt>(plain_int(value)) != nullptr) call.vm.raise("OverflowError", "timestamp too large to convert to C PyTime_t");
  const double number = to_double(call.vm, value);
  if (std::isnan(number)) call.vm.raise("ValueError", "Invalid value NaN (not a number)");
  // CPython counts nanoseconds in 64 bits.
  if (std::abs(number) >= 9223372036.854775807)
    call.vm.raise("OverflowError", is_integral(value) ? "timestamp too large to convert to C PyTime_t"
                                                      : "timestamp out of range for platform time_t");
  return Seconds{number};
}

std::int64_t whole_number(Call& call, Value value) {
  if (is_number(value) && !is_integral(value))
    call.vm.raise("NotImplementedError",
                  "Threadbox counts permits, parties and waiters in whole numbers, not in float: use // to divide");
  return to_int(call.vm, value);
}

std::optional<Seconds> timeout(Call& call, std::size_t index) {
  if (!given(call, index) || call.arguments[index].is_none()) return std::nullopt;
  // CPython compares it with 0 in Python.
  if (!is_number(call.arguments[index]))
    call.vm.raise("TypeError",
                  "'>' not supported between instances of '" + call.vm.type_name(call.arguments[index]) + "' and 'int'");
  return seconds(call, call.arguments[index]);
}

}  // namespace threadbox::script
