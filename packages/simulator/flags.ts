// Owns the flags of `npm run simulator`: what they are, and what may be given to each.
import { parseArgs } from 'node:util';
import { readScenario } from './scenario.ts';
import { SHOP } from './scenarios/shop.ts';
import type { SimulatorOptions } from './simulator.ts';

export const HELP = `Starts a cloud on this machine: the parts of AWS and GitHub that the action uses.

  --port NUMBER        port to listen on, 0 for any that is free   (4566)
  --time-scale NUMBER  seconds of cloud time that pass in one      (1)
  --latency MS         milliseconds that each API call takes       (0)
  --region NAME        AWS region                                  (eu-west-1)
  --scenario FILE      JSON file of what differs at the start      (the account of a shop)
  --journal FILE       file to append every call to, as JSON lines
  --policy FILE        IAM policy: whatever it does not allow is denied to calls signed with the access key "simulated".
                       Given several times, what any allows is allowed, unless one of them denies it.
                       As KEY=FILE it is for another access key, which begins with "simulated"
  --help               show this

When ready it prints one line of JSON: endpoint, ca, baseService, image. It ends on SIGTERM or Ctrl-C.
`;

const FLAGS = {
  port: { type: 'string', default: '4566' },
  'time-scale': { type: 'string', default: '1' },
  latency: { type: 'string', default: '0' },
  region: { type: 'string', default: 'eu-west-1' },
  scenario: { type: 'string' },
  journal: { type: 'string' },
  policy: { type: 'string', multiple: true },
  help: { type: 'boolean', default: false },
} as const;

const REGION = /^[a-z]{2}(-[a-z]+)+-\d$/;

/** The options that the arguments ask for, or `help`. Throws one sentence for what it does not understand. */
export function readFlags(args: string[]): SimulatorOptions | 'help' {
  const { values } = parseArgs({ args, options: FLAGS });
  if (values.help) return 'help';
  if (!REGION.test(values.region)) throw new Error(`--region takes a region such as eu-west-1, not ${values.region}.`);
  const port = readNumber('port', values.port);
  if (!Number.isInteger(port) || port > 65_535) throw new Error(`--port takes a number up to 65535, not ${port}.`);
  const timeScale = readNumber('time-scale', values['time-scale']);
  if (timeScale === 0) throw new Error('--time-scale takes a number above 0.');
  return {
    port,
    timeScale,
    latencyMilliseconds: readNumber('latency', values.latency),
    region: values.region,
    scenario: values.scenario === undefined ? SHOP : readScenario(values.scenario, SHOP),
    ...(values.journal !== undefined && { journalFile: values.journal }),
    ...(values.policy !== undefined && { policyFiles: values.policy }),
  };
}

function readNumber(flag: string, text: string): number {
  if (!/^\d+(\.\d+)?$/.test(text)) throw new Error(`--${flag} takes a number, not ${text === '' ? 'nothing' : text}.`);
  return Number(text);
}
