// Owns the flags of `npm run live`: which cloud it plays on, with which bundle, and whether it asks first.
import { parseArgs } from 'node:util';

export const HELP = `Plays the life of a preview on a real AWS account, says what it saw, and takes everything away again.

  --yes            do not ask before anything is made
  --clean          make nothing: take away what an earlier play left standing
  --simulator      on the simulated cloud of this machine; AWS is not asked
  --endpoint URL   on another cloud that answers as AWS does
  --time-scale N   seconds of the simulated cloud's time that pass in one   (300, on AWS 1)
  --bundle FILE    what is run                                              (dist/index.js)
  --folder FOLDER  where the report and the journal go                      (build/live)
  --compare FILE   play on the simulated cloud, and hold a journal against that
  --help           show this

Credentials and region are those of the environment, as the AWS CLI reads them.`;

const SIMULATED_TIME_SCALE = 300;

export interface LiveFlags {
  isConfirmed: boolean;
  isCleaning: boolean;
  isSimulated: boolean;
  endpoint: string | undefined;
  timeScale: number;
  bundle: string;
  folder: string;
  compare: string | undefined;
}

/** Throws one sentence for what it does not understand. */
export function readLiveFlags(args?: string[]): LiveFlags | 'help' {
  const { values } = parseArgs({
    ...(args && { args }),
    options: {
      yes: { type: 'boolean', default: false },
      clean: { type: 'boolean', default: false },
      simulator: { type: 'boolean', default: false },
      endpoint: { type: 'string' },
      'time-scale': { type: 'string' },
      bundle: { type: 'string', default: 'dist/index.js' },
      folder: { type: 'string', default: 'build/live' },
      compare: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  const isSimulated = values.simulator || values.compare !== undefined;
  const timeScale = Number(values['time-scale'] ?? (isSimulated ? SIMULATED_TIME_SCALE : 1));
  if (!(timeScale > 0)) throw new Error(`--time-scale takes a number above 0, not ${values['time-scale']}.`);
  if (isSimulated && values.endpoint !== undefined) throw new Error('Give --simulator or --endpoint, not both.');
  return {
    isConfirmed: values.yes,
    isCleaning: values.clean,
    isSimulated,
    endpoint: values.endpoint,
    timeScale,
    bundle: values.bundle,
    folder: values.folder,
    compare: values.compare,
  };
}
