#include "session/program.h"

#include "script/compile/absent.h"
#include "script/compile/compiler.h"
#include "script/compile/parser.h"
#include "script/compile/single_waits.h"
#include "script/runners/program_run.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace threadbox::session {

namespace {

/// A program may have as many warnings as lines, so their number is limited.
std::vector<std::string_view> lines_of(std::string_view source) {
  std::vector<std::string_view> lines;
  for (std::size_t begin = 0; begin <= source.size();) {
    const std::size_t end = std::min(source.find('\n', begin), source.size());
    lines.push_back(source.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

std::vector<Problem> problems_of(const script::Parsed& parsed, const std::vector<script::Diagnostic>& diagnostics) {
  std::vector<Problem> problems;
  std::vector<std::string_view> lines;
  for (const script::Diagnostic& diagnostic : diagnostics) {
    const script::SourceRange& range = diagnostic.range;
    const bool is_warning = script::is_warning(diagnostic);
    if (is_warning && lines.empty()) lines = lines_of(parsed.source);
    problems.push_back({diagnostic.type, diagnostic.message, range.line, range.column, range.end_line, range.end_column,
                        is_warning ? script::format_warning(
                                         diagnostic, lines[std::min<std::size_t>(range.line, lines.size()) - 1], parsed.filename)
                                   : script::format_diagnostic(diagnostic, parsed.source, parsed.filename),
                        is_warning});
  }
  return problems;
}

/// The top-level functions of the program, on which the user can spawn threads.
std::vector<FunctionRow> functions_of(const script::Parsed& parsed) {
  std::vector<FunctionRow> functions;
  for (const script::Node* node : parsed.ast->body) {
    if (node->kind != script::NodeKind::function) continue;
    FunctionRow row{node->text, {}, node->range.line};
    for (const script::Parameter& parameter : node->parameters) row.parameters.push_back(parameter.name);
    functions.push_back(std::move(row));
  }
  return functions;
}

}  // namespace

LoadedProgram load_program(std::string source, std::string filename) {
  script::Parsed parsed = script::parse(std::move(source), std::move(filename));
  script::Compiled compiled{.diagnostics = parsed.diagnostics, .warnings = parsed.ast->warnings};
  if (compiled.diagnostics.empty()) compiled = script::compile(parsed);
  std::vector<Problem> problems = problems_of(parsed, compiled.warnings);
  if (!compiled.diagnostics.empty()) {
    problems.push_back(problems_of(parsed, compiled.diagnostics).front());  // CPython stops at the first.
    return {std::nullopt, std::move(problems)};
  }
  const auto absent = script::absent_features(*parsed.ast, script::ProgramRun::has_module);
  if (!absent.empty()) {
    for (Problem& problem : problems_of(parsed, absent)) problems.push_back(std::move(problem));
    return {std::nullopt, std::move(problems)};
  }
  std::string warnings;
  for (const Problem& warning : problems) warnings += warning.text;
  std::vector<FunctionRow> functions = functions_of(parsed);
  Program program{std::move(parsed.source), std::move(compiled.code), std::move(functions), script::single_waits(*parsed.ast),
                  std::move(warnings)};
  return {std::move(program), std::move(problems)};
}

std::vector<std::string> missing_modules(const std::string& statement) {
  if (script::ProgramRun::embeds_all_modules() || statement.find("import") == std::string::npos) return {};
  const script::Parsed parsed = script::parse(statement, "<console>");
  if (!parsed.diagnostics.empty()) return {};
  const std::shared_ptr<const script::CodeObject> code = script::compile(parsed).code;
  return code == nullptr ? std::vector<std::string>() : script::ProgramRun::missing_modules(*code);
}

}  // namespace threadbox::session
