// A distribution that has members which CloudFront got after this version of the SDK was made.
import { Readable } from 'node:stream';
import {
  CloudFrontClient,
  type DistributionConfig,
  DistributionConfig$,
  GetDistributionCommand,
  UpdateDistributionCommand,
} from '@aws-sdk/client-cloudfront';
import { expect, test } from '@jest/globals';
import { unknownElements } from '../../src/aws/xml.ts';
import { distributionResource } from '../../src/resources/distribution.ts';
import { describeDistribution } from '../../src/resources/distribution-config.ts';
import { observedFrom } from '../../src/resources/distribution-reading.ts';
import type { Aws } from '../../src/world.ts';
import { DESIRED_DISTRIBUTION, identity, stillness } from '../support/build.ts';

const DESIRED = { ...DESIRED_DISTRIBUTION, service: 'shop/shop-pr-42' };
const CONFIG = { CallerReference: 'medusa-preview-1', ...describeDistribution(DESIRED) } as DistributionConfig;
const OBSERVED = { Id: 'E1', ARN: 'arn:aws:cloudfront::1:distribution/E1', DomainName: 'd1', Status: 'Deployed' };

/** A client that is answered with this text, and the bodies that it sends. So many writes are refused first. */
function answeredWith(xml: string, refusals = 0): { cloudfront: CloudFrontClient; bodies: string[] } {
  const bodies: string[] = [];
  const handle = async ({ method, body }: { method: string; body?: string }) => {
    if (method === 'PUT') bodies.push(String(body));
    const isRefused = method === 'PUT' && bodies.length <= refusals;
    const content = isRefused ? '<ErrorResponse><Error><Code>PreconditionFailed</Code></Error></ErrorResponse>' : xml;
    const answer = { statusCode: isRefused ? 412 : 200, headers: { etag: 'ETAG' } };
    return { response: { ...answer, body: Readable.from([Buffer.from(content)]) } };
  };
  const credentials = { accessKeyId: 'simulated', secretAccessKey: 'simulated' };
  const cloudfront = new CloudFrontClient({ region: 'us-east-1', credentials, requestHandler: { handle } as never });
  return { cloudfront, bodies };
}

/** The configuration as the SDK writes it. */
async function written(config: DistributionConfig): Promise<string> {
  const { cloudfront, bodies } = answeredWith('<Distribution></Distribution>');
  await cloudfront.send(new UpdateDistributionCommand({ Id: 'E1', IfMatch: 'ETAG', DistributionConfig: config }));
  return String(bodies[0]);
}

function distributionOf(config: string): string {
  const { Id, ARN, DomainName, Status } = OBSERVED;
  return `<?xml version="1.0"?><Distribution><Id>${Id}</Id><ARN>${ARN}</ARN><Status>${Status}</Status><DomainName>${DomainName}</DomainName>${config.replace(/<\?.*?\?>/, '')}</Distribution>`;
}

test('knows all that the SDK writes, and names what it does not, each once', async () => {
  const config = await written(CONFIG);
  expect(config).toContain('<VpcOriginConfig>');
  const unknown = (xml: string) => unknownElements(DistributionConfig$, 'DistributionConfig', xml);
  expect(unknown(distributionOf(config))).toEqual([]);
  const newer = config
    .replaceAll('<VpcOriginConfig>', '<VpcOriginConfig><OriginHttpVersion>http2</OriginHttpVersion>')
    .replace('</DistributionConfig>', '<Future><Inside a="1"/></Future><Empty/><!-- x --></DistributionConfig>');
  expect(unknown(distributionOf(newer))).toEqual([
    'Origins.Items.VpcOriginConfig.OriginHttpVersion',
    'Future',
    'Empty',
  ]);
  expect(unknown('<ErrorResponse><Error/></ErrorResponse>')).toEqual([]);
  expect(unknown('')).toEqual([]);
});

test('text, namespaces and what is not XML are no elements that AWS has added', () => {
  const unknown = (xml: string) => unknownElements(DistributionConfig$, 'DistributionConfig', xml);
  const config = '<Comment>a &lt;b&gt; <![CDATA[<c>]]></Comment>';
  expect(
    unknown(`<A xmlns="u:1"><DistributionConfig xmlns:xsi="u:2" xsi:type="T">\n x ${config}</DistributionConfig></A>`),
  ).toEqual([]);
  expect(() => unknown('not XML')).toThrow('unexpected content');
});

test.each([0, 1])('a change of such a distribution says once what it sets back, with %i refusals', async (refusals) => {
  const drifted = (await written({ ...CONFIG, HttpVersion: 'http1.1' })).replace(
    '<VpcOriginConfig>',
    '<VpcOriginConfig><OriginHttpVersion>http2</OriginHttpVersion>',
  );
  const { cloudfront, bodies } = answeredWith(distributionOf(drifted), refusals);
  const still = stillness();
  const resource = distributionResource({ cloudfront } as unknown as Aws, identity(), still);
  const { Distribution: found = {} } = await cloudfront.send(new GetDistributionCommand({ Id: 'E1' }));
  const observed = observedFrom(found as never, {});
  const changes = resource.diff(DESIRED, observed);
  expect(changes.map(({ path }) => path)).toEqual(['HttpVersion']);
  await resource.update(observed, DESIRED, changes);
  expect(bodies).toHaveLength(1 + refusals);
  expect(bodies.at(-1)).not.toContain('OriginHttpVersion');
  expect(still.lines.map(({ text }) => text).filter((text) => !text.includes('waiting for'))).toEqual([
    expect.stringMatching(
      /^distribution shop-pr-42 has Origins\.Items\.VpcOriginConfig\.OriginHttpVersion, which this/,
    ),
  ]);
});
