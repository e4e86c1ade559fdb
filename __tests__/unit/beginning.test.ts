import { Readable } from 'node:stream';
import { expect, test } from '@jest/globals';
import { readBeginning } from '../../src/text/beginning.ts';

test('a text that ends is read whole', async () => {
  expect(await readBeginning(Readable.from([Buffer.from('O'), Buffer.from('K')]))).toBe('OK');
});

test('of one that never ends the beginning is read, and the rest is let go', async () => {
  let pieces = 0;
  const endless = Readable.from(
    (async function* () {
      for (;;) {
        pieces += 1;
        yield Buffer.alloc(5_000, 'x');
      }
    })(),
  );
  expect(await readBeginning(endless)).toBe('x'.repeat(8_192));
  expect(endless.destroyed).toBe(true);
  expect(pieces).toBeLessThan(50);
});
