// Owns the storefront that is played beside the backend: its task definition, and how a step names it.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Stage } from './stage.ts';

const FILE = 'storefront.json';

/** On the port of the backend, on which the security group of the tasks admits the load balancer. */
const DEFINITION = {
  networkMode: 'awsvpc',
  requiresCompatibilities: ['FARGATE'],
  cpu: '256',
  memory: '512',
  executionRoleArn: 'arn:aws:iam::123456789012:role/shop-execution',
  containerDefinitions: [
    {
      name: 'web',
      image: 'storefront:base',
      portMappings: [{ containerPort: 9000 }],
      environment: [{ name: 'PORT', value: '9000' }],
    },
  ],
};

/** Writes its task definition into the workspace. Returns the inputs of its step. */
export function describeStorefront(stage: Pick<Stage, 'imageOf'>, workspace: string): Record<string, string> {
  writeFileSync(join(workspace, FILE), JSON.stringify(DEFINITION));
  const image = stage.imageOf('v1').replace('/medusa:', '/storefront:');
  return { name: 'shop-storefront', database: 'none', 'task-definition': FILE, image };
}
