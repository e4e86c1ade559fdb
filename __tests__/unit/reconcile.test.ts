import { describe, expect, test } from '@jest/globals';
import { ExplainedError, OwnershipError, WaitError } from '../../src/errors.ts';
import { diff } from '../../src/reconcile/diff.ts';
import { applying, planning, renderStepLine, type Step } from '../../src/reconcile/executor.ts';
import { observe, type Remover, reconcile, remove } from '../../src/reconcile/reconcile.ts';
import type { Resource } from '../../src/reconcile/resource.ts';
import type { Progress } from '../../src/world.ts';
import { failureOf, stillness } from '../support/build.ts';

interface Lamp {
  color: string;
  owner?: string;
}

const PLACEHOLDER: Lamp = { color: 'known after apply' };

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
      placeholder: PLACEHOLDER,
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

const NO_PROGRESS: Progress = { begin: () => undefined, during: (_, work) => work() };

/** An executor, what it logged, and all that a removal needs. */
function anExecutor(create: typeof applying | typeof planning = applying) {
  const lines: string[] = [];
  const still = stillness();
  const log = { ...still.log, line: (text: string) => void lines.push(text) };
  const executor = create === planning ? planning(log) : applying({ ...still, log, progress: NO_PROGRESS });
  return { executor, waiter: still, lines };
}

describe('a resource', () => {
  test('that is not there is created', async () => {
    const shop = new Shop();
    const run = anExecutor();
    const lamp = await reconcile(run.executor, {
      resource: shop.resource(),
      desired: { color: 'red' },
      observed: undefined,
    });
    expect(lamp).toEqual({ color: 'red' });
    expect(shop.writes).toEqual(['create']);
    expect(run.executor.steps).toEqual([{ action: 'create', kind: 'lamp', name: 'shop-pr-42', changes: [] }]);
  });

  test('that differs is updated, and keeps what is not ours', async () => {
    const shop = new Shop({ color: 'blue', owner: 'us' });
    const run = anExecutor();
    const desired = { color: 'red' };
    expect(await reconcile(run.executor, { resource: shop.resource(), desired, observed: shop.lamp })).toEqual({
      color: 'red',
      owner: 'us',
    });
    expect(shop.writes).toEqual(['update']);
    expect(run.executor.steps).toEqual([
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
    const run = anExecutor();
    await reconcile(run.executor, { resource: shop.resource(), desired: { color: 'red' }, observed: shop.lamp });
    expect(shop.writes).toEqual([]);
    expect(run.executor.steps.map(({ action }) => action)).toEqual(['keep']);
  });

  test('that is there is removed', async () => {
    const shop = new Shop({ color: 'red' });
    const run = anExecutor();
    await remove(run, shop.resource(), shop.lamp);
    expect(shop.writes).toEqual(['remove']);
    expect(run.executor.steps.map(({ action }) => action)).toEqual(['remove']);
  });

  test('that is gone already needs no removal and leaves no trace', async () => {
    const shop = new Shop();
    const run = anExecutor();
    await remove(run, shop.resource(), undefined);
    expect(shop.writes).toEqual([]);
    expect(run.executor.steps).toEqual([]);
  });

  test('that cannot be written is not recorded as written', async () => {
    const run = anExecutor();
    const create = async () => {
      throw new ExplainedError('no');
    };
    const resource = { ...new Shop().resource(), create };
    await failureOf(() => reconcile(run.executor, { resource, desired: { color: 'red' }, observed: undefined }));
    expect(run.executor.steps).toEqual([]);
    expect(run.lines).toEqual([]);
  });
});

describe('at the deadline', () => {
  const late = ({ isPlan = false } = {}) => {
    const still = stillness({ minutes: 1 });
    const progress = { begin: () => still.log.line('begun'), during: <T>(_: string, work: () => Promise<T>) => work() };
    const executor = isPlan ? planning(still.log) : applying({ ...still, progress });
    return { ...still, executor, waiter: still };
  };
  const red = { color: 'red' };

  test.each<[string, Lamp | undefined, (run: Remover, shop: Shop) => Promise<unknown>]>([
    [
      'creating',
      undefined,
      ({ executor }, shop) => reconcile(executor, { resource: shop.resource(), desired: red, observed: shop.lamp }),
    ],
    [
      'updating',
      { color: 'blue' },
      ({ executor }, shop) => reconcile(executor, { resource: shop.resource(), desired: red, observed: shop.lamp }),
    ],
    ['removing', { color: 'blue' }, (run, shop) => remove(run, shop.resource(), shop.lamp)],
  ])('%s is not begun any more; a moment before it is', async (doing, lamp, call) => {
    const shop = new Shop(lamp);
    const run = late();
    const { executor, lines } = run;
    run.pass(60_000);
    const error = await failureOf(() => call(run, shop));
    expect(error).toBeInstanceOf(WaitError);
    expect(error.message).toBe(`${doing} lamp shop-pr-42: not begun at the deadline of one minute`);
    expect(error.hint).toBe('Re-run the job to resume, or raise "wait-minutes".');
    expect([shop.writes, executor.steps, lines]).toEqual([[], [], []]);

    const inTime = late();
    inTime.pass(59_999);
    await call(inTime, shop);
    expect(shop.writes).toHaveLength(1);
    expect(inTime.lines.map(({ text }) => text)).toContain('begun');
  });

  test('what is as it should be is kept, and a plan is recorded', async () => {
    const kept = late();
    kept.pass(60_000);
    const shop = new Shop(red);
    await reconcile(kept.executor, { resource: shop.resource(), desired: red, observed: shop.lamp });
    const planned = late({ isPlan: true });
    planned.pass(60_000);
    await reconcile(planned.executor, { resource: shop.resource(), desired: { color: 'blue' }, observed: shop.lamp });
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
      'It was not changed. Remove that lamp yourself, or choose another "name". In the latter case run "mode: destroy" first, because environments are not found under another name.',
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
    expect(renderStepLine({ action, kind: 'target group', name: 'shop-pr-42', changes }, 'done')).toBe(line);
  });
});

describe('in a plan', () => {
  test.each<[string, Lamp | undefined, string]>([
    ['a resource that is not there would be created', undefined, '+ create lamp shop-pr-42'],
    ['one that differs would be updated', { color: 'blue' }, '~ update lamp shop-pr-42: color'],
    ['one that is as it should be is kept', { color: 'red' }, '= keep   lamp shop-pr-42'],
  ])('%s, and nothing is written', async (_, observed, line) => {
    const shop = new Shop(observed);
    const run = anExecutor(planning);
    const lamp = await reconcile(run.executor, { resource: shop.resource(), desired: { color: 'red' }, observed });
    expect(lamp).toEqual(observed ?? PLACEHOLDER);
    expect(run.lines).toEqual([line]);
    expect(shop.writes).toEqual([]);
  });

  test('a resource that would be removed is only named', async () => {
    const shop = new Shop({ color: 'blue' });
    const run = anExecutor(planning);
    await remove(run, shop.resource(), shop.lamp);
    expect(run.lines).toEqual(['- remove lamp shop-pr-42']);
    expect(shop.writes).toEqual([]);
  });

  test('what is there is known, and what would be created is not', async () => {
    const known: Lamp[] = [];
    const onKnown = (lamp: Lamp) => void known.push(lamp);
    const intent = { resource: new Shop().resource(), desired: { color: 'red' }, onKnown };
    const { executor } = anExecutor(planning);
    await reconcile(executor, { ...intent, observed: undefined });
    expect(known).toEqual([]);
    await reconcile(executor, { ...intent, observed: { color: 'blue' } });
    expect(known).toEqual([{ color: 'blue' }]);
  });

  test('one that AWS cannot change would be another', async () => {
    const { update: _, ...versioned } = new Shop().resource();
    const intent = { resource: versioned, desired: { color: 'red' }, observed: { color: 'blue' } };
    expect(await reconcile(anExecutor(planning).executor, intent)).toEqual(PLACEHOLDER);
    expect(await reconcile(anExecutor().executor, intent)).toEqual({ color: 'red' });
  });
});
