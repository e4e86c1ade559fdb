// Owns what is worth a warning in an environment that can be made all the same: each in a line, with what to do about it. Pure.
import type { ContainerDefinition, RegisterTaskDefinitionCommandInput, Service } from '@aws-sdk/client-ecs';
import { credentialsIn } from '../environment/credentials.ts';
import { DATABASE_URL } from '../environment/database.ts';
import type { Environment } from '../environment/environment.ts';
import { sharedLogins } from '../environment/inherited.ts';
import { isOtherAddress } from '../environment/other-addresses.ts';
import { isPreloaded, NODE_OPTIONS, type Preload } from '../environment/preload.ts';
import { isRedisAddress } from '../environment/redis.ts';
import { overwritesNodeOptions, PASSED_ON } from '../environment/start-line.ts';
import { isHealthy } from '../environment/targets.ts';

/** The Medusa container, with what it gets by name. Of a secret only the name is known. */
interface Container {
  variables: Map<string, string>;
  names: Set<string>;
  /** True where it gets more variables, from files that we cannot read. */
  hasFiles: boolean;
}

/** `service` is the one that runs already, whose number of tasks counts where none is asked for. */
export function describeWarnings(
  environment: Environment,
  { containerDefinitions = [] }: RegisterTaskDefinitionCommandInput,
  service: Service | undefined,
): string[] {
  const { container: name, isStorefront } = environment;
  const container = describeContainer(containerDefinitions.find((definition) => definition.name === name) ?? {});
  const desiredCount = environment.desiredCount ?? service?.desiredCount ?? 1;
  const warnings = [
    warningOfUnknown(environment),
    warningOfPlainCredentials(container),
    ...(isStorefront ? [] : warningsOfMedusa(environment, { container, containerDefinitions, desiredCount })),
  ];
  // Two containers may deserve the same one.
  return [...new Set(warnings.filter((warning) => warning !== false))];
}

interface Medusa {
  container: Container;
  containerDefinitions: ContainerDefinition[];
  desiredCount: number;
}

function warningsOfMedusa(
  environment: Environment,
  { container, containerDefinitions, desiredCount }: Medusa,
): (string | false)[] {
  const { container: name, siblings, preload, database, isDatabaseShared } = environment;
  const medusa = containerDefinitions.find((definition) => definition.name === name) ?? {};
  const isLed = (other: ContainerDefinition) => [name, ...siblings].includes(other.name ?? '');
  const led = containerDefinitions.filter(isLed);
  return [
    warningOfMode(container),
    warningOfMissingSecrets(container),
    warningOfLogins(environment),
    warningOfCount(container, desiredCount),
    warningOfRoot(environment),
    warningOfPreload(container, preload),
    ...led.map(warningOfStartLine),
    ...(database === undefined ? [] : led.map((definition) => warningOfOtherAddresses(definition, environment))),
    database !== undefined && warningOfOtherServer(medusa, led),
    environment.isSealed && warningOfOthers(containerDefinitions.filter((other) => !isLed(other))),
    isDatabaseShared && warningOfMigration(container),
    environment.isBaseInServiceConnect && warningOfServiceConnect(environment),
    warningOfSleep(environment, desiredCount),
    warningOfGate(environment),
  ];
}

function warningOfGate({ gate }: Environment): string | false {
  return (
    gate?.protect === 'all' &&
    'protect: "all" closes the store API and the webhooks of Medusa as well: the calls of a storefront in the browser and those of payment providers do not pass. "admin" leaves them open.'
  );
}

/** A sweep leaves alone what it could take for somebody's own choice. */
function warningOfSleep({ isAdopted, sleepAfter, wakerArn }: Environment, desiredCount: number): string | false {
  const [asked] = [sleepAfter && 'sleep-after', wakerArn && 'waker'].filter((name) => name !== undefined);
  if (isAdopted && asked !== undefined)
    return `${asked}: a service that somebody else made does not sleep. Leave it out.`;
  return (
    sleepAfter !== undefined &&
    desiredCount > 1 &&
    'sleep-after: a sweep puts nothing to sleep that runs more than one task.'
  );
}

/** Its names are known to the services in it alone, and a one-off task cannot be in it at all. */
function warningOfServiceConnect({ isAdopted, migrateCommand, setupCommand }: Environment): string | false {
  const who = isAdopted
    ? 'service: it uses Service Connect, but its one-off tasks do not.'
    : 'base-service: it uses Service Connect, but its copy does not.';
  return (
    (!isAdopted || migrateCommand !== '' || setupCommand !== '') &&
    `${who} If Medusa reaches its database or Redis by a Service Connect name, set one that resolves in the whole VPC in "variables" or "secrets".`
  );
}

function warningOfUnknown({ base, unknownMembers }: Environment): string | false {
  return (
    unknownMembers.length > 0 &&
    `task-definition: ${base.family} has ${unknownMembers.join(', ')}, which this version of the action does not know, so this environment is without it.`
  );
}

function warningOfRoot({ targets: { healthCheck } }: Environment): string | false {
  return (
    healthCheck.path === '/' &&
    !isHealthy(404, healthCheck) &&
    'health-check-path: Medusa answers 404 to /, so no task ever becomes healthy. Use /health.'
  );
}

/** Decides by names alone, because secrets are not read. */
function warningOfLogins(environment: Environment): string | false {
  const names = sharedLogins(environment);
  return (
    names.length > 0 &&
    `${names.join(', ')}: inherited from the base service, and not derived like Medusa's JWT_SECRET and COOKIE_SECRET. If it signs logins, they are valid on both services. Set another value in "secrets", or exclude it with "inherit-secrets".`
  );
}

function describeContainer({ environment = [], secrets = [], environmentFiles = [] }: ContainerDefinition): Container {
  const variables = new Map(environment.map(({ name = '', value = '' }) => [name, value]));
  const names = new Set([...variables.keys(), ...secrets.map(({ name = '' }) => name)]);
  return { variables, names, hasFiles: environmentFiles.length > 0 };
}

function warningOfPreload({ names, variables }: Container, { isHttpsAware, isNoindex }: Preload): string | false {
  const isSecret = names.has(NODE_OPTIONS) && !variables.has(NODE_OPTIONS);
  const lost = [
    ...(isHttpsAware ? ['logins to the admin do not last'] : []),
    ...(isNoindex ? ['search engines may index the preview'] : []),
  ];
  return (
    isSecret &&
    lost.length > 0 &&
    `NODE_OPTIONS is a secret, so nothing can be added to it: ${lost.join(', and ')}. Set it in "variables" instead.`
  );
}

function warningOfStartLine(definition: ContainerDefinition): string | false {
  const member = isPreloaded(definition) && overwritesNodeOptions(definition);
  return (
    Boolean(member) &&
    `"${member}" of container ${definition.name} overwrites NODE_OPTIONS, so the preload does not reach Medusa. Append to the existing value instead: ${PASSED_ON}.`
  );
}

/** A variable that is given in the inputs is meant as it is. */
function warningOfOtherAddresses(definition: ContainerDefinition, { variables, secrets }: Environment): string | false {
  const { names, variables: values } = describeContainer(definition);
  const given = [...variables, ...secrets].map(({ name }) => name);
  const others = [...names].filter((name) => isOtherAddress(name, values.get(name)) && !given.includes(name));
  return (
    others.length > 0 &&
    `${others.join(', ')}: set in addition to DATABASE_URL, and only DATABASE_URL is changed to the database of this environment. If Medusa or its migrations use it, they use the base service's database. Set databaseUrl: process.env.DATABASE_URL in medusa-config; or set it for this environment in "variables" or "secrets", empty if it is not needed.`
  );
}

/** The database is made on the server of Medusa's alone, and all of them are led to that name. */
function warningOfOtherServer(medusa: ContainerDefinition, led: ContainerDefinition[]): string | false {
  const names = led.filter((other) => addressOf(other) !== addressOf(medusa)).map(({ name }) => name);
  return (
    names.length > 0 &&
    `container ${names.join(', ')}: its DATABASE_URL differs from that of ${medusa.name}, on whose server the database of this environment is created. Use the same one for both, or set "database: shared".`
  );
}

/** The value of a variable, or the ARN of a secret. */
function addressOf({ environment: variables = [], secrets = [] }: ContainerDefinition): string | undefined {
  const plain = variables.find(({ name }) => name === DATABASE_URL)?.value;
  return plain ?? secrets.find(({ name }) => name === DATABASE_URL)?.valueFrom;
}

/** Only containers of Medusa's own image are led to what this environment has of its own, and get the new image. */
function warningOfOthers(others: ContainerDefinition[]): string | false {
  const found = others.flatMap((definition) => {
    const addresses = [...describeContainer(definition).names].filter(isAddress);
    return addresses.length === 0 ? [] : `${definition.name} (${addresses.join(', ')})`;
  });
  return (
    found.length > 0 &&
    `container ${found.join(', ')}: keeps its image, and uses the database or Redis of the base service. Remove it with your own "task-definition", or set "database: shared".`
  );
}

function isAddress(name: string): boolean {
  return name === DATABASE_URL || isRedisAddress(name);
}

/** The images of medusa-starter, with which terraform-aws-medusajs comes, do as it says, before they start Medusa. */
function warningOfMigration({ variables }: Container): string | false {
  return (
    variables.get('MEDUSA_RUN_MIGRATION') === 'true' &&
    'MEDUSA_RUN_MIGRATION is true, and the database is that of the base service: an image that supports it migrates that database at each start, with the code of the pull request. Set MEDUSA_RUN_MIGRATION=false in "variables", or set "database: isolated".'
  );
}

/** `medusa start` then serves the admin through Vite. */
function warningOfMode({ variables }: Container): string | false {
  return (
    variables.get('NODE_ENV') === 'development' &&
    'NODE_ENV is development: Vite then serves the admin, and refuses the host name of the URL. Set NODE_ENV=production in "variables".'
  );
}

/** Only names are shown. */
function warningOfPlainCredentials({ variables }: Container): string | false {
  const names = [...variables].flatMap(([name, value]) => (credentialsIn(name, value).length === 0 ? [] : [name]));
  return (
    names.length > 0 &&
    `${names.join(', ')}: readable by everyone who may describe the task definition. Store the value in Secrets Manager, and set its ARN in "secrets".`
  );
}

function warningOfMissingSecrets({ names, hasFiles }: Container): string | false {
  const missing = ['JWT_SECRET', 'COOKIE_SECRET'].filter((name) => !names.has(name));
  return (
    missing.length > 0 &&
    !hasFiles &&
    `${missing.join(', ')}: missing. Without it, Medusa does not start, or uses a publicly known default. Store a random text in Secrets Manager, and set its ARN in "secrets".`
  );
}

/** Sessions, events and locks are then in the memory of one task. */
function warningOfCount({ names, hasFiles }: Container, desiredCount: number): string | false {
  return (
    desiredCount > 1 &&
    !hasFiles &&
    ![...names].some(isRedisAddress) &&
    `desired-count: ${desiredCount} tasks without Redis do not share sessions, so a user who is logged in to one is not logged in to the next. Set "desired-count" to 1, or set REDIS_URL in "secrets" and use it in medusa-config.`
  );
}
