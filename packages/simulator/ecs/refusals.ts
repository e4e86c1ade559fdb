// Owns the ways in which ECS says no, and in which the simulator says that it cannot do what ECS can.
import { ClientException$, InvalidParameterException$, UnsupportedFeatureException$ } from '@aws-sdk/client-ecs';
import { type Refusal, refuse } from '../kernel/refusal.ts';

export function invalid(message: string): Refusal {
  return refuse(InvalidParameterException$, message);
}

export function clientError(message: string): Refusal {
  return refuse(ClientException$, message);
}

/** For what AWS documents that it refuses, and not in which words. */
export function clientErrorInOwnWords(message: string): Refusal {
  return clientError(message);
}

export function notSimulated(what: string): Refusal {
  return refuse(UnsupportedFeatureException$, `The simulator does not have ${what}; real ECS does.`);
}

/** Refuses those members of an input that would have an effect in AWS and would have none here. */
export function refuseNotSimulated<Input extends object>(input: Input, members: (keyof Input & string)[]): void {
  for (const member of members) {
    const value = input[member];
    const isEmpty = value === undefined || (Array.isArray(value) && value.length === 0);
    if (!isEmpty) throw notSimulated(member);
  }
}

/** Whether a reply is to carry tags. */
export function includesTags(include: string[] = []): boolean {
  for (const each of include) requireOneOf(each, 'include', ['TAGS']);
  return include.includes('TAGS');
}

/** `launch type should be one of [EC2,FARGATE]`, as ECS refuses a value outside an enumeration. */
export function requireOneOf(value: string | undefined, what: string, values: string[]): void {
  if (value !== undefined && !values.includes(value)) throw invalid(`${what} should be one of [${values.join(',')}]`);
}
