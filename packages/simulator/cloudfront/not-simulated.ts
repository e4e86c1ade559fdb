// Owns saying no to what real CloudFront can do and the simulator cannot.
import { InvalidArgument$ } from '@aws-sdk/client-cloudfront';
import { type Refusal, refuse } from '../kernel/refusal.ts';

/** A refusal that names itself as the simulator's own, so that nobody takes it for AWS's. */
export function notSimulated(what: string): Refusal {
  return refuse(InvalidArgument$, `The simulator does not have ${what}; real CloudFront does.`);
}

/** AWS's refusal of a parameter, with a reason. */
export function invalidArgument(message: string): Refusal {
  return refuse(InvalidArgument$, message);
}
