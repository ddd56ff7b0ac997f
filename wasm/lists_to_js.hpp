// Lists and tables of results, as JavaScript's arrays and objects.
#pragma once

#include <string>
#include <type_traits>
#include <vector>

#include "plain.hpp"
#include "result_to_js.hpp"

namespace descenso::js {

/// { name: value } for names and values side by side.
template <class T>
Value by_name(const std::vector<std::string>& names, const std::vector<T>& values) {
  Value object = Value::object();
  for (std::size_t j = 0; j < names.size(); ++j) {
    if constexpr (std::is_same_v<T, Spelling>)
      object.set(names[j], to_js(values[j]));
    else
      object.set(names[j], values[j]);
  }
  return object;
}

template <class Items>
Value list_of(const Items& items) {
  Value list = Value::list();
  for (const auto& item : items) list.add(item);
  return list;
}

template <class Items, class ToJs>
Value list_of(const Items& items, ToJs to_js) {
  Value list = Value::list();
  for (const auto& item : items) list.add(to_js(item));
  return list;
}

}  // namespace descenso::js
