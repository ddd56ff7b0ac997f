// Answers of the worker to the race.
import { computeRace } from './compute.js';

export const raceAnswers = {
  race: computeRace,
};
