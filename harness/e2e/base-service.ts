// Owns the base service as somebody inside the VPC reaches it: at the address of its task.
import type { TaskRow } from '../../packages/simulator/ecs/tables.ts';
import type { View } from '../viewer.ts';
import type { MedusaStage } from './medusa-stage.ts';

interface State {
  ecs: { tasks: Record<string, TaskRow> };
  ec2: { localPorts: Record<string, number> };
}

const SERVICE = 'medusa';

/** The address of its newest task that runs. */
export async function baseUrl(stage: MedusaStage): Promise<string> {
  const { ecs, ec2 } = await stage.state<State>();
  const tasks = Object.values(ecs.tasks).filter(
    ({ task, service }) => service?.arn.endsWith(`/${SERVICE}`) && task.lastStatus === 'RUNNING',
  );
  const port = ec2.localPorts[`${tasks.at(-1)?.network.ip}:9000`];
  if (port === undefined) throw new Error('The base service has no task that runs.');
  return `http://127.0.0.1:${port}`;
}

/** Says that it came by HTTPS, as a load balancer with a certificate does. */
export const viewInside: View = async (url, { method = 'GET', headers, body } = {}) => {
  const given = { ...(headers as Record<string, string>), 'x-forwarded-proto': 'https' };
  const answer = await fetch(url, { method, headers: given, ...(body !== undefined && { body }) });
  const { 'set-cookie': _, ...others } = Object.fromEntries(answer.headers);
  return {
    status: answer.status,
    headers: { ...others, 'set-cookie': answer.headers.getSetCookie() },
    body: await answer.text(),
  };
};
