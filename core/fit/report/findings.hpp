// The findings about a fit as data: a code with the numbers that prove it. Sentences live in www/i18n.
//
// A finding is a failure (the numbers are no result), a doubt (they are one with a reservation) or a note.
// The verdict is the code of the gravest, or `fine`.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "run/experiment.hpp"

namespace descenso {

enum class Gravity : unsigned char { failure, doubt, note };

/// X(code, gravity), the gravest first.
#define DESCENSO_FINDINGS(X)                                                                             \
  X(not_converged, failure)       /* slope: share of ‖r‖ that a step would still remove; trials */   \
  X(pole, failure)                /* column, low, high: the model is infinite between two data points */ \
  X(undetermined, failure)        /* directions: parameters that change together without any effect */   \
  X(no_degrees_of_freedom, doubt) /* observations, parameters */                                         \
  X(poorly_determined, doubt)     /* parameters: standard errors of those left open by the data */       \
  X(no_better_than_mean, doubt)   /* F, p: of the model against a constant, or against 0 (centred: 0) */ \
  X(at_bound, doubt)              /* parameter, bound */                                                 \
  X(several_optima, doubt)        /* count: other optima that the data do not exclude; rss, limit */     \
  X(residual_pattern, doubt)      /* runs, expected, runsP, durbinWatson, durbinWatsonP */               \
  X(outliers, doubt)              /* rows (from 1), residuals (studentized), p (Bonferroni) */           \
  X(unused_column, doubt)         /* columns that the formula does not mention */                        \
  X(better_optimum, note)         /* rss, startRss, or loss, startLoss: the start leads elsewhere */     \
  X(weights, note)                /* smallest, largest, zeros */

enum class FindingCode : unsigned char {
#define DESCENSO_ENUMERATE(code, gravity) code,
  DESCENSO_FINDINGS(DESCENSO_ENUMERATE)
#undef DESCENSO_ENUMERATE
};

constexpr std::string_view to_string(FindingCode code) {
  switch (code) {
#define DESCENSO_NAME(code, gravity) \
  case FindingCode::code:            \
    return #code;
    DESCENSO_FINDINGS(DESCENSO_NAME)
#undef DESCENSO_NAME
  }
  return "";
}

constexpr Gravity gravity_of(FindingCode code) {
  switch (code) {
#define DESCENSO_GRAVITY(code, gravity) \
  case FindingCode::code:               \
    return Gravity::gravity;
    DESCENSO_FINDINGS(DESCENSO_GRAVITY)
#undef DESCENSO_GRAVITY
  }
  return Gravity::note;
}

constexpr std::string_view to_string(Gravity gravity) {
  return gravity == Gravity::failure ? "failure" : gravity == Gravity::doubt ? "doubt" : "note";
}

struct Finding {
  using Evidence = std::variant<double, std::string, std::vector<double>, std::vector<NamedNumbers>>;

  FindingCode code;
  std::vector<std::pair<std::string, Evidence>> evidence;
};

struct Verdict {
  std::vector<Finding> findings;  ///< the gravest first

  /// "fine" unless there is a failure or a doubt.
  std::string_view code() const {
    if (findings.empty() || gravity_of(findings.front().code) == Gravity::note) return "fine";
    return to_string(findings.front().code);
  }
};

}  // namespace descenso
