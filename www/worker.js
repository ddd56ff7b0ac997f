// The worker: the engine with the answers of all workspaces.
import { createEngine } from 'virtual:engine';
import { descentAnswers } from './descent/answers.js';
import { serve } from './engine/serve.js';
import { guideAnswers } from './guide/answers.js';
import { mapAnswers } from './map/answers.js';
import { problemAnswers } from './problem/answers.js';
import { raceAnswers } from './race/answers.js';

serve(createEngine, { ...problemAnswers, ...descentAnswers, ...raceAnswers, ...mapAnswers, ...guideAnswers });
