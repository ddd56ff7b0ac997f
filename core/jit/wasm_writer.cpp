#include "jit/wasm_writer.hpp"

#include <algorithm>
#include <string_view>

namespace descenso::wasm {
namespace {

/// Index of the type v128 → v128 among the module's types.
constexpr std::uint8_t kHelperType = 3;

void append(Bytes& bytes, const Bytes& more) { bytes.insert(bytes.end(), more.begin(), more.end()); }

void append_name(Bytes& bytes, std::string_view name) {
  append_unsigned(bytes, name.size());
  bytes.insert(bytes.end(), name.begin(), name.end());
}

void append_section(Bytes& module, std::uint8_t id, const Bytes& content) {
  module.push_back(id);
  append_unsigned(module, content.size());
  append(module, content);
}

void append_function_type(Bytes& types, const std::vector<Type>& from, const std::vector<Type>& to) {
  types.push_back(0x60);
  for (const auto& list : {from, to}) {
    append_unsigned(types, list.size());
    for (const Type type : list) types.push_back(static_cast<std::uint8_t>(type));
  }
}

}  // namespace

Bytes FunctionWriter::body() const {
  Bytes groups;  // runs of locals of one type
  std::size_t group_count = 0;
  for (std::size_t begin = 0, end; begin < locals_.size(); begin = end, ++group_count) {
    for (end = begin; end < locals_.size() && locals_[end] == locals_[begin];) ++end;
    append_unsigned(groups, end - begin);
    groups.push_back(static_cast<std::uint8_t>(locals_[begin]));
  }
  Bytes body;
  append_unsigned(body, group_count);
  append(body, groups);
  append(body, hoisted_);
  append(body, code_);
  body.push_back(opcode::end);
  return body;
}

Bytes FunctionWriter::module(const std::vector<const FunctionWriter*>& helpers) const {
  Bytes module{0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00};  // "\0asm", version 1

  Bytes types{4};
  append_function_type(types, {Type::i32}, {});
  append_function_type(types, {Type::f64}, {Type::f64});
  append_function_type(types, {Type::f64, Type::f64}, {Type::f64});
  append_function_type(types, {Type::v128}, {Type::v128});
  append_section(module, 1, types);

  const bool imports_table = calls_library_ || std::any_of(helpers.begin(), helpers.end(),
                                                           [](const auto* f) { return f->calls_library_; });
  Bytes imports{static_cast<std::uint8_t>(imports_table ? 2 : 1)};
  append_name(imports, "e");
  append_name(imports, "memory");
  append(imports, {0x02, 0x00, 0x00});  // a memory of at least 0 pages
  if (imports_table) {
    append_name(imports, "e");
    append_name(imports, "table");
    append(imports, {0x01, 0x70, 0x00, 0x00});  // a table of at least 0 functions
  }
  append_section(module, 2, imports);

  Bytes functions;  // by their types: `run`, then the helpers
  append_unsigned(functions, helpers.size() + 1);
  functions.push_back(0);
  functions.insert(functions.end(), helpers.size(), kHelperType);
  append_section(module, 3, functions);

  Bytes exports{1};
  append_name(exports, "run");
  append(exports, {0x00, 0x00});
  append_section(module, 7, exports);

  Bytes code;
  append_unsigned(code, helpers.size() + 1);
  const auto append_function = [&code](const Bytes& function) {
    append_unsigned(code, function.size());
    append(code, function);
  };
  append_function(body());
  for (const FunctionWriter* helper : helpers) append_function(helper->body());
  append_section(module, 10, code);
  return module;
}

}  // namespace descenso::wasm
