import type { DistributionConfig } from '@aws-sdk/client-cloudfront';
import { expect, test } from '@jest/globals';
import {
  commentPrefix,
  describeIdentity,
  type Identity,
  ownershipMismatch,
  ownerTags,
  problemsOfNames,
} from '../../src/identity.ts';
import { rowMarker } from '../../src/report/comment-rows.ts';
import { readServiceReference } from '../../src/request/values.ts';
import { requestsToMake, type SentRequest } from '../support/property-requests.ts';
import { fc, tries } from '../support/property-runs.ts';
import { hostileText } from '../support/property-texts.ts';

/** Pieces that run into each other when they are put together in another way. */
const PIECES = ['a', 'b', 'A', 'pr', 'PR', '4', '42', 'shop', 'Shop', 'admin', 'x'.repeat(20), 'y'.repeat(40), 'é'];
const GLUE = ['-', '-', '-', '--', '.', '_', '/', ' ', ':'];

const name = fc.oneof(
  {
    weight: 9,
    arbitrary: fc
      .array(fc.tuple(fc.constantFrom(...PIECES), fc.constantFrom(...GLUE)), { minLength: 1, maxLength: 5 })
      .map((parts) => parts.flat().slice(0, -1).join('')),
  },
  { weight: 1, arbitrary: hostileText },
);

/** The names that GitHub allows: owners of up to 39 characters, repositories of up to a hundred. */
const repository = fc.constantFrom(
  ...[
    'acme/shop',
    'acme/shop-admin',
    'acme/a',
    'acme/a-b',
    'Acme/Shop',
    'other/shop',
    `${'o'.repeat(39)}/${'r'.repeat(100)}`,
  ],
);

/** Identities of names that are not refused. */
const identity: fc.Arbitrary<Identity> = fc
  .record({ repository, name: fc.option(name, { nil: undefined }), environment: name })
  .filter((names) => names.environment !== '' && problemsOfNames(names).length === 0)
  .map((names) => describeIdentity({ ...names, pullRequest: 42 }));

/** One name that is cut in two somewhere, `a-b` and `c` or `a` and `b-c`, in one repository or in another. */
const cutName: fc.Arbitrary<(parts: string[]) => Identity> = fc
  .tuple(repository, fc.nat())
  .map(([of, at]) => (parts) => {
    const cut = 1 + (at % (parts.length - 1));
    const [name, environment] = [parts.slice(0, cut), parts.slice(cut)].map((half) => half.join('-')) as [
      string,
      string,
    ];
    return describeIdentity({ repository: of, name, environment, pullRequest: 42 });
  });

const twins: fc.Arbitrary<[Identity, Identity]> = fc
  .tuple(fc.array(fc.constantFrom('a', 'B', '4', 'shop'), { minLength: 3, maxLength: 6 }), cutName, cutName)
  .map(([parts, one, other]) => [one(parts), other(parts)]);

/** Any two, and often two of one name. */
const two = fc.oneof(twins, fc.tuple(identity, identity));

const isSame = (one: Identity, other: Identity) => one.owner === other.owner && one.environment === other.environment;
const NAMES_OF = ['fullName', 'shortName'] as const;

/** `shop-pr-42`, whatever it was shortened to. */
function joinedName({ owner, environment }: Identity): string {
  return `${owner.split(':')[1]}-${environment}`;
}

test('whatever two environments are called, tags of the one prove nothing to the other', () => {
  fc.assert(
    fc.property(two, ([one, other]) => {
      const notOwnedReason = ownershipMismatch(one, ownerTags(other));
      if (isSame(one, other)) return expect(notOwnedReason).toBeUndefined();
      expect(notOwnedReason).toMatch(/^its tag medusa-preview:(owner|environment) says /);
      // The marks that find a comment, and a distribution in a list, find nobody else's.
      expect(rowMarker(other).startsWith(rowMarker(one))).toBe(false);
      expect(one.comment).not.toBe(other.comment);
      if (one.owner !== other.owner) expect(other.comment.startsWith(commentPrefix(one.owner))).toBe(false);
      // Names may be equal only where the contract makes them so: `<name>-<environment>`.
      for (const key of NAMES_OF) if (one[key] === other[key]) expect(joinedName(one)).toBe(joinedName(other));
    }),
    tries(5_000),
  );
});

const TAG_KEY = /^(?!aws:)[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/u;
const TAG_VALUE = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256}$/u;

function expectTags(tags: unknown): void {
  for (const tag of tags as Record<string, string>[]) {
    expect(tag.Key ?? tag.key).toMatch(TAG_KEY);
    expect(tag.Value ?? tag.value).toMatch(TAG_VALUE);
  }
}

/** The API references of the services say what each may be. */
const RULES: Record<string, (input: SentRequest['input']) => void> = {
  CreateDistributionWithTags({ DistributionConfigWithTags: given }) {
    const { DistributionConfig: config, Tags } = given as {
      DistributionConfig: DistributionConfig;
      Tags: { Items: [] };
    };
    expect(config.CallerReference).toMatch(/^[\w-]{1,128}$/);
    expect(config.Comment).toMatch(/^[\x20-\x7e]{1,128}$/);
    expect(config.Origins?.Items?.[0]?.CustomHeaders?.Items?.[0]?.HeaderValue).toMatch(/^[\x21-\x7e]{1,1783}$/);
    expectTags(Tags.Items);
  },
  CreateTargetGroup({ Name, Tags }) {
    expect(Name).toMatch(/^(?!-)[A-Za-z0-9-]{1,32}(?<!-)$/);
    expectTags(Tags);
  },
  CreateRule({ Conditions, Tags }) {
    const [condition] = Conditions as { HttpHeaderConfig: { Values: string[] } }[];
    // An asterisk or a question mark would stand for the names of others.
    expect(condition?.HttpHeaderConfig.Values).toEqual([expect.stringMatching(/^[a-z0-9-]{1,128}$/)]);
    expectTags(Tags);
  },
  RegisterTaskDefinition({ family, tags }) {
    expect(family).toMatch(/^[\w-]{1,255}$/);
    expectTags(tags);
  },
  CreateService({ serviceName, clientToken, tags }) {
    expect(serviceName).toMatch(/^[\w-]{1,255}$/);
    expect(clientToken).toMatch(/^[!-~]{1,36}$/);
    expectTags(tags);
  },
};

/** Names of clusters that the inputs let pass. */
const cluster = fc
  .integer({ min: 1, max: 255 })
  .map((length) => 'c'.repeat(length))
  .filter((text) => isTaken(`${text}/m`));

function isTaken(reference: string): boolean {
  try {
    return readServiceReference(reference) !== undefined;
  } catch {
    return false;
  }
}

test('whatever an environment is called, AWS takes its names', async () => {
  await fc.assert(
    fc.asyncProperty(identity, cluster, async (described, given) => {
      const sent = await requestsToMake(described, given);
      for (const { operation, input } of sent) RULES[operation]?.(input);
      expect(sent.map(({ operation }) => operation)).toEqual(expect.arrayContaining(Object.keys(RULES)));
    }),
  );
});

test('two environments have two caller references, and one has the same in each run', async () => {
  const referenceOf = async (described: Identity) => {
    const sent = await requestsToMake(described, 'shop');
    const made = sent.find(({ operation }) => operation === 'CreateDistributionWithTags');
    return JSON.stringify(made?.input).match(/"CallerReference":"([^"]+)"/)?.[1];
  };
  await fc.assert(
    fc.asyncProperty(two, async ([one, other]) => {
      expect((await referenceOf(one)) === (await referenceOf(other))).toBe(isSame(one, other));
    }),
  );
});
