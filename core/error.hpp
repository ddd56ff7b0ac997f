// Errors are values: a code, the place of the error, and the numbers of its sentence.
//
// Nothing in the core throws. A function that can fail returns `Result<T>`; the caller must check it before
// using the value:
//
//     Result<Dataset> data = simulate(spec, truth);
//     if (!data) return data.error();
//     use(data.value());
//
// The sentences are in www/i18n, one per code and language, and a test checks that every code of the list
// below has one.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "nearest_name.hpp"

namespace descenso {

/// The closed list of error codes. X(code) expands once per code.
#define DESCENSO_ERROR_CODES(X)                                                                            \
  /* a field of an experiment: args.field names it, as "data.noise.sd" */                                  \
  X(missing_field)       /* the field is required */                                                       \
  X(not_a_number)        /* the field holds something that is not a number */                              \
  X(not_finite)          /* NaN or ±infinity */                                                           \
  X(not_an_integer)      /* a whole number is required */                                                  \
  X(out_of_range)        /* args.value is outside [args.min, args.max] */                                  \
  X(not_positive)        /* args.value must be > 0 */                                                      \
  X(not_text)            /* the field holds something that is not text */                                  \
  X(not_an_object)       /* the field holds something that is not an object */                             \
  X(not_an_array)        /* the field holds something that is not an array of numbers */                   \
  X(unknown_name)        /* args.name is not one of args.known */                                          \
  X(unknown_field)       /* args.field is no field of its object; args.known are */                        \
  X(conflicting_fields)  /* args.field and args.other exclude each other */                                \
  X(unsupported_version) /* args.version is not supported */                                               \
  /* data */                                                                                               \
  X(empty_interval)  /* from equals to */                                                                  \
  X(length_mismatch) /* columns of different length: args.length, args.expected */                         \
  X(too_few_rows)    /* args.rows, args.min */                                                             \
  /* y = args.value in row args.row (from 1) is outside args.min … args.max of the loss */               \
  X(response_out_of_domain)                                                                                \
  X(too_many_rows)   /* more numbers than a call takes: args.max rows of three columns */                  \
  X(reserved_name)   /* args.name is a constant or function of formulas, and names no column or number */  \
  X(data_not_finite) /* a column, or a value of the truth, is NaN or ±infinity */                         \
  X(bad_weights)     /* a weight is negative, or all are 0 */                                              \
  /* formulas: `at` is the span of the text that is wrong */                                               \
  X(empty_formula)        /* the formula is empty */                                                       \
  X(formula_too_long)     /* args.length exceeds args.max (bytes read, or characters to be printed) */     \
  X(formula_too_deep)     /* more than args.max parentheses, signs or exponents within each other */       \
  X(unexpected_character) /* args.text is not part of the language */                                      \
  X(unexpected_text)      /* args.text cannot stand here, for example a parenthesis that was not opened */ \
  X(missing_operand)      /* a number, a name or a parenthesis is missing here */                          \
  X(missing_operator)     /* an operator is missing before this */                                         \
  X(ambiguous_product)    /* 1/2x or e^2x: write the product sign or parentheses */                        \
  X(unclosed_parenthesis) /* opened here, never closed */                                                  \
  X(unclosed_bar)         /* |x opened here, never closed */                                               \
  X(chained_comparison)   /* a < b < c: compare two things at a time */                                    \
  X(decimal_comma)        /* the decimal sign is a point */                                                \
  X(equation)             /* a single = : write only the right-hand side */                                \
  X(number_too_large)     /* beyond 1.8e308 */                                                             \
  X(unknown_function)     /* args.name is no function; perhaps args.suggestion is meant, or a product */   \
  X(function_needs_parentheses) /* args.name without its (…) */                                          \
  X(wrong_argument_count)       /* args.name takes args.expected arguments, not args.count */              \
  X(other_notation)             /* args.text is written args.suggestion in this language */                \
  X(constant_as_parameter)      /* e, the number, where a parameter of that name is likely meant */        \
  X(no_column)                  /* a model of several names, none of which is a column: args.known */      \
  X(no_parameters)              /* a model or function of columns and numbers alone */                     \
  X(too_many_parameters)        /* args.count exceeds args.max */                                          \
  X(loss_without_residual)      /* a typed loss that uses neither r nor yhat */                            \
  /* work */                                                                                               \
  X(too_much_work)   /* args.work exceeds args.max, in operations on one row */                            \
  X(too_much_memory) /* the answer would hold args.numbers numbers, more than args.max */                  \
  X(singular)        /* the data do not determine args.parameters */                                       \
  X(no_curvature)    /* the loss has no second derivative, as mae */                                       \
  X(no_minimum)      /* the descent to a minimum ended for args.reason, a word of the stop reasons */      \
  /* ∂L/∂args.parameter is not finite at the start, args.point; args.row: the first such row */        \
  X(slope_not_finite)                                                                                      \
  X(start_not_finite) /* the loss is not finite at the start, args.point */                                \
  /* optimizers */                                                                                         \
  X(needs_one_parameter) /* the method is for one parameter, not for args.parameters */                    \
  X(needs_residuals)     /* the method needs a sum of squares of residuals */                              \
  X(internal)            /* a bug in the engine: args.what. The engine has ended */                        \
  X(engine_ended)        /* an earlier call ended in `internal`; createEngine gives a fresh engine */

enum class ErrorCode {
#define DESCENSO_ENUMERATE(code) code,
  DESCENSO_ERROR_CODES(DESCENSO_ENUMERATE)
#undef DESCENSO_ENUMERATE
};

/// The code as the word that crosses the boundary, for example "out_of_range".
constexpr std::string_view to_string(ErrorCode code) {
  switch (code) {
#define DESCENSO_NAME(code) \
  case ErrorCode::code:     \
    return #code;
    DESCENSO_ERROR_CODES(DESCENSO_NAME)
#undef DESCENSO_NAME
  }
  return "internal";
}

/// Half-open range [begin, end) of a formula's text, in UTF-16 units, as JavaScript counts characters.
struct Span {
  int begin = 0;
  int end = 0;
  bool operator==(const Span&) const = default;
};

struct Error {
  using Argument = std::variant<double, std::string>;

  ErrorCode code = ErrorCode::internal;
  std::optional<Span> at;
  std::vector<std::pair<std::string, Argument>> args;

  /// Adds a named argument for the sentence; returns itself so that errors are built in one expression.
  Error& with(std::string name, Argument value) & {
    args.emplace_back(std::move(name), std::move(value));
    return *this;
  }
  Error&& with(std::string name, Argument value) && {
    args.emplace_back(std::move(name), std::move(value));
    return std::move(*this);
  }
};

inline Error error(ErrorCode code) { return Error{code, std::nullopt, {}}; }
inline Error error_at(ErrorCode code, Span at) { return Error{code, at, {}}; }

/// unknown_name with its arguments: the field, the name, the names that are accepted, and the nearest of them
/// as args.suggestion. `name_of` returns the name of an entry of `known`.
template <class Known, class NameOf>
Error unknown_name(std::string field, std::string_view name, const Known& known, NameOf name_of) {
  std::string options;
  for (const auto& each : known) options.append(options.empty() ? "" : ", ").append(name_of(each));
  Error out = error(ErrorCode::unknown_name)
                  .with("field", std::move(field))
                  .with("name", std::string(name))
                  .with("known", std::move(options));
  const std::string_view suggestion = nearest_name(name, known, name_of);
  if (!suggestion.empty()) out.with("suggestion", std::string(suggestion));
  return out;
}
template <class Known>
Error unknown_name(std::string field, std::string_view name, const Known& known) {
  return unknown_name(std::move(field), name, known, [](std::string_view each) { return each; });
}

/// A T, or the Error that prevented it.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  explicit operator bool() const { return state_.index() == 0; }
  /// The value. Undefined when there is an error.
  T& value() { return *std::get_if<0>(&state_); }
  const T& value() const { return *std::get_if<0>(&state_); }
  /// The error. Undefined when there is a value.
  Error& error() { return *std::get_if<1>(&state_); }
  const Error& error() const { return *std::get_if<1>(&state_); }

 private:
  std::variant<T, Error> state_;
};

}  // namespace descenso
