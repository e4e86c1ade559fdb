// Owns the figures of an account that is full of other people's distributions: what a run asks must not grow with them.
import {
  CloudFrontClient,
  CreateDistributionCommand,
  type DistributionConfig,
  type Origin,
} from '@aws-sdk/client-cloudfront';
import { createMeter } from '../meter.ts';
import type { Stage } from '../stage.ts';
import { act, type Bench, forEnvironment, onBench } from './act.ts';
import { allEqual, type Figure } from './figures.ts';

const QUICK_TIME_SCALE = 600;
const OTHERS = [10, 100, 490];
const LIST = 'ListDistributions';

interface Count {
  calls: number;
  listPages: number;
}

export function measureCalls(bench: Bench): Promise<Figure[]> {
  return onBench(bench, { timeScale: QUICK_TIME_SCALE }, async (stage) => {
    await act(stage, 'created', forEnvironment('quiet'));
    const count = createCounter(stage);
    const unchanged: Count[] = [];
    const created: Count[] = [];
    let seeded = 0;
    for (const others of OTHERS) {
      for (; seeded < others; seeded += 1) await addOther(stage, seeded);
      unchanged.push(await count(() => act(stage, 'unchanged', forEnvironment('quiet'))));
      // How often a wait looks is chance at this pace, so this one does not wait.
      const wish = forEnvironment(`new-${others}`, { 'wait-for': 'none' });
      created.push(await count(() => act(stage, 'created', wish)));
    }
    return [compare('an unchanged run', unchanged), compare('a first deploy (wait-for: none)', created)];
  });
}

function createCounter(stage: Stage): (run: () => Promise<unknown>) => Promise<Count> {
  const meter = createMeter(stage);
  return async (run) => {
    await meter();
    await run();
    const { aws } = await meter();
    const operations = aws.all.map(({ operation }) => operation);
    const listPages = operations.filter((operation) => operation === LIST).length;
    return { calls: operations.length - listPages, listPages };
  };
}

function compare(run: string, counts: Count[]): Figure {
  const pages = counts.map(({ listPages }) => listPages).join(', ');
  return allEqual(
    `calls of ${run} beside ${OTHERS.join(', ')} other distributions`,
    counts.map(({ calls }) => calls),
    `and ${pages} list pages`,
  );
}

/** A distribution of somebody else's, out to the internet. */
async function addOther({ endpoint }: Stage, at: number): Promise<void> {
  const credentials = { accessKeyId: 'simulated', secretAccessKey: 'simulated' };
  const client = new CloudFrontClient({ endpoint, region: 'us-east-1', credentials });
  const origin: Origin = {
    Id: 'site',
    DomainName: `site-${at}.example.com`,
    CustomOriginConfig: { HTTPPort: 80, HTTPSPort: 443, OriginProtocolPolicy: 'https-only' },
  };
  const config: DistributionConfig = {
    CallerReference: `site-${at}`,
    Comment: `Site ${at} of somebody else`,
    Enabled: true,
    Origins: { Quantity: 1, Items: [origin] },
    DefaultCacheBehavior: {
      TargetOriginId: origin.Id,
      ViewerProtocolPolicy: 'redirect-to-https',
      ForwardedValues: { QueryString: false, Cookies: { Forward: 'none' } },
      MinTTL: 0,
    },
  };
  await client.send(new CreateDistributionCommand({ DistributionConfig: config }));
  client.destroy();
}
