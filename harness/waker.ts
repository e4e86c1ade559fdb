// Owns deploying the waker in a simulated cloud: it makes what CloudFormation makes of the template of the examples.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { clientOf, findRouting } from './routing.ts';
import type { Stage } from './stage.ts';

const TEMPLATE = join(import.meta.dirname, '../examples/aws/wake.yaml');
const LOAD_BALANCING = 'elasticloadbalancing.amazonaws.com';

/** Its parts that a simulated function has. */
interface Template {
  Parameters: { Name: { Default: string } };
  Resources: { Function: { Properties: { Code: { ZipFile: string }; Timeout: number } } };
}

/** One for all previews; its source is written into the folder. Resolves with the ARN of its target group. */
export async function deployWaker(stage: Pick<Stage, 'endpoint' | 'control'>, folder: string): Promise<string> {
  const { Parameters, Resources } = parse(readFileSync(TEMPLATE, 'utf8'), { logLevel: 'silent' }) as Template;
  const { Code, Timeout } = Resources.Function.Properties;
  const file = join(folder, 'index.js');
  writeFileSync(file, Code.ZipFile);
  const { listener } = await findRouting(stage);
  const name = Parameters.Name.Default;
  const { status, body } = await stage.control('POST', 'functions', {
    name,
    file,
    handler: 'handler',
    variables: { LISTENER_ARN: listener.ListenerArn },
    accessKeyId: 'administrator',
    timeoutSeconds: Timeout,
    permissions: [{ principal: LOAD_BALANCING }],
  });
  if (status >= 300) throw new Error(JSON.stringify(body));
  return createTargetGroup(stage, name, (body as { arn: string }).arn);
}

async function createTargetGroup(stage: Pick<Stage, 'endpoint'>, Name: string, functionArn: string): Promise<string> {
  const client = clientOf(stage.endpoint);
  const { TargetGroups: [group] = [] } = await client.createTargetGroup({ Name, TargetType: 'lambda' });
  const TargetGroupArn = group?.TargetGroupArn ?? '';
  await client.registerTargets({ TargetGroupArn, Targets: [{ Id: functionArn }] });
  client.destroy();
  return TargetGroupArn;
}
