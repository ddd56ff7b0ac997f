// JavaScript objects on their way in: plain data, already cloned by engine.mjs, so that no getter can run here.
//
// Every reader names the place it reads ("data.noise.sd"), and the first thing that is wrong becomes the error.
#pragma once

#include <emscripten/val.h>

#include "error.hpp"
#include "run/experiment.hpp"
#include "run/landscape.hpp"
#include "run/problem.hpp"
#include "run/race.hpp"
#include "run/surface.hpp"
#include "run/sweep.hpp"
#include "run/tune.hpp"

namespace descenso::js {

Result<DataSpec> read_data(const emscripten::val& object);

Result<Experiment> read_experiment(const emscripten::val& object);

Result<LandscapeRange> read_range(const emscripten::val& object);

Result<SweepSpec> read_sweep(const emscripten::val& object);

Result<TuneSpec> read_tune(const emscripten::val& object);

/// One number of an object of options, which may be left out altogether.
Result<double> read_option(const emscripten::val& object, const char* key, double standard);

Result<std::string> read_text(const emscripten::val& value, const std::string& field);

/// An array of texts; undefined reads as ["x"].
Result<std::vector<std::string>> read_names(const emscripten::val& value, const std::string& field);

/// Numbers by name, for example { w1: 3 }. `path` names the place in errors.
Result<NamedNumbers> read_values(const emscripten::val& object, const std::string& path);

/// Columns by name, for example { x: Float64Array }.
Result<std::vector<Column>> read_columns(const emscripten::val& object, const std::string& path);

/// An array of { optimizer: { … }, start?: { … } }.
Result<std::vector<Runner>> read_runners(const emscripten::val& value);

/// An array of points by name; undefined reads as none.
Result<std::vector<NamedNumbers>> read_minima(const emscripten::val& value);

/// { x: { parameter or direction, from, to, points }, y: { … }, at?: { … } }.
Result<SurfaceRange> read_surface(const emscripten::val& object);

}  // namespace descenso::js
