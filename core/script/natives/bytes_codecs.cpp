#include "script/natives/codec_natives.h"
#include "script/natives/native_arguments.h"
#include "script/text/codecs.h"
#include "script/text/literals.h"
#include "script/text/utf8.h"
#include "script/values/code_points.h"
#include "script/values/octets.h"

#include <cstdio>

namespace threadbox::script {

namespace {

/// Does with a problem what `errors` says. `object` is the text or the octets that are converted.
class Handler final : public CodecHandler {
 public:
  Handler(Vm& vm, Encoding encoding, std::string_view errors, Value object, std::string_view octets) noexcept
      : vm_(vm), encoding_(encoding), errors_(errors), object_(object), octets_(octets) {}

  void handle(const CodecProblem& problem, std::string& output) override {
    const auto* text = as<Str>(object_);
    if (errors_ == "ignore") return;
    if (errors_ == "strict" || errors_ == "surrogateescape" || errors_ == "surrogatepass") raise(problem);
    const bool refers = errors_ == "xmlcharrefreplace";
    if (refers && text == nullptr) vm_.raise("TypeError", "don't know how to handle UnicodeDecodeError in error callback");
    if (errors_ != "replace" && errors_ != "backslashreplace" && !refers)
      vm_.raise("LookupError", "unknown error handler name '" + std::string(errors_) + "'");
    if (errors_ == "replace" && text == nullptr) return append_utf8(output, 0xFFFD);
    if (text == nullptr) {
      for (std::size_t at = problem.begin; at < problem.end; ++at) output += escaped(octets_[at]);
      return;
    }
    const CodePoints points(*text);
    for (std::size_t at = problem.begin; at < problem.end; ++at) {
      if (errors_ == "replace") output += '?';
      else if (refers) output += "&#" + std::to_string(code_point(points.at(at), 0)) + ";";
      else output += ascii_only(points.at(at));
    }
  }

 private:
  static std::string escaped(char octet) {
    char text[8];
    std::snprintf(text, sizeof text, "\\x%02x", static_cast<unsigned char>(octet));
    return text;
  }

  [[noreturn]] void raise(const CodecProblem& problem) {
    const bool encodes = as<Str>(object_) != nullptr;
    const Value object = encodes || as<Bytes>(object_) != nullptr ? object_ : make_bytes(vm_, octets_);
    vm_.raise_value(encodes ? "UnicodeEncodeError" : "UnicodeDecodeError",
                    {vm_.text(encoding_name(encoding_)), object, Value::integer(static_cast<std::int64_t>(problem.begin)),
                     Value::integer(static_cast<std::int64_t>(problem.end)), vm_.text(problem.reason)});
  }

  Vm& vm_;
  const Encoding encoding_;
  const std::string_view errors_;
  const Value object_;
  const std::string_view octets_;
};

Encoding known_encoding(Vm& vm, std::string_view name) {
  const auto encoding = encoding_of(name);
  if (!encoding) vm.raise("LookupError", "unknown encoding: " + std::string(name));
  return *encoding;
}

std::string_view name_argument(Call& call, std::size_t index, std::string_view fallback) {
  if (!given(call, index)) return fallback;
  const auto* text = as<Str>(call.arguments[index]);
  if (text == nullptr)
    call.vm.raise("TypeError", call.native->name + "() argument '" + (index == 1 ? "encoding" : "errors") +
                                   "' must be str, not " + argument_type(call, index));
  return text->text;
}

Value encode(Call& call) {
  const auto& text = self_of<Str>(call, "str");
  const std::string_view encoding = name_argument(call, 1, "utf-8");
  return make_bytes(call.vm, encode_text(call.vm, text, encoding, name_argument(call, 2, "strict")));
}

Value decode(Call& call) {
  const Octets octets(call.vm, call.arguments[0]);
  const std::string_view encoding = name_argument(call, 1, "utf-8");
  return decode_octets(call.vm, *octets, call.arguments[0], encoding, name_argument(call, 2, "strict"));
}

}  // namespace

std::string encode_text(Vm& vm, const Str& text, std::string_view encoding, std::string_view errors) {
  const Encoding known = known_encoding(vm, encoding);
  Handler handler(vm, known, errors, Value(const_cast<Str*>(&text)), {});
  return encoded(text.text, known, handler);
}

Value decode_octets(Vm& vm, std::string_view octets, Value object, std::string_view encoding, std::string_view errors) {
  const Encoding known = known_encoding(vm, encoding);
  Handler handler(vm, known, errors, object, octets);
  return vm.text(decoded(octets, known, handler));
}

void install_codecs(Vm& vm) {
  vm.define(vm.classes.str, "encode", encode, {"encoding", "errors"}, 0);
  for (Class* cls : {vm.classes.bytes, vm.classes.bytearray}) vm.define(cls, "decode", decode, {"encoding", "errors"}, 0);
}

}  // namespace threadbox::script
