// Owns what a copy takes over from its base service: which secrets it may have, and what of all that is worth a name in the log. Pure.
import type { Volume } from '@aws-sdk/client-ecs';
import type { BaseTaskDefinition } from '../foundation/base-definition.ts';
import type { NamedValue } from '../request/values.ts';
import { DATABASE_SCRIPT } from './database.ts';
import { isRedisAddress, ownRedisVariables } from './redis.ts';
import { BACKEND_URL, PREVIEW } from './variables.ts';

/** `all`, or the names of those that a copy takes over. */
type InheritedSecrets = 'all' | string[];

/** Words that show the service behind a name, at its beginning or after an underscore. */
const LIVE: [kind: string, names: RegExp][] = [
  ['payment', /(?:^|_)(?:PAYMENTS?|STRIPE|PAYPAL|ADYEN|MOLLIE|BRAINTREE|KLARNA|PAYSTACK|RAZORPAY|SQUARE)(?:_|$)/],
  ['mail', /(?:^|_)(?:E?MAIL|SMTP|SES|SENDGRID|RESEND|MAILGUN|MAILJET|POSTMARK|MAILCHIMP|MANDRILL|BREVO)(?:_|$)/],
  ['storage', /(?:^|_)(?:S3|R2|SPACES|GCS|MINIO|CLOUDINARY|BUCKET|STORAGE)(?:_|$)/],
  ['AWS', /^AWS_(?:ACCESS_KEY_ID|SECRET_ACCESS_KEY)$/],
];
/** The preload makes secrets of the environment's own of these. */
const DERIVED = ['JWT_SECRET', 'COOKIE_SECRET'];
const OF_LOGINS = /JWT|COOKIE|SESSION/;
/** Each environment gets a value of its own for these. */
const SET_FOR_EACH = [BACKEND_URL, PREVIEW, DATABASE_SCRIPT.name];

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
  siblings: string[];
  variables: NamedValue[];
  secrets: NamedValue[];
  isSealed: boolean;
}

interface Inherited {
  kind: 'secrets' | 'variables';
  name: string;
  /** True in Medusa's container and in those that run its image: what is given reaches these, and the preload as well. */
  isLed: boolean;
}

/** `secrets DATABASE_URL, STRIPE_API_KEY (payment)`: one line for secrets, variables, files and volumes each, where there are any. */
export function renderInherited(heir: Heir): string[] {
  const inherited = inheritedBy(heir);
  const namesOf = (wanted: Inherited['kind']) =>
    inherited.filter(({ kind }) => kind === wanted).map(({ name }) => marked(name, heir, inherited));
  const rows: [what: string, names: string[]][] = [
    ['secrets', namesOf('secrets')],
    ['variables', namesOf('variables')],
    ['environment files', filesOf(heir.base)],
    ['volumes', volumesOf(heir.base)],
  ];
  return rows.flatMap(([what, names]) =>
    names.length === 0 ? [] : `${what} ${[...new Set(names)].sort().join(', ')}`,
  );
}

/** Inherited names that are of logins and are not derived: what they sign is valid on the base service as well. */
export function sharedLogins(heir: Heir): string[] {
  if (!heir.isSealed) return [];
  const shared = inheritedBy(heir).filter((one) => OF_LOGINS.test(one.name) && !isDerived(one));
  return [...new Set(shared.map(({ name }) => name))];
}

/** It came from the base as it is; names alone, since values may be secret. */
function inheritedBy(heir: Heir): Inherited[] {
  const { base, container, siblings } = heir;
  return (base.containerDefinitions ?? []).flatMap(({ name: own = '', environment = [], secrets = [] }) => {
    const isLed = own === container || siblings.includes(own);
    const names = [...environment, ...secrets].flatMap(({ name = '' }) => name);
    const replaced = new Set(isLed ? replacedIn(names, heir) : []);
    const listed = (kind: Inherited['kind'], list: { name?: string | undefined }[]) =>
      list.flatMap(({ name = '' }) => (replaced.has(name) ? [] : { kind, name, isLed }));
    return [...listed('secrets', secrets), ...listed('variables', environment)];
  });
}

function replacedIn(names: string[], { variables, secrets, isSealed }: Heir): string[] {
  const given = [...variables, ...secrets].map(({ name }) => name);
  const others = names.filter((name) => !given.includes(name));
  const own = isSealed ? ownRedisVariables(others, given.some(isRedisAddress)).keys() : [];
  return [...given, ...SET_FOR_EACH, ...own];
}

function marked(name: string, { isSealed }: Heir, inherited: Inherited[]): string {
  if (isSealed && inherited.every((one) => one.name !== name || isDerived(one))) return `${name} (derived)`;
  const [kind] = LIVE.find(([, names]) => names.test(name)) ?? [];
  return kind === undefined ? name : `${name} (${kind})`;
}

function isDerived({ name, isLed }: Inherited): boolean {
  return isLed && DERIVED.includes(name);
}

/** Whatever stands in them is taken over unread. */
function filesOf({ containerDefinitions = [] }: BaseTaskDefinition): string[] {
  return containerDefinitions.flatMap(({ environmentFiles = [] }) =>
    environmentFiles.flatMap(({ value = [] }) => value),
  );
}

/** Those whose files outlive the task, and are the base service's as well. */
function volumesOf({ volumes = [] }: Pick<BaseTaskDefinition, 'volumes'>): string[] {
  return volumes.flatMap((volume) => {
    const where = placeOf(volume);
    return where === undefined ? [] : [`${volume.name} (${where})`];
  });
}

function placeOf(volume: Volume): string | undefined {
  const { efsVolumeConfiguration: efs, s3filesVolumeConfiguration: bucket, dockerVolumeConfiguration: docker } = volume;
  const { fsxWindowsFileServerVolumeConfiguration: fsx, host } = volume;
  const onMachine = host?.sourcePath ?? (docker?.scope === 'shared' ? 'shared by the machine' : undefined);
  return efs?.fileSystemId ?? bucket?.fileSystemArn ?? fsx?.fileSystemId ?? onMachine;
}
