#include "loss/loss.hpp"

#include <algorithm>
#include <limits>
#include <numbers>

namespace descenso {
namespace {

using enum Primitive;

NodeId square(Graph& g, const LossTerms& t) { return g.apply(mul, t.r, t.r); }

NodeId absolute(Graph& g, const LossTerms& t) { return g.apply(abs, t.r); }

/// ln(1 + e^(2r)) − r − ln 2, which does not overflow and is smooth: with |r| the curvature at r = 0 would be
/// lost.
NodeId log_cosh(Graph& g, const LossTerms& t) {
  const NodeId whole = g.apply(softplus, g.apply(mul, g.constant(2), t.r));
  return g.apply(sub, g.apply(sub, whole, t.r), g.constant(std::numbers::ln2));
}

NodeId huber(Graph& g, const LossTerms& t) {
  const NodeId delta = t.hyper[0], size = g.apply(abs, t.r), half = g.constant(0.5);
  const NodeId inside = g.apply(mul, half, g.apply(mul, t.r, t.r));
  const NodeId outside = g.apply(mul, delta, g.apply(sub, size, g.apply(mul, half, delta)));
  return g.apply(where, g.apply(less_equal, size, delta), inside, outside);
}

NodeId cauchy(Graph& g, const LossTerms& t) {
  const NodeId c = t.hyper[0], ratio = g.apply(div, t.r, c);
  const NodeId scale = g.apply(mul, g.constant(0.5), g.apply(mul, c, c));
  return g.apply(mul, scale, g.apply(log1p, g.apply(mul, ratio, ratio)));
}

NodeId quantile(Graph& g, const LossTerms& t) {
  const NodeId tau = t.hyper[0];
  return g.apply(max, g.apply(mul, tau, t.r), g.apply(mul, g.apply(sub, tau, g.constant(1)), t.r));
}

/// y·ln p with 0·ln 0 = 0, and no number where p < 0. The logarithm itself never sees the 0, so that its
/// derivative does not become 0·∞; one that was fused with what is inside (graph/simplify.hpp) has no 0 to
/// see.
NodeId weighted_log(Graph& g, NodeId y, NodeId p) {
  const NodeId whole = g.apply(log, p);
  if (g[whole].op != log) return g.apply(mul, y, whole);
  const NodeId none = g.apply(equal, y, g.constant(0));
  const NodeId inside = g.apply(where, g.apply(less, p, g.constant(0)), p, g.constant(1));
  return g.apply(mul, y, g.apply(log, g.apply(where, none, inside, p)));
}

NodeId bernoulli(Graph& g, const LossTerms& t) {
  const NodeId one = g.constant(1);
  const NodeId success = weighted_log(g, t.y, t.yhat);
  const NodeId failure = weighted_log(g, g.apply(sub, one, t.y), g.apply(sub, one, t.yhat));
  return g.apply(neg, g.apply(add, success, failure));
}

NodeId poisson(Graph& g, const LossTerms& t) { return g.apply(sub, t.yhat, weighted_log(g, t.y, t.yhat)); }

double bernoulli_variance(double mean) { return mean * (1 - mean); }
double poisson_variance(double mean) { return mean; }

Hyperparameter positive(std::string_view key, std::string_view symbol, double default_value) {
  return {.key = key,
          .symbol = symbol,
          .range = {.default_value = default_value,
                    .min = 1e-9,
                    .max = 1e9,
                    .slider_min = 0.01,
                    .slider_max = 100,
                    .scale = Scale::log}};
}

/// Observations whose squares add up to a number, ten million of them.
constexpr ResponseDomain squarable{-1e150, 1e150};

std::vector<Loss> make_losses() {
  const Hyperparameter tau{
      .key = "tau",
      .symbol = "\\tau",
      .range = {.default_value = 0.5, .min = 0.001, .max = 0.999, .slider_min = 0.05, .slider_max = 0.95}};
  return {
      {"mse", "r^2", Reduction::mean, true, {}, square, squarable},
      {"sse", "r^2", Reduction::sum, true, {}, square, squarable},
      {"mae", "|r|", Reduction::mean, false, {}, absolute, {}, true},
      {"huber",
       "\\begin{cases}\\tfrac12 r^2 & |r|\\le\\delta\\\\ \\delta(|r|-\\tfrac12\\delta) & "
       "\\text{}\\end{cases}",
       Reduction::mean,
       false,
       {positive("delta", "\\delta", 1)},
       huber},
      {"logcosh", "\\ln\\cosh r", Reduction::mean, false, {}, log_cosh},
      {"cauchy",
       "\\tfrac12 c^2\\ln\\left(1+(r/c)^2\\right)",
       Reduction::mean,
       false,
       {positive("c", "c", 1)},
       cauchy},
      {"quantile", "\\max(\\tau r,(\\tau-1)r)", Reduction::mean, false, {tau}, quantile, {}, true},
      {"bernoulli",
       "-y\\ln\\hat y-(1-y)\\ln(1-\\hat y)",
       Reduction::mean,
       false,
       {},
       bernoulli,
       {0, 1},
       false,
       bernoulli_variance},
      {"poisson",
       "\\hat y-y\\ln\\hat y",
       Reduction::mean,
       false,
       {},
       poisson,
       {0, std::numeric_limits<double>::infinity()},
       false,
       poisson_variance},
      {"custom", "\\ell(r,y,\\hat y)", Reduction::mean, false, {}, nullptr},
  };
}

Hyperparameter penalty(std::string_view key, std::string_view symbol) {
  return {.key = key,
          .symbol = symbol,
          .range = {.default_value = 0, .min = 0, .max = 1e9, .slider_min = 0, .slider_max = 10}};
}

}  // namespace

std::span<const Loss> losses() {
  static const std::vector<Loss> all = [] {
    std::vector<Loss> made = make_losses();
    for (Loss& loss : made) {
      loss.settings = loss.hyperparameters;
      loss.settings.insert(loss.settings.end(), penalties().begin(), penalties().end());
    }
    return made;
  }();
  return all;
}

const Loss* find_loss(std::string_view name) {
  const auto found =
      std::find_if(losses().begin(), losses().end(), [&](const Loss& loss) { return loss.name == name; });
  return found == losses().end() ? nullptr : &*found;
}

std::span<const Hyperparameter> penalties() {
  static const std::vector<Hyperparameter> all = {penalty("ridge", "\\lambda_2"),
                                                  penalty("lasso", "\\lambda_1")};
  return all;
}

}  // namespace descenso
