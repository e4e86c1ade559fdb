// Owns what the chaos says of a reset: what two of them may differ in, and whether each database was set up, and just once.
import type { Stage } from '../stage.ts';
import type { Inventory } from './inventory.ts';

const SETUP_LINE = 'setup that ran to its end:';
const SLEEP_TAGS = /"\{\\"key\\":\\"medusa-preview:(?:asleep|slept|checked)\\",[^{}]*\}",?/g;

/** A reset that is run twice makes the database twice, and how long the tasks were stopped is chance. */
export function afterReset(inventory: Inventory): Inventory {
  return inventory
    .filter((line) => !line.startsWith(SETUP_LINE) && !line.startsWith('comment:'))
    .map((line) => line.replace(SLEEP_TAGS, '').replace(/,\]/g, ']'));
}

/** By the logs of the one-off tasks: each database was set up once at most, and the last one was. */
export async function problemsOfSetups(stage: Stage): Promise<string[]> {
  const { logs } = await stage.state<{ logs: Logs }>('logs');
  const events = Object.values(logs.groups)
    .flatMap(({ streams }) => Object.values(streams))
    .flatMap((stream) => stream.events);
  const timesOf = (pattern: RegExp) =>
    events.filter(({ message }) => pattern.test(message)).map(({ timestamp }) => timestamp);
  const [created, setUp] = [timesOf(/^database "[^"]+": created/), timesOf(/^setup-ends$/)];
  return [
    ...(setUp.length > created.length ? [`${setUp.length} setups of ${created.length} databases`] : []),
    ...(Math.max(...setUp) < Math.max(...created) ? ['the last database was not set up'] : []),
  ];
}

/** The tables of the logs in the control `state`, where their maps are objects. */
interface Logs {
  groups: Record<string, { streams: Record<string, { events: { message: string; timestamp: number }[] }> }>;
}
