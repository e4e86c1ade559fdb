import { expect, test } from '@jest/globals';
import { masking } from '../../src/environment/mask.ts';
import { AwsError } from '../../src/errors.ts';
import { renderStepLine } from '../../src/reconcile/executor.ts';
import { renderComment } from '../../src/report/comment-body.ts';
import { renderOutputs } from '../../src/report/outputs.ts';
import { renderSummary } from '../../src/report/summary.ts';
import { renderQuote } from '../../src/text/quote.ts';
import { busyMilliseconds, fc } from '../support/property-runs.ts';
import { ENDLESS_TEXTS, hostileText } from '../support/property-texts.ts';
import { report } from '../support/report.ts';

const CORE = 'hunter2';
const END = { durationMilliseconds: 95_000 };

const credentialName = fc.constantFrom(
  'JWT_SECRET',
  'cookie_secret',
  'DB_PASSWORD',
  'STRIPE_API_KEY',
  'TOKEN',
  'S3_SECRET_ACCESS_KEY',
);
/** Anything that can be typed, and is not so short that it stands in every other word. */
const secret = fc
  .tuple(hostileText, hostileText)
  .map(([before, after]) => `${before}${CORE}${after}`)
  .filter((text) => !text.startsWith('arn:') && !/\p{Cs}/u.test(text));

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** The forms in which a program may write it. */
const WAYS: Record<string, (text: string) => string> = {
  'as it is': (text) => text,
  'in JSON': (text) => JSON.stringify({ a: text }),
  'for a URL': (text) => encodeURIComponent(text),
  'for a URL in lower case': (text) => encodeURIComponent(text).replace(/%../g, (code) => code.toLowerCase()),
  'for HTML': (text) => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign),
  'in JSON for HTML': (text) =>
    JSON.stringify(text).replace(/[&<>]/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`),
  'in lines': (text) => text.split(/\r\n|\r|\n/).join('\n  at '),
};

test.each(Object.entries(WAYS))('a plain credential is not shown in a log, written %s', (_, write) => {
  fc.assert(
    fc.property(credentialName, secret, hostileText, (name, value, text) => {
      const shown = masking([{ name, value }])(`${text} ${write(value)} ${text}`);
      expect(renderQuote([shown])).not.toContain(CORE);
    }),
  );
});

test('the password of a URL is not shown in a log, with its encoding or without', () => {
  fc.assert(
    fc.property(secret, hostileText, (value, text) => {
      const password = encodeURIComponent(value);
      const mask = masking([{ name: 'DATABASE_URL', value: `postgres://medusa:${password}@db:5432/medusa` }]);
      for (const way of [password, value]) expect(mask(`${text} ${way} ${text}`)).not.toContain(CORE);
    }),
  );
});

/** Forms in which programs, and AWS, print secrets that they were given, whose values we never know. */
const FORMS: ((name: string, value: string) => string)[] = [
  (_, value) => `cannot connect to postgres://medusa:${value}@db:5432/medusa`,
  (_, value) => `Invalid URL redis://:${value}/${value}@cache:6379`,
  (name, value) => `${name}=${value} npm start`,
  (name, value) => `GET /store?${name}=${value}&page=2`,
  (name, value) => `Invalid value {"${name}":"${value}"}`,
  (name, value) => `{ ${name}: '${value}' }`,
  (_, value) => `Authorization: Bearer ${value}`,
];
const form = fc.constantFrom(...FORMS);
/** Texts of an alphabet that none of them would end. */
const plainSecret = fc
  .string({ unit: fc.constantFrom(...'aZ0-._~+'), maxLength: 20 })
  .map((text) => `${text}${CORE}${text}`);

test('what looks like a credential is in no comment, no summary and no quote', () => {
  fc.assert(
    fc.property(form, credentialName, plainSecret, (write, name, value) => {
      const reason = write(name, value);
      const error = new AwsError('registering', {
        code: 'ClientException',
        reason,
        requestId: undefined,
        hint: 'Fix it.',
        cause: undefined,
      });
      const end = { ...END, error };
      const rendered = [
        renderComment(report({ reason, end })),
        renderSummary(report({ reason, end })),
        renderQuote([reason]),
      ];
      expect(rendered.join('\n')).not.toContain(CORE);
    }),
  );
});

test('values that were compared are shown nowhere', () => {
  const value = fc.oneof(secret, fc.record({ a: secret }), fc.array(secret, { minLength: 1 }));
  fc.assert(
    fc.property(value, value, (observed, desired) => {
      const changes = [{ path: 'medusa.variables.JWT_SECRET', observed, desired }];
      const step = { action: 'update', kind: 'task definition', name: 'shop-pr-42', changes } as const;
      const compared = report({ steps: [step], end: END });
      const all = [
        renderStepLine(step, 'done'),
        renderSummary({ ...compared, action: 'planned' }),
        renderComment(compared),
        JSON.stringify(renderOutputs(compared)),
      ];
      expect(all.join('\n')).not.toContain(CORE);
    }),
  );
});

test('a line is masked in no time, however long it is', () => {
  const mask = masking([{ name: 'JWT_SECRET', value: CORE }]);
  const isSlow = (text: string) => busyMilliseconds(() => renderQuote([mask(text)])) > 1_000;
  expect(ENDLESS_TEXTS.filter(isSlow).map((text) => text.slice(0, 20))).toEqual([]);
});
