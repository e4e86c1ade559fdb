// Owns refusing to go on without the key of a gate that the address has, before anything is written.
import { UserError } from '../errors.ts';
import type { Access } from '../request/access.ts';
import { hasGate } from './distribution-config.ts';
import type { FoundEnvironment } from './found-environment.ts';

/** The check from outside would get no further than the gate. */
export function refuseWithoutKey(
  { distribution, identity }: Pick<FoundEnvironment, 'distribution' | 'identity'>,
  access: Access | undefined,
): void {
  if (access !== undefined || !hasGate(distribution.config)) return;
  throw new UserError([
    `access-key: missing. The address of ${identity.fullName} has a gate, and is checked once it is awake. Set the same "access-key" as where it is deployed.`,
  ]);
}
