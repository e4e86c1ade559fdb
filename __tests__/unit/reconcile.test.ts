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

/** A lamp: a complete resource, kept in memory. */
class Shop {
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
      planned: (desired, observed) => ({ ...observed, ...desired }),
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

function aRecorder(): StepRecorder & { lines: string[] } {
  const lines: string[] = [];
  const still = stillness();
  const log = { ...still.log, line: (text: string) => void lines.push(text) };
  return { log, waiter: still, steps: [], isPlan: false, begin: () => undefined, lines };
}

describe('a resource', () => {
  test('that is not there is created', async () => {
    const shop = new Shop();
    const recorder = aRecorder();
    const lamp = await reconcile(recorder, {
      resource: shop.resource(),
      desired: { color: 'red' },
      observed: undefined,
    });
    expect(lamp).toEqual({ color: 'red' });
    expect(shop.writes).toEqual(['create']);
    expect(recorder.steps).toEqual([{ action: 'create', kind: 'lamp', name: 'shop-pr-42', changes: [] }]);
  });

  test('that differs is updated, and keeps what is not ours', async () => {
    const shop = new Shop({ color: 'blue', owner: 'us' });
    const recorder = aRecorder();
    const desired = { color: 'red' };
    expect(await reconcile(recorder, { resource: shop.resource(), desired, observed: shop.lamp })).toEqual({
      color: 'red',
      owner: 'us',
    });
    expect(shop.writes).toEqual(['update']);
    expect(recorder.steps).toEqual([
      {
        action: 'update',
        kind: 'lamp',
        name: 'shop-pr-42',
        changes: [{ path: 'color', observed: 'blue', desired: 'red' }],
      },
    ]);
  });

  test('that is as it should be is not written', async () => {
    const shop = new Shop({ color: 'red' });
    const recorder = aRecorder();
    await reconcile(recorder, { resource: shop.resource(), desired: { color: 'red' }, observed: shop.lamp });
    expect(shop.writes).toEqual([]);
    expect(recorder.steps.map(({ action }) => action)).toEqual(['keep']);
  });

  test('that is there is removed', async () => {
    const shop = new Shop({ color: 'red' });
    const recorder = aRecorder();
    await remove(recorder, shop.resource(), shop.lamp);
    expect(shop.writes).toEqual(['remove']);
    expect(recorder.steps.map(({ action }) => action)).toEqual(['remove']);
  });

  test('that is gone already needs no removal and leaves no trace', async () => {
    const shop = new Shop();
    const recorder = aRecorder();
    await remove(recorder, shop.resource(), undefined);
    expect(shop.writes).toEqual([]);
    expect(recorder.steps).toEqual([]);
  });

  test('that cannot be written is not recorder as written', async () => {
    const recorder = aRecorder();
    const create = async () => {
      throw new ExplainedError('no');
    };
    const resource = { ...new Shop().resource(), create };
    await failureOf(() => reconcile(recorder, { resource, desired: { color: 'red' }, observed: undefined }));
    expect(recorder.steps).toEqual([]);
    expect(recorder.lines).toEqual([]);
  });
});

describe('at the deadline', () => {
  const late = ({ isPlan = false } = {}) => {
    const still = stillness({ minutes: 1 });
    const progress = { begin: () => still.log.line('begun'), during: <T>(_: string, work: () => Promise<T>) => work() };
    const recorder = createRecorder({ ...still, progress }, { steps: [], isPlan });
    return { ...still, recorder };
  };
  const red = { color: 'red' };

  test.each<[string, Lamp | undefined, (recorder: StepRecorder, shop: Shop) => Promise<unknown>]>([
    [
      'creating',
      undefined,
      (recorder, shop) => reconcile(recorder, { resource: shop.resource(), desired: red, observed: shop.lamp }),
    ],
    [
      'updating',
      { color: 'blue' },
      (recorder, shop) => reconcile(recorder, { resource: shop.resource(), desired: red, observed: shop.lamp }),
    ],
    ['removing', { color: 'blue' }, (recorder, shop) => remove(recorder, shop.resource(), shop.lamp)],
  ])('%s is not begun any more; a moment before it is', async (doing, lamp, call) => {
    const shop = new Shop(lamp);
    const { recorder, lines, pass } = late();
    pass(60_000);
    const error = await failureOf(() => call(recorder, shop));
    expect(error).toBeInstanceOf(WaitError);
    expect(error.message).toBe(`${doing} lamp shop-pr-42: not begun at the deadline of one minute`);
    expect(error.hint).toBe('Re-run the job to resume, or raise "wait-minutes".');
    expect([shop.writes, recorder.steps, lines]).toEqual([[], [], []]);

    const inTime = late();
    inTime.pass(59_999);
    await call(inTime.recorder, shop);
    expect(shop.writes).toHaveLength(1);
    expect(inTime.lines.map(({ text }) => text)).toContain('begun');
  });

  test('what is as it should be is kept, and a plan is recorder', async () => {
    const kept = late();
    kept.pass(60_000);
    const shop = new Shop(red);
    await reconcile(kept.recorder, { resource: shop.resource(), desired: red, observed: shop.lamp });
    const planned = late({ isPlan: true });
    planned.pass(60_000);
    await reconcile(planned.recorder, { resource: shop.resource(), desired: { color: 'blue' }, observed: shop.lamp });
    expect(shop.writes).toEqual([]);
  });
});

describe('a look', () => {
  test.each([
    ['nothing', undefined],
    ['what is ours', { color: 'red' }],
  ])('sees %s', async (_, lamp) => {
    expect(await observe(new Shop(lamp).resource())).toEqual(lamp);
  });

  test('at what is not ours ends the run, and says why and what to do', async () => {
    const error = await failureOf(() => observe(new Shop({ color: 'red', owner: 'other' }).resource()));
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
    const shop = new Shop(observed);
    const recorder = { ...aRecorder(), isPlan: true };
    const lamp = await reconcile(recorder, { resource: shop.resource(), desired: { color: 'red' }, observed });
    expect(lamp).toMatchObject({ color: 'red' });
    expect(recorder.lines).toEqual([line]);
    expect(shop.writes).toEqual([]);
  });

  test('a resource that would be removed is only named', async () => {
    const shop = new Shop({ color: 'blue' });
    const recorder = { ...aRecorder(), isPlan: true };
    await remove(recorder, shop.resource(), shop.lamp);
    expect(recorder.lines).toEqual(['- remove lamp shop-pr-42']);
    expect(shop.writes).toEqual([]);
  });
});
