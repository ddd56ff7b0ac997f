#include "error_to_js.hpp"

namespace descenso::js {

using emscripten::val;

val failure(const Error& error) {
  val args = val::object();
  for (const auto& [name, value] : error.args)
    std::visit([&, &key = name](const auto& argument) { args.set(key, argument); }, value);
  val at = val::null();
  if (error.at) {
    at = val::array();
    at.set(0, error.at->begin);
    at.set(1, error.at->end);
  }
  val inner = val::object();
  inner.set("code", std::string(to_string(error.code)));
  inner.set("at", at);
  inner.set("args", args);
  val outer = val::object();
  outer.set("ok", false);
  outer.set("error", inner);
  return outer;
}

val success() {
  val outcome = val::object();
  outcome.set("ok", true);
  return outcome;
}

}  // namespace descenso::js
