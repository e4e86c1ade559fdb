import { describe, expect, test } from '@jest/globals';
import { ExplainedError, OwnershipError, WaitError } from '../../src/errors.ts';
import { diff } from '../../src/reconcile/diff.ts';
import {
  createRecorder,
  observe,
  reconcile,
  remove,
  renderStepLine,
  type Step,
  type StepRecorder,
} from '../../src/reconcile/reconcile.ts';
import type { Resource } from '../../src/reconcile/resource.ts';
import { failureOf, stillness } from '../support/build.ts';

interface Lamp {
  color: string;
  owner?: string;
}

/** A lamp in a room of its own: a whole resource, kept in memory. */
class Room {
  lamp: Lamp | undefined;
  readonly writes: string[] = [];

  constructor(lamp?: Lamp) {
    this.lamp = lamp;
  }

  resource(): Resource<Lamp, Lamp> {
    return {
      kind: 'lamp',
      name: 'shop-pr-42',
      find: async () => this.lamp,
      findAll: async () => (this.lamp === undefined ? [] : [this.lamp]),
      idOf: () => 'lamp',
      notOwnedReason: ({ owner }) => (owner === 'other' ? 'it is of other.' : undefined),
      diff: (desired, observed) => diff(desired, observed),
      foretell: (desired, observed) => ({ ...observed, ...desired }),
      create: async (desired) => this.#write('create', desired),
      update: async (observed, desired) => this.#write('update', { ...observed, ...desired }),
      remove: async () => void this.#write('remove', undefined),
    };
  }

  #write<Written extends Lamp | undefined>(write: string, lamp: Written): Written {
    this.writes.push(write);
    this.lamp = lamp;
    return lamp;
  }
}

function recorder(): StepRecorder & { lines: string[] } {
  const lines: string[] = [];
  const still = stillness();
  const log = { ...still.log, line: (text: string) => void lines.push(text) };
  return { log, waiter: still, steps: [], isPlan: false, begin: () => undefined, lines };
}

describe('a resource', () => {
  test('that is not there is created', async () => {
    const room = new Room();
    const told = recorder();
    const lamp = await reconcile(told, { resource: room.resource(), desired: { color: 'red' }, observed: undefined });
    expect(lamp).toEqual({ color: 'red' });
    expect(room.writes).toEqual(['create']);
    expect(told.steps).toEqual([{ action: 'create', kind: 'lamp', name: 'shop-pr-42', changes: [] }]);
  });

  test('that differs is updated, and keeps what is not ours', async () => {
    const room = new Room({ color: 'blue', owner: 'us' });
    const told = recorder();
    const desired = { color: 'red' };
    expect(await reconcile(told, { resource: room.resource(), desired, observed: room.lamp })).toEqual({
      color: 'red',
      owner: 'us',
    });
    expect(room.writes).toEqual(['update']);
    expect(told.steps).toEqual([
      {
        action: 'update',
        kind: 'lamp',
        name: 'shop-pr-42',
        changes: [{ path: 'color', observed: 'blue', desired: 'red' }],
      },
    ]);
  });

  test('that is as it should be is not written', async () => {
    const room = new Room({ color: 'red' });
    const told = recorder();
    await reconcile(told, { resource: room.resource(), desired: { color: 'red' }, observed: room.lamp });
    expect(room.writes).toEqual([]);
    expect(told.steps.map(({ action }) => action)).toEqual(['keep']);
  });

  test('that is there is removed', async () => {
    const room = new Room({ color: 'red' });
    const told = recorder();
    await remove(told, room.resource(), room.lamp);
    expect(room.writes).toEqual(['remove']);
    expect(told.steps.map(({ action }) => action)).toEqual(['remove']);
  });

  test('that is gone already needs no removal and leaves no trace', async () => {
    const room = new Room();
    const told = recorder();
    await remove(told, room.resource(), undefined);
    expect(room.writes).toEqual([]);
    expect(told.steps).toEqual([]);
  });

  test('that cannot be written is not told as written', async () => {
    const told = recorder();
    const create = async () => {
      throw new ExplainedError('no');
    };
    const resource = { ...new Room().resource(), create };
    await failureOf(() => reconcile(told, { resource, desired: { color: 'red' }, observed: undefined }));
    expect(told.steps).toEqual([]);
    expect(told.lines).toEqual([]);
  });
});

describe('at the deadline', () => {
  const late = ({ isPlan = false } = {}) => {
    const still = stillness({ minutes: 1 });
    const progress = { begin: () => still.log.line('begun'), during: <T>(_: string, work: () => Promise<T>) => work() };
    const told = createRecorder({ ...still, progress }, { steps: [], isPlan });
    return { ...still, told };
  };
  const red = { color: 'red' };

  test.each<[string, Lamp | undefined, (told: StepRecorder, room: Room) => Promise<unknown>]>([
    [
      'creating',
      undefined,
      (told, room) => reconcile(told, { resource: room.resource(), desired: red, observed: room.lamp }),
    ],
    [
      'updating',
      { color: 'blue' },
      (told, room) => reconcile(told, { resource: room.resource(), desired: red, observed: room.lamp }),
    ],
    ['removing', { color: 'blue' }, (told, room) => remove(told, room.resource(), room.lamp)],
  ])('%s is not begun any more; a moment before it is', async (doing, lamp, call) => {
    const room = new Room(lamp);
    const { told, lines, pass } = late();
    pass(60_000);
    const error = await failureOf(() => call(told, room));
    expect(error).toBeInstanceOf(WaitError);
    expect(error.message).toBe(`${doing} lamp shop-pr-42: not begun at the deadline of one minute`);
    expect(error.hint).toBe('Nothing is lost: run the job again to go on from here, or raise "wait-minutes".');
    expect([room.writes, told.steps, lines]).toEqual([[], [], []]);

    const inTime = late();
    inTime.pass(59_999);
    await call(inTime.told, room);
    expect(room.writes).toHaveLength(1);
    expect(inTime.lines.map(({ text }) => text)).toContain('begun');
  });

  test('what is as it should be is kept, and a plan is told', async () => {
    const kept = late();
    kept.pass(60_000);
    const room = new Room(red);
    await reconcile(kept.told, { resource: room.resource(), desired: red, observed: room.lamp });
    const planned = late({ isPlan: true });
    planned.pass(60_000);
    await reconcile(planned.told, { resource: room.resource(), desired: { color: 'blue' }, observed: room.lamp });
    expect(room.writes).toEqual([]);
  });
});

describe('a look', () => {
  test.each([
    ['nothing', undefined],
    ['what is ours', { color: 'red' }],
  ])('sees %s', async (_, lamp) => {
    expect(await observe(new Room(lamp).resource())).toEqual(lamp);
  });

  test('at what is not ours ends the run, and says why and what to do', async () => {
    const error = await failureOf(() => observe(new Room({ color: 'red', owner: 'other' }).resource()));
    expect(error).toBeInstanceOf(OwnershipError);
    expect(error.message).toBe('lamp shop-pr-42 exists and is not ours: it is of other.');
    expect(error.hint).toBe(
      'It was left as it is. Remove that lamp yourself, or choose another "name"; first destroy what was made under the present one, which is not found under another.',
    );
  });
});

describe('a step in the log', () => {
  const change = (path: string) => ({ path, observed: 'old secret', desired: 'new secret' });

  test.each<[Step['action'], Step['changes'], string]>([
    ['create', [], '+ created target group shop-pr-42'],
    [
      'update',
      [change('Port'), change('Matcher.HttpCode')],
      '~ updated target group shop-pr-42: Port, Matcher.HttpCode',
    ],
    ['keep', [], '= kept    target group shop-pr-42'],
    ['remove', [], '- removed target group shop-pr-42'],
  ])('%s', (action, changes, line) => {
    expect(renderStepLine({ action, kind: 'target group', name: 'shop-pr-42', changes }, false)).toBe(line);
  });
});

describe('in a plan', () => {
  test.each<[string, Lamp | undefined, string]>([
    ['a resource that is not there would be created', undefined, '+ create lamp shop-pr-42'],
    ['one that differs would be updated', { color: 'blue' }, '~ update lamp shop-pr-42: color'],
    ['one that is as it should be is kept', { color: 'red' }, '= keep   lamp shop-pr-42'],
  ])('%s, and nothing is written', async (_, observed, line) => {
    const room = new Room(observed);
    const told = { ...recorder(), isPlan: true };
    const lamp = await reconcile(told, { resource: room.resource(), desired: { color: 'red' }, observed });
    expect(lamp).toMatchObject({ color: 'red' });
    expect(told.lines).toEqual([line]);
    expect(room.writes).toEqual([]);
  });

  test('a resource that would be removed is only named', async () => {
    const room = new Room({ color: 'blue' });
    const told = { ...recorder(), isPlan: true };
    await remove(told, room.resource(), room.lamp);
    expect(told.lines).toEqual(['- remove lamp shop-pr-42']);
    expect(room.writes).toEqual([]);
  });
});
