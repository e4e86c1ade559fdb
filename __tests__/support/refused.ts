// Owns the form of a row in the table of refusals, and the task definition that is made of it.

const ROLE = 'arn:aws:iam::123456789012:role/shop-medusa-execution';
const DEFINITION = {
  networkMode: 'awsvpc',
  requiresCompatibilities: ['FARGATE'],
  cpu: '512',
  memory: '1024',
  executionRoleArn: ROLE,
  taskRoleArn: 'arn:aws:iam::123456789012:role/shop-medusa-task',
};
export const MEDUSA = { name: 'medusa', image: 'x', essential: true, portMappings: [{ containerPort: 9000 }] };
export const SIDECAR = { name: 'sidecar', image: 'busybox', essential: false };

export interface Refused {
  /** Members that are laid over the definition and over its containers. */
  file?: object;
  medusa?: object;
  sidecar?: object;
  inputs?: Record<string, string>;
  /** True for a service that does not exist yet, whose roles are those of the file. */
  isMadeFromNothing?: boolean;
  /** A member of the reply to DescribeServices, or to another read. */
  observed?: { operation?: string; member: string; value: unknown };
  /** All that is reported. */
  problems: unknown[];
}

/** The definition alone is what AWS refuses. */
export interface RefusedByAws extends Refused {
  /** AWS's own words. */
  aws: unknown;
}

export function definitionOf({ file, medusa, sidecar }: Refused) {
  const sidecars = sidecar === undefined ? [] : [{ ...SIDECAR, ...sidecar }];
  return { ...DEFINITION, containerDefinitions: [{ ...MEDUSA, ...medusa }, ...sidecars], ...file };
}
