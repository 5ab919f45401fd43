#include "script/machine/call.h"
#include "script/machine/vm.h"
#include "script/natives/install.h"
#include "script/text/fuel.h"
#include "script/values/arithmetic.h"
#include "script/values/comparison.h"
#include "script/values/hashing.h"
#include "script/values/integers.h"
#include "script/values/iteration.h"
#include "script/values/repr.h"
#include "script/values/sets.h"
#include "script/values/sorting.h"

#include <threadbox/sync/blocking.h>
#include <doctest/doctest.h>
#include <functional>
#include <string>
#include <vector>

using namespace threadbox;
using namespace threadbox::script;

namespace {

/// A VM whose thread runs a long operation.
class Working {
 public:
  Working() {
    install_natives(vm);
    bind_this_waiter(&self_);
  }
  ~Working() { bind_this_waiter(nullptr); }

  Value call(Class* cls, const char* method, std::vector<Value> arguments) {
    VmThread thread(vm, nullptr);
    auto* native = as<Native>(cls->lookup(vm.intern(method)));
    REQUIRE(native != nullptr);
    arguments.resize(native->parameters.size(), Value::undefined());
    Call call{vm, thread, arguments, nullptr, native->fallback};
    return native->function(call);
  }
  Value text_call(const char* method, std::vector<Value> arguments) { return call(vm.classes.str, method, std::move(arguments)); }

  void request_stop() { self_.request(stop_request); }

  Runtime runtime;
  Vm vm{runtime, std::size_t{1} << 30, 1000};

 private:
  const Clock clock_;
  Waiter self_{1, clock_};
};

}  // namespace

TEST_CASE("stop: each long operation in C++ ends early if the thread is asked to stop") {
  Working work;
  Vm& vm = work.vm;
  constexpr std::size_t many = 20'000, long_text = std::size_t{300} << 10;
  std::vector<Value> numbers, words, pairs;
  for (std::size_t i = 0; i < many; ++i) {
    numbers.push_back(Value::integer(static_cast<std::int64_t>(many - i)));
    words.push_back(vm.text("word" + std::to_string(i)));
    pairs.push_back(Value(vm.tuple({numbers.back(), words.back()})));
  }
  const Value list(vm.list(numbers)), same_list(vm.list(numbers)), unsorted(vm.list(numbers)), texts(vm.list(words)),
      pair_list(vm.list(pairs));
  Dict* dict = vm.dict();
  for (const Value word : words) dict->set(vm, word, word);
  const Value table(dict), set(set_of_values(vm, words)), other_set(set_of_values(vm, numbers));
  const Value range(vm.heap().make<Range>(vm.classes.range, 0, 1'000'000, 1));
  const Value text = vm.text(std::string(long_text, 'a')), wide = vm.text(std::string(long_text, 'a').append("ä"));
  const Value longer_text = vm.text(std::string(4 * long_text, 'a'));
  const Value blanks = vm.text(std::string(long_text, ' ')), lines = vm.text(std::string(long_text, '\n')),
              tabs = vm.text(std::string(long_text, '\t'));
  const Value a = vm.text("a"), b = vm.text("b");
  const Value big = int_binary(vm, BinaryOp::left_shift, Value::integer(3), Value::integer(200'000));

  const Value exponent = int_binary(vm, BinaryOp::left_shift, Value::integer(1), Value::integer(300));
  const Value modulus = int_binary(
      vm, BinaryOp::add, int_binary(vm, BinaryOp::left_shift, Value::integer(3), Value::integer(30'000)), Value::integer(1));

  const std::vector<std::pair<std::string, std::function<void()>>> works = {
      {"repr of a list", [&] { repr(vm, list); }},
      {"repr of a dict", [&] { repr(vm, table); }},
      {"repr of a set", [&] { repr(vm, set); }},
      {"repr of a str", [&] { repr(vm, text); }},
      {"list == list", [&] { compare(vm, CompareOp::eq, list, same_list); }},
      {"list < list", [&] { compare(vm, CompareOp::lt, list, same_list); }},
      {"set <= set", [&] { compare(vm, CompareOp::le, set, set); }},
      {"set & set", [&] { binary(vm, BinaryOp::bit_and, set, set, false); }},
      {"set | set", [&] { binary(vm, BinaryOp::bit_or, set, other_set, false); }},
      {"in a list", [&] { contains(vm, list, a); }},
      {"in a str", [&] { contains(vm, text, b); }},
      {"str * n", [&] { binary(vm, BinaryOp::multiply, a, Value::integer(2'000'000), false); }},
      {"list * n", [&] { binary(vm, BinaryOp::multiply, list, Value::integer(100), false); }},
      {"sort of numbers", [&] { sort_list(vm, *as<List>(unsorted), false); }},
      {"sort of strings", [&] { sort_list(vm, *as<List>(texts), true); }},
      {"sort of tuples", [&] { sort_list(vm, *as<List>(pair_list), false); }},
      {"list of a range", [&] { collect(vm, range); }},
      {"set of a list", [&] { set_of_values(vm, numbers); }},
      {"hash of a tuple", [&] { hash_of(vm, Value(vm.tuple(numbers))); }},
      {"str.find", [&] { work.text_call("find", {text, b}); }},
      {"str.rfind", [&] { work.text_call("rfind", {longer_text, vm.text("ba")}); }},
      {"str.count", [&] { work.text_call("count", {text, a}); }},
      {"str.replace", [&] { work.text_call("replace", {text, a, b}); }},
      {"str.replace between all", [&] { work.text_call("replace", {text, vm.text(""), b}); }},
      {"str.split", [&] { work.text_call("split", {text, a}); }},
      {"str.split at blanks", [&] { work.text_call("split", {blanks}); }},
      {"str.rsplit", [&] { work.text_call("rsplit", {text, a}); }},
      {"str.splitlines", [&] { work.text_call("splitlines", {lines}); }},
      {"str.join", [&] { work.text_call("join", {a, texts}); }},
      {"str.upper", [&] { work.text_call("upper", {text}); }},
      {"str.upper beyond ASCII", [&] { work.text_call("upper", {wide}); }},
      {"str.lower", [&] { work.text_call("lower", {wide}); }},
      {"str.title", [&] { work.text_call("title", {text}); }},
      {"str.strip", [&] { work.text_call("strip", {blanks}); }},
      {"str.isalpha", [&] { work.text_call("isalpha", {text}); }},
      {"str.islower", [&] { work.text_call("islower", {text}); }},
      {"str.istitle", [&] { work.text_call("istitle", {blanks}); }},
      {"str.expandtabs", [&] { work.text_call("expandtabs", {tabs}); }},
      {"str.partition", [&] { work.text_call("partition", {text, vm.text("aab")}); }},
      {"list.index", [&] { work.call(vm.classes.list, "index", {list, Value::integer(1)}); }},
      {"list.count", [&] { work.call(vm.classes.list, "count", {list, a}); }},
      {"int * int", [&] { int_binary(vm, BinaryOp::multiply, big, big); }},
      {"int // int",
       [&] {
         int_binary(vm, BinaryOp::floor_divide, int_binary(vm, BinaryOp::left_shift, big, Value::integer(2'000'000)), big);
       }},
      {"int ** int", [&] { int_binary(vm, BinaryOp::power, big, Value::integer(20)); }},
      {"pow of three", [&] { int_power_modulo(vm, Value::integer(7), exponent, modulus); }},
  };
  // Without a request each operation completes.
  for (const auto& [name, done] : works) {
    CAPTURE(name);
    CHECK_NOTHROW(done());
  }
  work.request_stop();
  for (const auto& [name, done] : works) {
    CAPTURE(name);
    CHECK_THROWS_AS(done(), Interrupted);
  }
}

TEST_CASE("stop: a collection ends early, and frees no live object") {
  Working work;
  Vm& vm = work.vm;
  List* kept = vm.list({});
  vm.main_module->names.set(vm.intern("kept"), Value(kept));
  for (int i = 0; i < 100'000; ++i) kept->items.push_back(Value(vm.tuple({vm.text(std::to_string(i))})));
  for (int i = 0; i < 1000; ++i) vm.text("garbage");
  vm.heap().collect();
  const std::size_t all = vm.heap().used_bytes();
  for (int i = 0; i < 1000; ++i) vm.text("garbage");
  const std::size_t with_garbage = vm.heap().used_bytes();
  CHECK(with_garbage > all);
  SUBCASE("with nothing asked it is done") {
    vm.heap().collect();
    CHECK(vm.heap().used_bytes() == all);
  }
  SUBCASE("it is left") {
    work.request_stop();
    vm.heap().collect();
    CHECK(vm.heap().used_bytes() == with_garbage);
    CHECK(as<Str>(as<Tuple>(kept->items.back())->items[0])->text == "99999");
  }
}
