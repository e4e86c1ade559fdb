// Owns saying no to what real load balancing can do and the simulator cannot.
import { InvalidConfigurationRequestException$ } from '@aws-sdk/client-elastic-load-balancing-v2';
import { type Refusal, refuse } from '../kernel/refusal.ts';

/** A refusal that names itself as the simulator's own, so that nobody takes it for AWS's. */
export function notSimulated(what: string): Refusal {
  const message = `The simulator does not have ${what}; real Elastic Load Balancing does.`;
  return refuse(InvalidConfigurationRequestException$, message);
}
