// freeze OUTPUT FILE…: compiles the prelude's modules and writes their code into a C++ file. A program of the build.

#include "script/compile/compiler.h"
#include "script/compile/marshal.h"
#include "script/compile/parser.h"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

using namespace threadbox::script;

namespace {

constexpr char head[] =
    "#include \"script/prelude/prelude.h\"\n\n"
    "namespace threadbox::script {\n\n"
    "std::span<const PreludeModule> prelude_modules() noexcept {\n";
constexpr char tail[] =
    "  };\n"
    "  return modules;\n"
    "}\n\n"
    "}  // namespace threadbox::script\n";

/// The marshalled code of a module; empty if it is wrong, which has been reported.
std::string frozen(const std::filesystem::path& path, const std::string& name) {
  std::ifstream file(path, std::ios::binary);
  std::string source{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  if (!file) return std::fprintf(stderr, "freeze: cannot read %s\n", path.c_str()), std::string();
  const Parsed parsed = parse(std::move(source), "<threadbox " + name + ">");
  Compiled compiled{.diagnostics = parsed.diagnostics};
  if (compiled.diagnostics.empty()) compiled = compile(parsed, CompileMode::library);
  for (const Diagnostic& wrong : compiled.diagnostics)
    std::fputs(format_diagnostic(wrong, parsed.source, path.string()).c_str(), stderr);
  return compiled.code == nullptr ? std::string() : marshal(*compiled.code);
}

void write_array(std::ostream& output, const std::string& name, const std::string& bytes) {
  output << "  static constexpr unsigned char " << name << "[] = {";
  for (std::size_t i = 0; i < bytes.size(); ++i)
    output << (i % 32 == 0 ? "\n    " : "") << static_cast<unsigned>(static_cast<unsigned char>(bytes[i])) << ',';
  output << "\n  };\n";
}

}  // namespace

int main(int count, char** values) {
  if (count < 3) return 2;
  std::ofstream output(values[1]);
  output << head;
  std::string table;
  for (int i = 2; i < count; ++i) {
    const std::filesystem::path path = values[i];
    const std::string name = path.stem().string(), array = "module_" + std::to_string(i - 2);
    const std::string bytes = frozen(path, name);
    if (bytes.empty()) return 1;
    write_array(output, array, bytes);
    table += "    {\"" + name + "\", {reinterpret_cast<const char*>(" + array + "), sizeof " + array + "}},\n";
  }
  output << "  static const PreludeModule modules[] = {\n" << table << tail;
  output.close();
  return output ? 0 : 1;
}
