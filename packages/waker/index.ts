// Owns the function's edge: its variables, its clients, and the way of one request through it.
import { ECSClient } from '@aws-sdk/client-ecs';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { attend, type State } from './attend.ts';
import { isVisit, type LoadBalancerEvent } from './event.ts';
import { findPreview } from './find-preview.ts';
import { renderReply } from './reply.ts';

const aws = { ecs: new ECSClient(), loadBalancing: new ElasticLoadBalancingV2Client() };
const listenerArn = process.env.LISTENER_ARN ?? '';

/** Never fails: whoever asks gets a 503 and may ask again. */
export async function handler(event: LoadBalancerEvent): Promise<object> {
  const isPage = isVisit(event);
  return renderReply(await stateOf(event, isPage), isPage);
}

async function stateOf({ headers, requestContext }: LoadBalancerEvent, isWanted: boolean): Promise<State> {
  try {
    const name = headers['x-medusa-preview'] ?? '';
    const preview = await findPreview(aws, { listenerArn, name, wakerArn: requestContext.elb.targetGroupArn });
    return preview === undefined ? 'unknown' : await attend(aws, preview, isWanted);
  } catch (error) {
    console.error(error);
    return 'unknown';
  }
}
