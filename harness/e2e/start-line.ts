// Owns the check of a start line that keeps the preload from Medusa: it ends red, and green once it passes on what is there.
import { doesNotMatch, equal, match, rejects } from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PullRequest } from '../pull-request.ts';
import type { ActionResult } from '../runner.ts';
import { checkLostLogin } from './admin.ts';
import type { Visitor } from './browser.ts';
import type { Check } from './checks.ts';
import type { MedusaStage } from './medusa-stage.ts';

const FILE = 'task-definition.json';
const SETS = 'NODE_OPTIONS=--max-old-space-size=1024 exec medusa start';
const PASSES_ON = 'NODE_OPTIONS="$NODE_OPTIONS --max-old-space-size=1024" exec medusa start';

interface Definition {
  family: string;
  containerDefinitions: object[];
}

export interface StartLine {
  stage: MedusaStage;
  check: Check;
  pullRequest: PullRequest;
  inputs: Record<string, string>;
}

/** `lost` is a visitor at the address of that preview, and sees what the preload is for. */
export async function checkStartLine(
  { check, ...given }: StartLine,
  lost: { visitor: Visitor; url: string },
): Promise<void> {
  await check('a start line that overwrites NODE_OPTIONS ends red, with the cause', async () => {
    await rejects(
      () => deploy(given, SETS),
      ({ message }: Error) => {
        match(message, /answers 200, but without the proof .+ database of the base service instead of shop_pr_43\./);
        match(
          message,
          /"command" of container medusa overwrites NODE_OPTIONS\. Append to the existing value instead: /,
        );
        return true;
      },
    );
  });
  await checkLostLogin(check, lost.visitor, lost.url);
  await check('one that passes on what is there has the proof, and ends green', async () => {
    const { log, outputs } = await deploy(given, PASSES_ON);
    equal(outputs.action, 'updated');
    doesNotMatch(log, /overwrites NODE_OPTIONS|without the proof/);
  });
}

function deploy(given: Omit<StartLine, 'check'>, line: string): Promise<ActionResult> {
  return deployAs(given, { command: ['sh', '-c', line] });
}

/** With a file in the workspace: the task definition of the base service, whose container starts in another way. */
export async function deployAs(
  { stage, pullRequest, inputs }: Omit<StartLine, 'check'>,
  start: { entryPoint?: string[]; command: string[] },
): Promise<ActionResult> {
  const { ecs } = await stage.state<{ ecs: { taskDefinitions: Record<string, { definition: Definition }> } }>();
  const definitions = Object.values(ecs.taskDefinitions).map(({ definition }) => definition);
  const base = definitions.find(({ family }) => family === 'shop-medusa');
  const containerDefinitions = base?.containerDefinitions.map((container) => ({
    ...container,
    ...start,
  }));
  writeFileSync(join(stage.workspace, FILE), JSON.stringify({ ...base, containerDefinitions }));
  return stage.act(pullRequest, 'synchronize', { ...inputs, 'task-definition': FILE });
}
