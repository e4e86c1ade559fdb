// Shows that a row of the comment changes no other, whatever they say.
import { expect, test } from '@jest/globals';
import { hasRows, mergeRows, rowMarker, textOfRow, withRow } from '../../src/report/comment-rows.ts';
import { fc, tries } from '../support/property-runs.ts';
import { hostileText } from '../support/property-texts.ts';

const key = fc.record({
  owner: fc.constantFrom('acme/shop:shop', 'acme/shop:shop-storefront', 'acme/shop:a'),
  environment: fc.constantFrom('pr-4', 'pr-42', 'pr-42-eu'),
});
const marker = key.map(rowMarker);
/** Somebody may have left it like this, by hand or with another version. */
const plain = hostileText.filter((text) => !text.includes('<!-- medusa-preview'));
const asFound = fc.oneof(
  plain,
  plain.map((text) => `${text}\n\n`),
  plain.map((text) => `\r\n${text}\r\n`),
);
const found = fc.uniqueArray(fc.tuple(marker, asFound), { selector: ([own]) => own, maxLength: 4 });

const sourceOf = ([own, text]: [string, string]) => `${own}\n${text}`;

test('whatever a row says, all others stay to the byte, and it can be read again', () => {
  fc.assert(
    fc.property(found, marker, hostileText, (rows, own, whole) => {
      const body = rows.map(sourceOf).join('\n\n');
      const others = rows.filter(([each]) => each !== own).map(sourceOf);
      const written = withRow(body, own, { whole, brief: whole });
      expect(hasRows(written)).toBe(true);
      for (const other of others) expect(written).toContain(other);
      const rest = others.reduce((left, other) => left.replace(other, () => ''), written);
      expect(rest.replace(/^\n*|\n*$/g, '')).toBe(withRow('', own, { whole, brief: whole }).replace(/\n*$/, ''));
      expect(withRow(written, own, { whole, brief: whole })).toBe(written);
    }),
    tries(2_000),
  );
});

test('whatever two rows say, the order in which they are written shows nowhere, and neither stands in for the other', () => {
  const two = fc.uniqueArray(fc.tuple(marker, hostileText), { selector: ([own]) => own, minLength: 2, maxLength: 2 });
  fc.assert(
    fc.property(two, (rows) => {
      const write = (body: string, [own, whole]: [string, string]) => withRow(body, own, { whole, brief: '' });
      const written = rows.reduce(write, '');
      expect(rows.toReversed().reduce(write, '')).toBe(written);
      expect(mergeRows(rows.map((row) => write('', row)))).toBe(written);
      for (const row of rows) expect(textOfRow(written, row[0])).toBe(textOfRow(write('', row), row[0]));
    }),
    tries(2_000),
  );
});
