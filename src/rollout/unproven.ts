// Owns what is said of an address that answers without the proof of the preload: what that means, why it is so, what to do. Pure.
import type { ContainerDefinition } from '@aws-sdk/client-ecs';
import type { Preload } from '../environment/preload.ts';
import type { ProofProblem } from '../environment/proof.ts';
import { overwritesNodeOptions, PASSED_ON } from '../environment/start-line.ts';

export interface Unproven {
  url: string;
  healthCheckPath: string;
  problem: ProofProblem;
  preload: Preload;
  container: ContainerDefinition;
}

/** True where somebody else's data may be at stake, and not the login alone. */
export function isDataAtStake({ problem, preload }: Unproven): boolean {
  return problem === 'another environment' || preload.database !== undefined;
}

export function describeUnproven({ url, problem, preload }: Unproven): string {
  switch (problem) {
    case 'another environment':
      return `${url} answers 200, but the proof in its answer is of another environment than ${preload.environment}.`;
    case 'another database':
      return `${url} answers 200, but its DATABASE_URL does not lead to ${preload.database}: something sets it anew after Node has started.`;
    case 'no preload':
      return `${url} answers 200, but without the proof that the preload gives: NODE_OPTIONS did not reach the process that answers. ${describeLoss(preload)}`;
  }
}

export function hintForUnproven({ problem, container, healthCheckPath }: Unproven): string {
  if (problem === 'another environment')
    return "Look at the listener's rules and at the service: something else takes the requests of this address.";
  if (problem === 'another database')
    return 'Let the application take DATABASE_URL as it is: no dotenv with "override", and no value of its own in its configuration.';
  const member = overwritesNodeOptions(container);
  if (member !== undefined)
    return `"${member}" of container ${container.name} sets NODE_OPTIONS anew. Pass on what is there: ${PASSED_ON}.`;
  return `Look for what sets or empties NODE_OPTIONS: the start line, the ENTRYPOINT of the image, or a script in package.json. Pass on what is there: ${PASSED_ON}. Bun in the place of node reads no NODE_OPTIONS: use an image with Node. If a proxy answers ${healthCheckPath} by itself, set "health-check-path" to one that Medusa answers.`;
}

/** What was not looked at, where nobody could look. */
export function describeUnlooked({ database }: Preload): string {
  return database === undefined
    ? 'nor was it proven that the preload reaches Medusa'
    : `nor was it proven that Medusa works on its own database ${database}`;
}

function describeLoss({ database, isHttpsAware, isNoindex }: Preload): string {
  if (database !== undefined) return `So it may work on the database of the base service instead of ${database}.`;
  const losses = [
    ...(isHttpsAware ? ['a login to the admin does not last'] : []),
    ...(isNoindex ? ['search engines are not kept away'] : []),
  ];
  return `So ${losses.join(', and ')}.`;
}
