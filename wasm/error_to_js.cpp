#include "error_to_js.hpp"

namespace descenso::js {

Value failure(const Error& error) {
  Value args = Value::object();
  for (const auto& [name, value] : error.args)
    std::visit([&, &key = name](const auto& argument) { args.set(key, argument); }, value);
  Value inner = Value::object();
  inner.set("code", to_string(error.code));
  if (error.at)
    inner.set("at", Value::list().add(error.at->begin).add(error.at->end));
  else
    inner.set("at", nullptr);
  inner.set("args", args);
  return Value::object().set("ok", false).set("error", inner);
}

Value success() { return Value::object().set("ok", true); }

}  // namespace descenso::js
