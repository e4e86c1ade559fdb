// Owns the values that all steps of one deploy share.
import type { Environment } from '../environment/environment.ts';
import type { Sleep } from '../environment/sleep.ts';
import type { Executor } from '../reconcile/executor.ts';
import type { OnFound } from '../report/report.ts';
import type { Observed } from '../resources/resources.ts';
import type { World } from '../world.ts';
import type { Ingress } from './ingress.ts';

export interface Deploy {
  world: World;
  environment: Environment;
  observed: Observed;
  /** Undefined where the way into the VPC is known to be open. */
  ingress: Ingress | undefined;
  /** The sleep that this deploy leaves it in, because there is nothing to roll out. */
  asleep: Sleep | undefined;
  /** The commit that is deployed; undefined where nobody knows it. */
  commit: string | undefined;
  executor: Executor;
  onFound: OnFound;
}
