// The table of calls: the name in JavaScript, the function that answers, and the reader of each argument.
// engine.d.ts declares their types; a test compares the two lists.
#include <emscripten/bind.h>

#include "calls.hpp"
#include "fit/fit.hpp"
#include "fit/optimum.hpp"
#include "inspect/check.hpp"
#include "inspect/curves.hpp"
#include "inspect/derivative.hpp"
#include "inspect/explain.hpp"
#include "inspect/landscape.hpp"
#include "inspect/predict.hpp"
#include "inspect/principal.hpp"
#include "inspect/surface.hpp"
#include "inspect/trace.hpp"
#include "race/race.hpp"
#include "run/problem.hpp"
#include "run/train.hpp"
#include "spec_from_js.hpp"
#include "study/noise_study.hpp"
#include "study/sweep.hpp"
#include "study/theory.hpp"
#include "study/tune/tune.hpp"

namespace descenso::js {

constexpr Call calls[] = {
    {"catalog", answer<catalog>},
    {"info", answer<info>},
    {"check", answer<check_formula, read_formula, read_column_names, read_values>},
    {"simulate", answer<make_data, read_data>},
    {"hold", answer<hold, read_data>},
    {"run", answer<run, read_experiment>},
    {"landscape", answer<landscape, read_experiment, read_range>},
    {"derivative", answer<derivative, read_experiment, read_parameters>},
    {"optimum", answer<optimum, read_experiment, read_minima>},
    {"predict", answer<predict, read_experiment, read_parameters, read_columns>},
    {"race", answer<race, read_experiment, read_runners, read_minima>},
    {"surface", answer<surface, read_experiment, read_surface>},
    {"principalDirections", answer<principal_directions, read_experiment, read_parameters>},
    {"explain", answer<explain, read_experiment, read_epoch>},
    {"fit", answer<fit_at, read_fit_experiment, read_optional_columns, read_fit_options>},
    {"nestedTest", answer<nested_test, read_nested, read_nested>},
    {"curves", answer<curves, read_experiment, read_path, read_columns>},
    {"trace", answer<trace, read_experiment, read_row, read_parameters>},
    {"sweep", answer<sweep, read_experiment, read_sweep>},
    {"theory", answer<theory, read_experiment, read_tolerance>},
    {"noiseStudy", answer<noise_study, read_experiment, read_draws>},
    {"tune", answer<tune, read_experiment, read_tune>},
};

/// The names of the calls, in the order of the table.
std::vector<std::string> call_names() {
  std::vector<std::string> names;
  for (const Call& call : calls) names.emplace_back(call.name);
  return names;
}

}  // namespace descenso::js

EMSCRIPTEN_BINDINGS(descenso) {
  using namespace descenso::js;
  emscripten::function("inbox", &inbox_address);
  emscripten::function("parcel", &parcel_address);
  emscripten::function("names", &answer<call_names>);
  for (const Call& call : calls) emscripten::function(call.name, call.answer);
}
