// A call of the engine: its arguments are read, the core computes, the result is delivered.
//
// The table of calls is bindings.cpp. A row names a function of the core and one reader per argument:
//
//     {"landscape", answer<landscape, read_experiment, read_range>}
//
// The first argument that cannot be read, or what the core refuses, is delivered as { ok: false, error }.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <tuple>
#include <type_traits>
#include <vector>

#include "error.hpp"
#include "error_to_js.hpp"
#include "plain.hpp"
#include "result_to_js.hpp"
#include "work.hpp"

namespace descenso::js {

/// A row of the table of calls. `answer` gets the address of the arguments, a list that was written there.
struct Call {
  const char* name;
  void (*answer)(std::uintptr_t arguments);
};

template <class T>
void deliver_result(const T& value) {
  deliver(to_js(value));
}
/// The field that the work of a call with this result follows from.
template <class T>
constexpr const char* field_of_work() {
  if (std::is_same_v<T, Fit> || std::is_same_v<T, Optimum>) return "model.formula";
  if (std::is_same_v<T, Landscape> || std::is_same_v<T, Surface>) return "range";
  if (std::is_same_v<T, NoiseStudy>) return "draws";
  return "stop.epochs";
}

/// A result that was cut short because the call's work was spent is no result.
template <class T>
void deliver_result(const Result<T>& result) {
  if (is_work_spent())
    deliver(failure(error(ErrorCode::too_much_work)
                        .with("field", field_of_work<T>())
                        .with("work", work.done)
                        .with("max", max_work)));
  else
    deliver(result ? to_js(result.value()) : failure(result.error()));
}

/// Answers with compute(arguments…), where the k-th reader reads the k-th argument; one that was left out is
/// undefined.
template <auto compute, auto... read>
void answer(std::uintptr_t arguments) {
  const std::vector<Plain> given = Plain(reinterpret_cast<const double*>(arguments)).entries();
  std::size_t k = 0;
  const auto next = [&] { return k < given.size() ? given[k++] : Plain(); };
  const std::tuple<decltype(read(Plain()))...> specs{read(next())...};
  clear_inbox();  // what was read is in the specs
  begin_work(max_work);
  std::apply(
      [](const auto&... spec) {
        const Error* wrong = nullptr;
        ((wrong = wrong || spec ? wrong : &spec.error()), ...);
        wrong ? deliver(failure(*wrong)) : deliver_result(compute(spec.value()...));
      },
      specs);
}

/// Makes room for this number of words of arguments; returns its address, where every call expects them.
std::uintptr_t inbox_address(unsigned words);
/// Makes room for a large array of numbers apart from them.
std::uintptr_t parcel_address(unsigned size);

EngineInfo info();

}  // namespace descenso::js
