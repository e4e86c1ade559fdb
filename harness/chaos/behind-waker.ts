// Owns stages whose previews sleep behind the waker: each cloud has one from its beginning, and each deploy names it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deployWaker } from '../waker.ts';
import type { WatchedStage } from './watch.ts';

export function behindWaker(stage: WatchedStage): WatchedStage {
  const { reset, run, stop } = stage;
  const folder = mkdtempSync(join(tmpdir(), 'waker-'));
  let waker = '';
  return Object.assign(stage, {
    hasWaker: true,
    async reset() {
      await reset();
      waker = await deployWaker(stage, folder);
    },
    run: (wish: Parameters<typeof run>[0]) => {
      const isDeploy = wish.inputs?.mode === undefined;
      return run(isDeploy ? { ...wish, inputs: { ...wish.inputs, waker } } : wish);
    },
    async stop() {
      await stop();
      rmSync(folder, { recursive: true });
    },
  });
}
