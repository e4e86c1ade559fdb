// Owns what a copy takes over from its base service: which secrets it may have, and what of all that is worth a name in the log. Pure.
import type { TaskDefinition } from '@aws-sdk/client-ecs';
import type { BaseTaskDefinition } from '../foundation/base-definition.ts';
import type { NamedValue } from '../request/values.ts';
import { containerOf } from './containers.ts';
import { ownRedisVariables } from './redis.ts';

/** `all`, or the names of those that a copy takes over. */
type InheritedSecrets = 'all' | string[];

/** Words that show the service behind a name, at its beginning or after an underscore. */
const LIVE: [kind: string, names: RegExp][] = [
  ['payment', /(?:^|_)(?:STRIPE|PAYPAL|ADYEN|MOLLIE|BRAINTREE|KLARNA|RAZORPAY|SQUARE)(?:_|$)/],
  ['mail', /(?:^|_)(?:SENDGRID|RESEND|MAILGUN|POSTMARK|MAILCHIMP|SES|SMTP|MAIL)(?:_|$)/],
  ['storage', /(?:^|_)(?:S3|R2|SPACES|GCS|MINIO|CLOUDINARY|BUCKET)(?:_|$)/],
];
/** The preload makes secrets of the environment's own of these. */
const DERIVED = ['JWT_SECRET', 'COOKIE_SECRET'];
const OF_LOGINS = /JWT|COOKIE|SESSION/;

/** The base without the secrets that are not to be taken over, in any of its containers. */
export function takeSecrets(base: BaseTaskDefinition, inherited: InheritedSecrets): BaseTaskDefinition {
  if (inherited === 'all') return base;
  const isTaken = ({ name = '' }) => inherited.includes(name);
  return {
    ...base,
    containerDefinitions: base.containerDefinitions?.map((container) =>
      container.secrets === undefined ? container : { ...container, secrets: container.secrets.filter(isTaken) },
    ),
  };
}

/** Names of secrets that were asked for and that no container of the base has. */
export function unknownSecrets(base: BaseTaskDefinition, inherited: InheritedSecrets): string[] {
  const known = new Set(base.containerDefinitions?.flatMap(({ secrets = [] }) => secrets.map(({ name }) => name)));
  return inherited === 'all' ? [] : inherited.filter((name) => !known.has(name));
}

export interface Heir {
  base: BaseTaskDefinition;
  container: string;
  variables: NamedValue[];
  secrets: NamedValue[];
  isSealed: boolean;
}

/** Secrets and variables of Medusa's container that came from the base as they are; names alone, since values may be secret. */
function inheritedNames(heir: Heir): { secrets: string[]; variables: string[] } {
  const { environment = [], secrets = [] } = containerOf(heir.base, heir.container);
  const given = new Set([...heir.variables, ...heir.secrets].map(({ name }) => name));
  const isKept = (name: string) => !given.has(name);
  const names = [...environment, ...secrets].flatMap(({ name = '' }) => name).filter(isKept);
  const own = heir.isSealed ? ownRedisVariables(names, false) : new Map();
  const isInherited = (name: string) => isKept(name) && !own.has(name);
  return {
    secrets: secrets.flatMap(({ name = '' }) => name).filter(isInherited),
    variables: environment.flatMap(({ name = '' }) => name).filter(isInherited),
  };
}

/** `secrets DATABASE_URL, STRIPE_API_KEY (payment)`: one line for secrets, variables and volumes each, where there are any. */
export function renderInherited(heir: Heir): string[] {
  const { secrets, variables } = inheritedNames(heir);
  const rows: [string, string[]][] = [
    ['secrets', secrets.map((name) => marked(name, heir.isSealed))],
    ['variables', variables.map((name) => marked(name, false))],
    ['volumes', volumesOf(heir.base)],
  ];
  return rows.flatMap(([what, names]) => (names.length === 0 ? [] : [`${what} ${[...names].sort().join(', ')}`]));
}

/** Inherited names that are of logins and are not derived: what they sign is valid on the base service as well. */
export function sharedLogins(heir: Heir): string[] {
  const { secrets, variables } = inheritedNames(heir);
  return heir.isSealed
    ? [...secrets, ...variables].filter((name) => OF_LOGINS.test(name) && !DERIVED.includes(name))
    : [];
}

function marked(name: string, isSealed: boolean): string {
  if (isSealed && DERIVED.includes(name)) return `${name} (derived)`;
  const [kind] = LIVE.find(([, names]) => names.test(name)) ?? [];
  return kind === undefined ? name : `${name} (${kind})`;
}

/** Those whose files outlive the task, and are the base service's as well. */
function volumesOf({ volumes = [] }: Pick<TaskDefinition, 'volumes'>): string[] {
  return volumes.flatMap(
    ({ name, efsVolumeConfiguration: efs, fsxWindowsFileServerVolumeConfiguration: fsx, host }) => {
      const where = efs?.fileSystemId ?? fsx?.fileSystemId ?? host?.sourcePath;
      return where === undefined ? [] : [`${name} (${where})`];
    },
  );
}
