// The table of names: what JavaScript calls, and the function that answers.
#include <emscripten/bind.h>

#include "calls.hpp"

EMSCRIPTEN_BINDINGS(descenso) {
  using namespace descenso::js;
  emscripten::function("inbox", &call_inbox);
  emscripten::function("catalog", &call_catalog);
  emscripten::function("info", &call_info);
  emscripten::function("check", &call_check);
  emscripten::function("simulate", &call_simulate);
  emscripten::function("run", &call_run);
  emscripten::function("landscape", &call_landscape);
  emscripten::function("derivative", &call_derivative);
  emscripten::function("optimum", &call_optimum);
  emscripten::function("predict", &call_predict);
  emscripten::function("race", &call_race);
  emscripten::function("surface", &call_surface);
  emscripten::function("principalDirections", &call_principal_directions);
  emscripten::function("explain", &call_explain);
  emscripten::function("fit", &call_fit);
  emscripten::function("curves", &call_curves);
  emscripten::function("trace", &call_trace);
  emscripten::function("sweep", &call_sweep);
  emscripten::function("theory", &call_theory);
  emscripten::function("noiseStudy", &call_noise_study);
  emscripten::function("tune", &call_tune);
}
