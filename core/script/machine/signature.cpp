#include "script/machine/signature.h"

#include "script/machine/suggestions.h"
#include "script/machine/vm.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace threadbox::script {

namespace {

std::string plural(std::size_t count, const std::string& noun) {
  return std::to_string(count) + " " + noun + (count == 1 ? "" : "s");
}

std::string listed(const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) text += names.size() == 2 ? " and " : i + 1 == names.size() ? ", and " : ", ";
    text += "'" + names[i] + "'";
  }
  return text;
}

/// Whether CPython keeps the special method in a slot of the type, which words its errors differently.
bool is_slot(const std::string& owner, std::string_view name) {
  static constexpr std::array<std::string_view, 12> methods = {"__reversed__", "__format__", "__round__",       "__missing__",
                                                               "__enter__",    "__exit__",   "__length_hint__", "__copy__",
                                                               "__trunc__",    "__floor__",  "__ceil__",        "__sizeof__"};
  if (!name.starts_with("__") || std::ranges::find(methods, name) != methods.end()) return false;
  if (name == "__getitem__") return owner != "list" && owner != "dict";
  return name != "__contains__" || (owner != "dict" && owner != "set" && owner != "frozenset");
}

/// Makes the message about arguments that do not fit; checks in CPython's order.
class Refusal {
 public:
  Refusal(Vm& vm, const Signature& signature, std::size_t given, const Tuple* names)
      : vm_(vm),
        signature_(signature),
        parameters_(signature.parameters),
        given_(given - std::min(given, signature.hidden)),
        names_(names) {
    if (given >= signature.hidden) return;
    if (signature.kind == Signature::Kind::slot)
      fail("descriptor '" + signature.name + "' of '" + signature.owner + "' object needs an argument");
    fail("unbound method " + full_name() + "() needs an argument");
  }

  [[noreturn]] void raise() {
    using enum Signature::Kind;
    if (signature_.kind == python) in_python();
    if (signature_.kind == slot) of_slot();
    if (signature_.positional_only == parameters_.size() && !signature_.varkeywords) by_position();
    by_keyword();
  }

 private:
  [[nodiscard]] std::size_t named() const { return names_ != nullptr ? names_->items.size() : 0; }
  [[nodiscard]] std::string keyword(std::size_t i) const { return as<Str>(names_->items[i])->text; }
  [[nodiscard]] bool is_named(const std::string& name) const {
    for (std::size_t i = 0; i < named(); ++i)
      if (keyword(i) == name) return true;
    return false;
  }
  /// The number of required parameters among the first `count`.
  [[nodiscard]] std::size_t required(std::size_t count) const {
    return static_cast<std::size_t>(std::count_if(parameters_.begin(), parameters_.begin() + static_cast<std::ptrdiff_t>(count),
                                                  [](const auto& parameter) { return parameter.required; }));
  }
  [[noreturn]] void fail(const std::string& text) { vm_.raise("TypeError", text); }

  /// "math.sqrt", "list.append"; a type's name is not qualified.
  [[nodiscard]] std::string full_name() const {
    const bool plain = signature_.owner.empty() || signature_.kind == Signature::Kind::constructor;
    return plain ? signature_.name : signature_.owner + "." + signature_.name;
  }

  [[noreturn]] void of_slot() {
    if (named() > 0) fail("wrapper " + signature_.name + "() takes no keyword arguments");
    const std::size_t most = signature_.positional;
    fail(std::string(most > 1 ? " " : "") + "expected " + plural(most, "argument") + ", got " + std::to_string(given_));
  }

  [[noreturn]] void by_position() {
    if (named() > 0) fail(full_name() + "() takes no keyword arguments");
    const std::size_t most = signature_.positional, least = required(most);
    const std::string got = std::to_string(given_);
    if (signature_.kind == Signature::Kind::function) {
      if (most == 0) fail(full_name() + "() takes no arguments (" + got + " given)");
      if (most == 1 && least == 1) fail(full_name() + "() takes exactly one argument (" + got + " given)");
    }
    const std::string bound = most == least && !signature_.varargs ? "" : given_ < least ? "at least " : "at most ";
    fail(signature_.name + (signature_.name == "super" ? "()" : "") + " expected " + bound +
         plural(given_ < least ? least : most, "argument") + ", got " + got);
  }

  /// Builtins that parse their arguments in their own way.
  void of_its_own(const std::string& name) {
    const std::string got = ", got " + std::to_string(given_);
    if (name == "sorted") {
      // sorted() counts its positional arguments, and passes the keywords to list.sort().
      if (given_ != 1) fail("sorted expected 1 argument" + got);
      refuse_keywords("sort");
    }
    if ((name == "str" || name == "int") && names_ == nullptr)
      fail(name + " expected at most " + plural(signature_.positional, "argument") + got);
    if (name == "enumerate" && given_ + named() == 0) fail("enumerate() missing required argument 'iterable'");
    if (name == "enumerate" && given_ + named() <= 2) {
      for (std::size_t i = 0; i < named(); ++i) {
        const std::string_view keyword = as<Str>(names_->items[i])->text;
        const bool either = given_ == 0 && named() == 2 && (keyword == "iterable" || keyword == "start");
        if (!either && keyword != (given_ == 0 && i == 0 ? "iterable" : "start"))
          fail("'" + std::string(keyword) + "' is an invalid keyword argument for enumerate()");
      }
    }
  }

  [[noreturn]] void by_keyword() {
    const std::string& name = signature_.name;
    if (signature_.owner.empty()) of_its_own(name);
    const std::size_t all = parameters_.size(), most = signature_.positional, total = given_ + named();
    const std::string given = " (" + std::to_string(total) + " given)";
    if (total > all && !signature_.varargs && !signature_.varkeywords)
      fail(name + "() takes at most " + plural(all, given_ == 0 ? "keyword argument" : "argument") + given);
    if (given_ > most && !signature_.varargs) {
      if (most == 0) fail(name + "() takes no positional arguments");
      fail(name + "() takes " + (required(most) < most ? "at most " : "exactly ") + plural(most, "positional argument") + " (" +
           std::to_string(given_) + " given)");
    }
    const std::size_t least = required(signature_.positional_only);
    if (given_ < least)
      fail(name + "() takes " + (least < most ? "at least " : "exactly ") + plural(least, "positional argument") + " (" +
           std::to_string(given_) + " given)");
    for (std::size_t i = given_; i < all; ++i)
      if (parameters_[i].required && !is_named(parameters_[i].name))
        fail(name + "() missing required argument '" + parameters_[i].name + "' (pos " + std::to_string(i + 1) + ")");
    for (std::size_t i = signature_.positional_only; i < std::min(given_, all); ++i)
      if (is_named(parameters_[i].name))
        fail("argument for " + name + "() given by name ('" + parameters_[i].name + "') and position (" + std::to_string(i + 1) +
             ")");
    refuse_keywords(name);
    fail(name + "() got wrong arguments");
  }

  /// The first keyword that is not the name of a parameter.
  void refuse_keywords(const std::string& callee) {
    std::vector<Str*> known;
    for (std::size_t i = signature_.positional_only; i < parameters_.size(); ++i)
      known.push_back(vm_.intern(parameters_[i].name));
    for (std::size_t i = 0; i < named() && !signature_.varkeywords; ++i) {
      if (std::ranges::find(known, vm_.intern(keyword(i))) != known.end()) continue;
      const Str* meant = closest_name(known, keyword(i));
      fail(callee + "() got an unexpected keyword argument '" + keyword(i) + "'" +
           (meant != nullptr ? ". Did you mean '" + meant->text + "'?" : ""));
    }
  }

  // --- messages about a def

  [[noreturn]] void in_python() {
    const std::string callee = signature_.name + "()";
    for (std::size_t i = signature_.positional_only; i < std::min(given_, signature_.positional); ++i)
      if (is_named(parameters_[i].name)) fail(callee + " got multiple values for argument '" + parameters_[i].name + "'");
    std::vector<std::string> wrong;
    for (std::size_t i = 0; i < signature_.positional_only && !signature_.varkeywords; ++i)
      if (is_named(parameters_[i].name)) wrong.push_back(parameters_[i].name);
    if (!wrong.empty()) {
      std::string text;
      for (const std::string& name : wrong) text += (text.empty() ? "" : ", ") + name;
      fail(callee + " got some positional-only arguments passed as keyword arguments: '" + text + "'");
    }
    refuse_keywords(signature_.name);
    if (given_ > signature_.positional && !signature_.varargs) too_many(callee);
    missing(callee, given_, signature_.positional, "positional");
    missing(callee, signature_.positional, parameters_.size(), "keyword-only");
    fail(callee + " got wrong arguments");
  }

  void missing(const std::string& callee, std::size_t from, std::size_t to, const std::string& kind) {
    std::vector<std::string> names;
    for (std::size_t i = from; i < to; ++i)
      if (parameters_[i].required && (i < signature_.positional_only || !is_named(parameters_[i].name)))
        names.push_back(parameters_[i].name);
    if (!names.empty())
      fail(callee + " missing " + plural(names.size(), "required " + kind + " argument") + ": " + listed(names));
  }

  [[noreturn]] void too_many(const std::string& callee) {
    const std::size_t most = signature_.positional, least = required(most);
    std::size_t by_name = 0;
    for (std::size_t i = most; i < parameters_.size(); ++i) by_name += is_named(parameters_[i].name) ? 1 : 0;
    const std::string range = least < most ? "from " + std::to_string(least) + " to " : "";
    const std::string extra = by_name == 0 ? ""
                                           : " positional argument" + std::string(given_ == 1 ? "" : "s") + " (and " +
                                                 plural(by_name, "keyword-only argument") + ")";
    fail(callee + " takes " + range + std::to_string(most) + " positional argument" + (most == 1 && least == most ? "" : "s") +
         " but " + std::to_string(given_) + extra + (given_ == 1 && by_name == 0 ? " was" : " were") + " given");
  }

  Vm& vm_;
  const Signature& signature_;
  const std::vector<Signature::Parameter>& parameters_;
  const std::size_t given_;
  const Tuple* const names_;
};

}  // namespace

Signature Signature::of(const Native& native) {
  Signature made;
  made.kind = native.in_python                     ? Kind::python
              : native.is_constructor              ? Kind::constructor
              : is_slot(native.owner, native.name) ? Kind::slot
                                                   : Kind::function;
  made.name = made.kind == Kind::python ? native.owner + "." + native.name : native.name;
  made.owner = native.owner;
  const std::size_t own = native.is_method && made.kind != Kind::python ? 1 : 0;
  for (std::size_t i = own; i < native.parameters.size(); ++i)
    made.parameters.push_back({native.parameters[i], i < native.required});
  if (native.name == "__init__" && native.is_method) {
    made.kind = Kind::constructor;
    made.name = native.owner;
  }
  made.hidden = own;
  made.positional = native.positional - std::min(native.positional, own);
  made.positional_only = std::max(native.positional_only, own) - own;
  made.varargs = native.variadic;
  return made;
}

Signature Signature::of(const Function& function) {
  const CodeObject& code = *function.code->code;
  Signature made;
  made.name = function.qualified_name->text;
  made.positional = code.positional_count;
  made.positional_only = code.positional_only_count;
  made.varargs = code.has_varargs;
  made.varkeywords = code.has_varkeywords;
  const std::size_t defaults = function.defaults != nullptr ? function.defaults->items.size() : 0;
  for (std::size_t slot = 0; slot < made.positional + code.keyword_only_count; ++slot) {
    const std::string& name = code.slot_names[slot];
    const bool by_name = slot >= made.positional;
    const auto has_default = [&] {
      for (const Dict::Entry& entry : function.keyword_defaults->entries())
        if (entry.live && as<Str>(entry.key) != nullptr && as<Str>(entry.key)->text == name) return true;
      return false;
    };
    made.parameters.push_back(
        {name, by_name ? function.keyword_defaults == nullptr || !has_default() : slot + defaults < made.positional});
  }
  if (!function.stands_for_c) return made;
  // A method's class is in its qualified name.
  const std::size_t dot = made.name.rfind('.');
  const bool is_method = dot != std::string::npos;
  made.owner = is_method ? made.name.substr(0, dot) : function.module->name;
  made.name = is_method ? made.name.substr(dot + 1) : made.name;
  // The functions of itertools are types.
  made.kind = made.owner == "itertools" ? Kind::constructor : Kind::function;
  if (is_method) {
    made.parameters.erase(made.parameters.begin());
    made.hidden = 1;
    --made.positional;
    made.positional_only -= made.positional_only > 0 ? 1 : 0;
    const bool constructs = made.name == "__init__" || made.name == "__new__";
    if (constructs) made.name = made.owner;
    made.kind = constructs ? Kind::constructor : is_slot(made.owner, made.name) ? Kind::slot : Kind::function;
  }
  return made;
}

void refuse_arguments(Vm& vm, const Signature& signature, std::size_t given, const Tuple* names) {
  Refusal(vm, signature, given, names).raise();
}

void refuse_self(Vm& vm, const Native& method, Value self) {
  const std::string type = vm.type_name(self), name = "descriptor '" + method.name + "'";
  if (is_slot(method.owner, method.name))
    vm.raise("TypeError", name + " requires a '" + method.owner + "' object but received a '" + type + "'");
  vm.raise("TypeError", name + " for '" + method.owner + "' objects doesn't apply to a '" + type + "' object");
}

}  // namespace threadbox::script
