import { expect, test } from '@jest/globals';
import { describeEnvironment } from '../../src/environment/environment.ts';
import type { Target } from '../../src/request/inputs.ts';
import { foundation, goodInputs, identity, service, taskDefinition } from '../support/build.ts';

test.each([
  ['its only port', [{ containerPort: 7001 }], 7001],
  ["Medusa's port, where it has several", [{ containerPort: 7001 }, { containerPort: 7002 }], 9000],
  ["Medusa's port, where it has none", undefined, 9000],
])('behind a proxy in the same task, a container that is named listens on %s', (_, portMappings, port) => {
  const inputs = goodInputs({ container: 'medusa', database: 'shared' });
  const loadBalancers = [{ targetGroupArn: 'arn:t', containerName: 'nginx', containerPort: 80 }];
  const nginx = { name: 'nginx', portMappings: [{ containerPort: 80 }] };
  const baseTaskDefinition = taskDefinition({ containerDefinitions: [nginx, { name: 'medusa', portMappings }] });
  const request = { identity: identity(), inputs, target: inputs.target as Target, pullRequest: 42 };
  const around = foundation({ baseService: service({ loadBalancers }), baseTaskDefinition });
  expect(describeEnvironment(request, around).containerPort).toBe(port);
});
