// A base service on container instances, whose tasks suit only some of them.
import type { CreateServiceCommandInput, RunTaskCommandInput, Task } from '@aws-sdk/client-ecs';
import { expect } from '@jest/globals';
import { awsClients } from '../../packages/simulator/__tests__/support/aws-clients.ts';
import { life } from '../support/life.ts';
import { type Play, scenarioStage } from '../support/stage.ts';

const PLACEMENT = {
  placementConstraints: [{ type: 'memberOf' as const, expression: 'attribute:ecs.cpu-architecture == arm64' }],
  placementStrategy: [{ type: 'spread' as const, field: 'instanceId' }],
};
const stage = scenarioStage([], {
  instances: [{ 'ecs.cpu-architecture': 'x86_64' }, { 'ecs.cpu-architecture': 'arm64' }],
  base: { settings: { launchType: 'EC2', availabilityZoneRebalancing: 'DISABLED', ...PLACEMENT } },
});
const OWN = { database: 'isolated' };

function inputsOf<Input>({ writes }: Play, operation: string): Input[] {
  return writes.filter((write) => write.operation === operation).map(({ input }) => input as Input);
}

async function tasks(): Promise<Task[]> {
  const { ecs } = awsClients(stage.endpoint);
  const lists = await Promise.all(
    (['RUNNING', 'STOPPED'] as const).map((desiredStatus) =>
      ecs.listTasks({ cluster: 'shop', family: 'shop-pr-42', desiredStatus }),
    ),
  );
  const arns = lists.flatMap(({ taskArns = [] }) => taskArns);
  return (await ecs.describeTasks({ cluster: 'shop', tasks: arns })).tasks ?? [];
}

life('a copy of a service on instances', (step) => {
  step('its tasks, one-off ones too, run where those of the base service may', async () => {
    const play = await stage.act(OWN);
    expect(play.outputs.action).toBe('created');
    const [service] = inputsOf<CreateServiceCommandInput>(play, 'CreateService');
    expect(service).toMatchObject({ launchType: 'EC2', availabilityZoneRebalancing: 'DISABLED', ...PLACEMENT });
    const [oneOff] = inputsOf<RunTaskCommandInput>(play, 'RunTask');
    expect(oneOff).toMatchObject({ launchType: 'EC2', ...PLACEMENT });
    const places = (await tasks()).map(({ attributes = [] }) => attributes);
    expect(places).toEqual(Array(2).fill([{ name: 'ecs.cpu-architecture', value: 'arm64' }]));
  });

  step('a second run writes nothing', async () => {
    expect((await stage.act(OWN)).writes).toEqual([]);
  });

  step('a constraint that the base service loses goes from the copy as well', async () => {
    const { ecs } = awsClients(stage.endpoint);
    await ecs.updateService({ cluster: 'shop', service: 'medusa', placementConstraints: [] });
    const play = await stage.act(OWN);
    expect(inputsOf(play, 'UpdateService')).toEqual([
      { cluster: 'shop', service: 'shop-pr-42', placementConstraints: [] },
    ]);
  });

  step('the database is dropped where the tasks ran', async () => {
    const play = await stage.act({ ...OWN, mode: 'destroy' });
    expect(play.outputs.action).toBe('destroyed');
    expect(inputsOf<RunTaskCommandInput>(play, 'RunTask')).toMatchObject([
      { launchType: 'EC2', placementStrategy: PLACEMENT.placementStrategy },
    ]);
  });
});
