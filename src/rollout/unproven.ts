// Owns explaining a response without a valid proof of the preload: what it means, why it happens, what to do. Pure.
import type { ContainerDefinition } from '@aws-sdk/client-ecs';
import type { Preload } from '../environment/preload.ts';
import type { ProofProblem } from '../environment/proof.ts';
import { overwritesNodeOptions, PASSED_ON } from '../environment/start-line.ts';
import type { HealthCheck } from '../environment/targets.ts';

interface Unproven {
  url: string;
  /** The status of the response, which the health check accepts. */
  status: number;
  healthCheck: HealthCheck;
  problem: ProofProblem;
  preload: Preload;
  container: ContainerDefinition;
}

/** True if the data of another environment or of the base service may be affected, and not only the login. */
export function mayAffectOtherData({ problem, preload }: Unproven): boolean {
  return problem === 'another environment' || preload.database !== undefined;
}

export function describeUnproven({ url, status, problem, preload }: Unproven): string {
  switch (problem) {
    case 'another environment':
      return `${url} answers ${status}, but the proof in its response is that of another environment than ${preload.environment}.`;
    case 'another database':
      return `${url} answers ${status}, but its DATABASE_URL does not lead to ${preload.database}: something overrides it after Node has started.`;
    case 'no preload':
      return `${url} answers ${status}, but without the proof of the preload: ${preload.isOptional ? 'it is not Node, or ' : ''}NODE_OPTIONS did not reach the process that answers. ${describeLoss(preload)}`;
  }
}

export function hintForUnproven({ problem, container, healthCheck }: Unproven): string {
  if (problem === 'another environment')
    return 'Check the rules of the listener and the service: something else receives the requests of this address.';
  if (problem === 'another database')
    return 'Make the application use DATABASE_URL unchanged: without dotenv\'s "override", and without a value of its own in its configuration.';
  const member = overwritesNodeOptions(container);
  if (member !== undefined)
    return `"${member}" of container ${container.name} overwrites NODE_OPTIONS. Append to the existing value instead: ${PASSED_ON}.`;
  return `Check what sets or clears NODE_OPTIONS: the start command, the ENTRYPOINT of the image, or a script in package.json. Append to the existing value instead: ${PASSED_ON}. Bun ignores NODE_OPTIONS: use an image with Node. If a proxy answers ${healthCheck.path} itself, set "health-check-path" to a path that Medusa answers.`;
}

/** Used if the address could not be checked. */
export function describeUnchecked({ database }: Preload): string {
  return database === undefined
    ? 'it is also unproven that the preload reaches Medusa'
    : `it is also unproven that Medusa uses its own database ${database}`;
}

function describeLoss({ database, isHttpsAware, isNoindex, isOptional }: Preload): string {
  if (isOptional) return isNoindex ? 'So search engines are not kept away.' : 'A storefront works without it.';
  if (database !== undefined) return `So it may be using the database of the base service instead of ${database}.`;
  const losses = [
    ...(isHttpsAware ? ['a login to the admin does not last'] : []),
    ...(isNoindex ? ['search engines are not kept away'] : []),
  ];
  return `So ${losses.join(', and ')}.`;
}
