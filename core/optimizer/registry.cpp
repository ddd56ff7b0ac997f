#include "optimizer/registry.hpp"

#include <algorithm>

#include "optimizer/first_order/adadelta.hpp"
#include "optimizer/first_order/adagrad.hpp"
#include "optimizer/first_order/adam.hpp"
#include "optimizer/first_order/adamax.hpp"
#include "optimizer/first_order/adamw.hpp"
#include "optimizer/first_order/amsgrad.hpp"
#include "optimizer/first_order/first_order.hpp"
#include "optimizer/first_order/gd.hpp"
#include "optimizer/first_order/lion.hpp"
#include "optimizer/first_order/look_ahead.hpp"
#include "optimizer/first_order/momentum.hpp"
#include "optimizer/first_order/nadam.hpp"
#include "optimizer/first_order/nesterov.hpp"
#include "optimizer/first_order/radam.hpp"
#include "optimizer/first_order/rmsprop.hpp"
#include "optimizer/first_order/rprop.hpp"
#include "optimizer/least_squares/gauss_newton.hpp"
#include "optimizer/least_squares/levenberg_marquardt.hpp"
#include "optimizer/line_search/barzilai_borwein.hpp"
#include "optimizer/line_search/bfgs.hpp"
#include "optimizer/line_search/conjugate_gradient.hpp"
#include "optimizer/line_search/descent.hpp"
#include "optimizer/line_search/lbfgs.hpp"
#include "optimizer/line_search/newton.hpp"
#include "optimizer/line_search/steepest_descent.hpp"
#include "optimizer/univariate/bisection.hpp"
#include "optimizer/univariate/brent.hpp"
#include "optimizer/univariate/golden_section.hpp"
#include "optimizer/univariate/newton_1d.hpp"
#include "optimizer/univariate/secant.hpp"
#include "optimizer/univariate/ternary.hpp"
#include "optimizer/univariate/univariate.hpp"

namespace descenso {
namespace {

using Hyperparameters = std::vector<Hyperparameter>;

// --- Hyperparameters that several rules share
// -----------------------------------------------------------------

Hyperparameter rate(double value) {
  return {.key = "rate",
          .symbol = "h",
          .range = {.default_value = value,
                    .min = 0,
                    .max = 1e12,
                    .slider_min = 1e-4,
                    .slider_max = 1,
                    .scale = Scale::log,
                    .positive = true},
          .aliases = {"lr", "learning_rate"}};
}

/// A number in [0, 1]: momentum, or the weight of the previous value in an average.
Hyperparameter unit_interval(std::string_view key, std::string_view symbol, double default_value,
                             std::vector<std::string_view> aliases = {},
                             std::vector<double> by_convention = {}) {
  return {.key = key,
          .symbol = symbol,
          .range = {.default_value = default_value, .min = 0, .max = 1, .slider_min = 0, .slider_max = 0.999},
          .aliases = std::move(aliases),
          .by_convention = std::move(by_convention)};
}
const Hyperparameter kMu = unit_interval("mu", "\\beta", 0.9, {"momentum"});
const Hyperparameter kBeta1 = unit_interval("b1", "\\beta_1", 0.9, {"beta1"});
const Hyperparameter kBeta2 = unit_interval("b2", "\\beta_2", 0.999, {"beta2"});

Hyperparameter epsilon(double default_value, std::vector<double> by_convention = {}) {
  return {.key = "eps",
          .symbol = "\\varepsilon",
          .range = {.default_value = default_value,
                    .min = 0,
                    .max = 1e6,
                    .slider_min = 1e-12,
                    .slider_max = 1e-2,
                    .scale = Scale::log},
          .aliases = {"epsilon"},
          .by_convention = std::move(by_convention)};
}

/// A number ≥ 0 on a linear slider from 0.
Hyperparameter nonnegative(std::string_view key, std::string_view symbol, double default_value,
                           double slider_max, std::vector<std::string_view> aliases = {},
                           std::vector<double> by_convention = {}) {
  return {.key = key,
          .symbol = symbol,
          .range = {.default_value = default_value,
                    .min = 0,
                    .max = 1e300,
                    .slider_min = 0,
                    .slider_max = slider_max},
          .aliases = std::move(aliases),
          .by_convention = std::move(by_convention)};
}

/// One of several words.
Hyperparameter choice(std::string_view key, std::vector<std::string_view> words,
                      std::vector<double> by_convention = {}, double default_value = 0) {
  const double last = double(words.size()) - 1;
  return {.key = key,
          .symbol = "",
          .range = {.default_value = default_value,
                    .min = 0,
                    .max = last,
                    .slider_min = 0,
                    .slider_max = last,
                    .integer = true},
          .choices = std::move(words),
          .by_convention = std::move(by_convention)};
}
Hyperparameter flag(std::string_view key, std::vector<double> by_convention = {}, double default_value = 0) {
  return choice(key, {"no", "yes"}, std::move(by_convention), default_value);
}
/// A number > 0 on a logarithmic slider.
Hyperparameter log_scaled(std::string_view key, std::string_view symbol, double default_value,
                          double slider_min, double slider_max) {
  return {.key = key,
          .symbol = symbol,
          .range = {.default_value = default_value,
                    .min = 1e-300,
                    .max = 1e300,
                    .slider_min = slider_min,
                    .slider_max = slider_max,
                    .scale = Scale::log}};
}
Hyperparameter tolerance_of(double value) {
  return {.key = "tolerance",
          .symbol = "t",
          .range = {.default_value = value,
                    .min = 0,
                    .max = 1e6,
                    .slider_min = 1e-12,
                    .slider_max = 1e-2,
                    .scale = Scale::log},
          .aliases = {"tol", "xatol", "xtol"}};
}
/// The share of the first-order decrease that a step must achieve (Armijo).
const Hyperparameter kArmijo = {.key = "c1",
                                .symbol = "c_1",
                                .range = {.default_value = 1e-4,
                                          .min = 1e-12,
                                          .max = 0.5,
                                          .slider_min = 1e-6,
                                          .slider_max = 0.5,
                                          .scale = Scale::log}};

const Hyperparameter kConvention = choice("convention", {"torch", "optax"});

Hyperparameter whole_number(std::string_view key, std::string_view symbol, double default_value, double min,
                            double max, double slider_max) {
  return {.key = key,
          .symbol = symbol,
          .range = {.default_value = default_value,
                    .min = min,
                    .max = max,
                    .slider_min = min,
                    .slider_max = slider_max,
                    .integer = true}};
}

/// The rule's own hyperparameters, then those of schedule, clipping and mini-batches, which every first-order
/// rule has.
Hyperparameters first_order(Hyperparameters own) {
  const Hyperparameters shared = {
      choice("schedule", {"constant", "inverse", "exponential", "cosine", "warmup", "step"}),
      nonnegative("decay", "d", 0.1, 1),
      whole_number("horizon", "N", 100, 1, 1e9, 1000),
      nonnegative("clip_norm", "c_2", 0, 100),
      nonnegative("clip_value", "c_\\infty", 0, 100),
      whole_number("batch", "b", 0, 0, max_seed, 100),
      whole_number("seed", "", 0, 0, max_seed, 100),
  };
  own.insert(own.end(), shared.begin(), shared.end());
  return own;
}

// --- Factories
// ------------------------------------------------------------------------------------------------

template <class R>
auto make(const Values& values) {
  return std::unique_ptr<Rule<typename R::Number>>(std::make_unique<R>(values));
}

/// A row for a first-order update.
template <template <class> class Update>
Optimizer first(std::string_view name, std::string_view equation, Hyperparameters own,
                std::vector<std::string_view> aliases = {}) {
  return {name,
          Family::first_order,
          equation,
          first_order(std::move(own)),
          std::move(aliases),
          make<FirstOrder<double, Update>>,
          make<FirstOrder<float, Update>>};
}

/// The line search of a method: its kind, and the Wolfe constant that suits the method.
Hyperparameters with_search(double kind, double c2, Hyperparameters own = {}) {
  const Hyperparameter search = choice("search", {"exact", "armijo", "wolfe"}, {}, kind);
  own.insert(
      own.end(),
      {search,
       kArmijo,
       {.key = "c2",
        .symbol = "c_2",
        .range = {.default_value = c2, .min = 1e-9, .max = 1, .slider_min = 0.01, .slider_max = 0.99}}});
  return own;
}

/// A row for a line-search method, by its direction.
template <template <class> class Direction>
Optimizer along_direction(std::string_view name, Family family, std::string_view equation,
                          Hyperparameters own, std::vector<std::string_view> aliases = {}) {
  return {name,
          family,
          equation,
          std::move(own),
          std::move(aliases),
          make<Descent<double, Direction>>,
          make<Descent<float, Direction>>};
}

/// The interval that a one-variable method searches, and its tolerance.
Hyperparameters on_interval(double tolerance) {
  const auto end = [](std::string_view key, std::string_view symbol, double value,
                      std::vector<std::string_view> aliases) -> Hyperparameter {
    return {
        .key = key,
        .symbol = symbol,
        .range = {.default_value = value, .min = -1e300, .max = 1e300, .slider_min = -10, .slider_max = 10},
        .aliases = std::move(aliases)};
  };
  return {end("from", "a", -10, {"a", "lower"}), end("to", "b", 10, {"b", "upper"}), tolerance_of(tolerance)};
}

/// A row for a one-variable method.
template <class Method>
Optimizer one_variable(std::string_view name, std::string_view equation, Hyperparameters own,
                       std::vector<std::string_view> aliases = {}) {
  return {name,
          Family::univariate,
          equation,
          std::move(own),
          std::move(aliases),
          make<Univariate<double, Method>>,
          make<Univariate<float, Method>>};
}

/// A row for a rule without the first-order or the line-search frame.
template <template <class> class R>
Optimizer without_frame(std::string_view name, Family family, std::string_view equation, Hyperparameters own,
                        std::vector<std::string_view> aliases = {}) {
  return {name, family, equation, std::move(own), std::move(aliases), make<R<double>>, make<R<float>>};
}

// --- The list
// -------------------------------------------------------------------------------------------------

std::vector<Optimizer> list() {
  return {
      first<GradientDescent>("gd", R"(w \leftarrow w - h g)", {rate(0.01)}, {"sgd", "gradient_descent"}),
      first<Momentum>("momentum", R"(b \leftarrow \beta b + (1-\tau) g,\quad w \leftarrow w - h b)",
                      {rate(0.01), kMu, unit_interval("dampening", "\\tau", 0), flag("averaged")},
                      {"heavy_ball", "polyak"}),
      first<Nesterov>("nesterov", R"(b \leftarrow \beta b + g,\quad w \leftarrow w - h (g + \beta b))",
                      {rate(0.01), kMu}, {"nag"}),
      first<LookAhead>("nesterov_look_ahead",
                       R"(v \leftarrow \beta v - h \nabla L(w + \beta v),\quad w \leftarrow w + v)",
                       {rate(0.01), kMu}, {"nesterov_lookahead", "look_ahead"}),
      first<AdaGrad>(
          "adagrad", R"(s \leftarrow s + g^2,\quad w \leftarrow w - h \frac{g}{\sqrt{s} + \varepsilon})",
          {rate(0.01), kConvention, epsilon(1e-10, {1e-7}), nonnegative("init", "s_0", 0, 1, {}, {0.1}),
           flag("inside", {1}), nonnegative("lr_decay", "", 0, 1)}),
      first<AdaDelta>(
          "adadelta",
          R"(E \leftarrow \rho E + (1-\rho) g^2,\quad d = \frac{\sqrt{D + \varepsilon}}{\sqrt{E + )"
          R"(\varepsilon}} g,\quad D \leftarrow \rho D + (1-\rho) d^2,\quad w \leftarrow w - h d)",
          {rate(1), unit_interval("rho", "\\rho", 0.9), epsilon(1e-6)}),
      first<RmsProp>("rmsprop",
                     R"(v \leftarrow \alpha v + (1-\alpha) g^2,\quad b \leftarrow \beta b + )"
                     R"(\frac{g}{\sqrt{v} + \varepsilon},\quad w \leftarrow w - h b)",
                     {rate(0.01), kConvention, unit_interval("alpha", "\\alpha", 0.99, {}, {0.9}),
                      epsilon(1e-8), unit_interval("mu", "\\beta", 0, {"momentum"}), flag("centered"),
                      flag("inside", {1}), nonnegative("init", "v_0", 0, 1)}),
      first<Adam>(
          "adam",
          R"(m \leftarrow \beta_1 m + (1-\beta_1) g,\quad v \leftarrow \beta_2 v + (1-\beta_2) g^2,\quad )"
          R"(w \leftarrow w - h \frac{\hat m}{\sqrt{\hat v} + \varepsilon})",
          {rate(0.001), kBeta1, kBeta2, epsilon(1e-8), nonnegative("eps_root", "\\varepsilon_r", 0, 1e-2)}),
      first<AmsGrad>(
          "amsgrad",
          R"(x \leftarrow \max(x, v),\quad w \leftarrow w - h \frac{\hat m}{\sqrt{\hat x} + \varepsilon})",
          {rate(0.001), choice("convention", {"torch", "optax", "paper"}), kBeta1, kBeta2, epsilon(1e-8)}),
      first<AdaMax>("adamax",
                    R"(u \leftarrow \max(\beta_2 u, |g| + \varepsilon),\quad w \leftarrow w - h )"
                    R"(\frac{m}{(1-\beta_1^t)\, u})",
                    {rate(0.002), kBeta1, kBeta2, epsilon(1e-8)}),
      first<NAdam>("nadam",
                   R"(\hat m = \frac{\beta_{t+1} m}{1-\prod^{t+1} \beta_i} + )"
                   R"(\frac{(1-\beta_t) g}{1-\prod^t \beta_i},\quad )"
                   R"(w \leftarrow w - h \frac{\hat m}{\sqrt{\hat v} + \varepsilon})",
                   {rate(0.002), kConvention, kBeta1, kBeta2, epsilon(1e-8),
                    nonnegative("momentum_decay", "\\psi", 0.004, 0.1)}),
      first<RAdam>("radam",
                   R"(\rho_t = \rho_\infty - \frac{2 t \beta_2^t}{1 - \beta_2^t},\quad )"
                   R"(w \leftarrow w - h\, r_t \frac{\hat m}{\sqrt{\hat v} + \varepsilon})",
                   {rate(0.001), kBeta1, kBeta2, epsilon(1e-8)}),
      first<AdamW>("adamw", R"(w \leftarrow w - h \lambda w - h \frac{\hat m}{\sqrt{\hat v} + \varepsilon})",
                   {rate(0.001), kConvention, kBeta1, kBeta2, epsilon(1e-8),
                    nonnegative("eps_root", "\\varepsilon_r", 0, 1e-2),
                    nonnegative("wd", "\\lambda", 0.01, 1, {"weight_decay", "lambda"}, {1e-4})}),
      first<Lion>("lion",
                  R"(w \leftarrow w - h (\operatorname{sign}(\beta_1 m + (1-\beta_1) g) + \lambda w),\quad )"
                  R"(m \leftarrow \beta_2 m + (1-\beta_2) g)",
                  {rate(1e-4), kConvention, kBeta1, unit_interval("b2", "\\beta_2", 0.99, {"beta2"}),
                   nonnegative("wd", "\\lambda", 0, 1, {"weight_decay", "lambda"}, {1e-3})}),
      first<Rprop>("rprop",
                   R"(\Delta \leftarrow \Delta \cdot \{\eta_+, \eta_-, 1\},\quad w \leftarrow w - \Delta )"
                   R"(\operatorname{sign} g)",
                   {rate(0.01), kConvention, unit_interval("eta_minus", "\\eta_-", 0.5),
                    nonnegative("eta_plus", "\\eta_+", 1.2, 3), nonnegative("dmin", "\\Delta_{min}", 1e-6, 1),
                    nonnegative("dmax", "\\Delta_{max}", 50, 100)}),
      along_direction<SteepestDescent>("steepest", Family::line_search, R"(w \leftarrow w - \alpha \nabla L)",
                                       with_search(0, 0.9), {"steepest_descent"}),
      without_frame<BarzilaiBorwein>(
          "bb", Family::line_search,
          R"(w \leftarrow w - \alpha g,\quad \alpha = \frac{s \cdot s}{s \cdot y})",
          {rate(0.1), choice("formula", {"long", "short"}), whole_number("memory", "k", 10, 1, 1000, 50)},
          {"barzilai_borwein"}),
      along_direction<ConjugateGradient>(
          "cg", Family::line_search, R"(p \leftarrow -g + \beta p,\quad w \leftarrow w + \alpha p)",
          with_search(2, 0.1, {choice("formula", {"fr", "pr", "hs"}, {}, 1)}), {"conjugate_gradient"}),
      along_direction<Bfgs>("bfgs", Family::line_search, R"(p = -H g,\quad w \leftarrow w + \alpha p)",
                            with_search(2, 0.9)),
      along_direction<LBfgs>("lbfgs", Family::line_search, R"(p = -H g,\quad w \leftarrow w + \alpha p)",
                             with_search(2, 0.9, {whole_number("memory", "k", 10, 1, 1000, 50)}),
                             {"l_bfgs", "l-bfgs"}),
      along_direction<Newton>("newton", Family::second_order,
                              R"((\nabla^2 L + \tau I)\, p = -\nabla L,\quad w \leftarrow w + \alpha p)",
                              with_search(1, 0.9), {"damped_newton"}),
      without_frame<GaussNewton>("gauss_newton", Family::least_squares,
                                 R"(w \leftarrow w - \alpha (J^T J)^{-1} J^T r)",
                                 {flag("damped", {}, 1), kArmijo}),
      without_frame<LevenbergMarquardt>("lm", Family::least_squares,
                                        R"((J^T J + \lambda D^2)\, p = -J^T r,\quad w \leftarrow w + p)",
                                        {log_scaled("factor", "", 1, 1e-3, 1e3)}, {"levenberg_marquardt"}),
      one_variable<GoldenSection>("golden", R"(x_{1,2} = b - \frac{b-a}{\varphi},\; a + \frac{b-a}{\varphi})",
                                  on_interval(1e-11), {"golden_section"}),
      one_variable<Brent>("brent", R"(u = x - \frac{p}{q})", on_interval(1e-11), {"bounded", "fminbound"}),
      one_variable<Ternary>("ternary", R"(x_{1,2} = a + \frac{b-a}{3},\; b - \frac{b-a}{3})",
                            on_interval(1e-11)),
      one_variable<Bisection>("bisection", R"(m = \frac{a+b}{2},\quad L'(m) \gtrless 0)", on_interval(1e-12)),
      one_variable<Secant>("secant", R"(w \leftarrow w - L'(w) \frac{w - w_-}{L'(w) - L'(w_-)})",
                           {log_scaled("first", "w_1 - w_0", 0.1, 1e-6, 10), tolerance_of(1e-12)}),
      one_variable<Newton1d>("newton_1d", R"(w \leftarrow w - \frac{L'(w)}{L''(w)})", {tolerance_of(1e-12)}),
  };
}

}  // namespace

std::string_view to_string(Family family) {
  switch (family) {
    case Family::first_order:
      return "first_order";
    case Family::line_search:
      return "line_search";
    case Family::second_order:
      return "second_order";
    case Family::least_squares:
      return "least_squares";
    case Family::univariate:
      return "univariate";
  }
  return "";
}

std::span<const Optimizer> optimizers() {
  static const std::vector<Optimizer> rows = list();
  return rows;
}

const Optimizer* find_optimizer(std::string_view name) {
  for (const Optimizer& row : optimizers()) {
    if (row.name == name || std::find(row.aliases.begin(), row.aliases.end(), name) != row.aliases.end())
      return &row;
  }
  return nullptr;
}

template <class T>
Result<std::unique_ptr<const Rule<T>>> make_rule(std::string_view name, const Settings& settings) {
  const Optimizer* row = find_optimizer(name);
  if (row == nullptr)
    return unknown_name("optimizer.name", name, optimizers(),
                        [](const Optimizer& each) { return each.name; });
  const Result<Values> values = resolve(row->hyperparameters, "optimizer", settings);
  if (!values) return values.error();
  if constexpr (std::is_same_v<T, float>) {
    return std::unique_ptr<const Rule<T>>(row->make_float(values.value()));
  } else {
    return std::unique_ptr<const Rule<T>>(row->make_double(values.value()));
  }
}

template Result<std::unique_ptr<const Rule<float>>> make_rule(std::string_view, const Settings&);
template Result<std::unique_ptr<const Rule<double>>> make_rule(std::string_view, const Settings&);

}  // namespace descenso
