// Owns reading the action's inputs from strings into typed values, with a list of all problems.
import type { ServiceReference, Tags } from '../identity.ts';
import { type AccessInputs, readAccess } from './access.ts';
import { InputReader, type ReadInput } from './input-reader.ts';
import { readSettings, type ServiceSettings } from './service-settings.ts';
import { misplacedInStorefront } from './storefront.ts';
import { type ReadFile, readTaskDefinitionSource, type TaskDefinitionSource } from './task-definition-file.ts';
import {
  type ContainerReference,
  type DatabaseInput,
  type NamedValue,
  readArn,
  readContainer,
  readDatabase,
  readImage,
  readInherited,
  readLine,
  readPath,
  readRole,
  readSecrets,
  readServiceReference,
  readTagLines,
  readTtl,
  readVariables,
  type Ttl,
} from './values.ts';

type Mode = 'auto' | 'prepare' | 'deploy' | 'destroy' | 'sweep' | 'sleep' | 'wake' | 'plan';
type WaitFor = 'url' | 'deployed' | 'none';

/** The base service of a copy, or the service that is updated in place. */
export type Target = { kind: 'copy' | 'in-place'; service: ServiceReference };

/** The inputs of every run. */
export interface Inputs extends AccessInputs {
  mode: Mode;
  name: string | undefined;
  environment: string | undefined;
  pullRequest: number | undefined;
  /** Only pull requests with this label get a preview. */
  label: string | undefined;
  target: Target | undefined;
  listenerArn: string | undefined;
  /** Those for everything that is made. */
  tags: Tags;
  /** Undefined for the default, which depends on the target. */
  database: DatabaseInput | undefined;
  /** Undefined if not set, empty for no command. */
  migrateCommand: string | undefined;
  /** The same. */
  setupCommand: string | undefined;
  waitMinutes: number;
  ttl: Ttl | undefined;
  /** How long an environment may go without a visit. */
  sleepAfter: Ttl | undefined;
  /** The target group of the waker, to which a sleeping environment leads. */
  wakerArn: string | undefined;
  /** True if the pull request gets a comment. */
  hasComment: boolean;
  /** True if the pull request gets a deployment. */
  hasDeployment: boolean;
}

/** The inputs of a deploy, or of its preparation. */
export interface DeployInputs extends Inputs {
  target: Target;
  /** Undefined where the address is prepared: then it is not built yet. */
  image: string | undefined;
  taskDefinition: TaskDefinitionSource | undefined;
  container: ContainerReference | undefined;
  variables: NamedValue[];
  secrets: NamedValue[];
  /** Which secrets of the base service a copy takes over. */
  inheritedSecrets: 'all' | string[];
  /** Image of the environment's own Redis. Undefined: the pinned public one. */
  redisImage: string | undefined;
  /** Undefined: the base's; empty: none. */
  taskRoleArn: string | undefined;
  settings: ServiceSettings;
  /** Undefined: as the target group of the base service has it. */
  healthCheckPath: string | undefined;
  /** True if search engines should not index it; undefined if not set. */
  isNoindex: boolean | undefined;
  webAclArn: string | undefined;
  waitFor: WaitFor;
  maxEnvironments: number;
}

/** The inputs as far as they are valid, and their problems. */
export interface Reading {
  inputs: Inputs;
  problems: string[];
  /** Undefined if they have problems. */
  deployInputs: DeployInputs | undefined;
  /** Problems that only matter to a deploy: a removal must not fail because of a missing image. */
  problemsToDeploy: string[];
}

const MODES = ['auto', 'prepare', 'deploy', 'destroy', 'sweep', 'sleep', 'wake', 'plan'] as const;
const WAITS = ['url', 'deployed', 'none'] as const;
const MAX_WAIT_MINUTES = 360;
const DEFAULT_MAX_ENVIRONMENTS = 10;

/** Reads every input. Returns problems instead of throwing, so that they are shown together with others. */
export function readInputs(readInput: ReadInput, readFile: ReadFile): Reading {
  const always = new InputReader(readInput);
  const reader = new InputReader(readInput);
  const common = readCommonInputs(always);
  const isImageDue = common.mode !== 'prepare';
  const image = isImageDue ? reader.parsed('image', readImage) : undefined;
  const rest = { ...readContainerInputs(reader, readFile), ...readServiceInputs(reader) };
  // A removal uses these if they are valid, and can do without them.
  const listenerArn = reader.parsed('listener-arn', (text) => readArn(text, 'elasticloadbalancing', 'listener/'));
  const tags = reader.parsed('tags', readTagLines) ?? {};
  const inputs = { ...common, listenerArn, tags, ...readAccess(reader) };
  const maxEnvironments =
    always.wholeNumber('max-environments', { least: 1, most: Number.MAX_SAFE_INTEGER }) ?? DEFAULT_MAX_ENVIRONMENTS;
  const problemsToDeploy = [
    ...reader.problems,
    ...misplacedDatabase(inputs),
    ...misplacedInheritance(inputs, rest.inheritedSecrets),
    ...misplacedInStorefront(inputs, {
      hasTaskDefinition: reader.optional('task-definition') !== undefined,
      isInheritanceSet: rest.inheritedSecrets !== 'all',
    }),
    ...missingInputs(reader, isImageDue),
    ...doubleNames(rest),
  ];
  const { target } = inputs;
  const isComplete = problemsToDeploy.length === 0 && target !== undefined;
  const deployInputs = isComplete ? { ...inputs, ...rest, target, image, maxEnvironments } : undefined;
  return { inputs, problems: always.problems, deployInputs, problemsToDeploy };
}

function readCommonInputs(reader: InputReader): Omit<Inputs, 'listenerArn' | 'tags' | keyof AccessInputs> {
  return {
    mode: reader.choice('mode', MODES),
    name: reader.optional('name'),
    environment: reader.optional('environment'),
    pullRequest: reader.wholeNumber('pull-request', { least: 1, most: Number.MAX_SAFE_INTEGER }),
    label: reader.parsed('label', readLine),
    target: readTarget(reader),
    waitMinutes: reader.wholeNumber('wait-minutes', { least: 1, most: MAX_WAIT_MINUTES }) ?? 30,
    ttl: reader.parsed('ttl', readTtl),
    sleepAfter: reader.parsed('sleep-after', readTtl),
    wakerArn: reader.parsed('waker', (text) => readArn(text, 'elasticloadbalancing', 'targetgroup/')),
    hasComment: reader.choice('comment', ['true', 'false']) === 'true',
    hasDeployment: reader.choice('deployment', ['true', 'false']) === 'true',
    // A removal drops an isolated database, so an invalid value must stop it as well.
    database: reader.parsed('database', readDatabase),
    migrateCommand: reader.orEmpty('migrate-command'),
    setupCommand: reader.orEmpty('setup-command'),
  };
}

/** The inputs about what runs in the tasks. */
function readContainerInputs(reader: InputReader, readFile: ReadFile) {
  const container = reader.parsed('container', readContainer);
  return {
    container,
    taskDefinition: reader.parsed('task-definition', (text) =>
      readTaskDefinitionSource(text, readFile, container?.name),
    ),
    variables: reader.parsed('variables', readVariables) ?? [],
    secrets: reader.parsed('secrets', readSecrets) ?? [],
    inheritedSecrets: reader.parsed('inherit-secrets', readInherited) ?? 'all',
    redisImage: reader.parsed('redis-image', readImage),
    taskRoleArn: reader.parsed('task-role-arn', readRole),
    isNoindex: readNoindex(reader),
  };
}

/** The inputs about the service, its routing, and waiting. */
function readServiceInputs(reader: InputReader) {
  return {
    settings: readSettings(reader),
    healthCheckPath: reader.parsed('health-check-path', readPath),
    // CloudFront accepts only web ACLs of the global scope.
    webAclArn: reader.parsed('web-acl-arn', (text) => readArn(text, 'wafv2', 'global/webacl/')),
    waitFor: reader.choice('wait-for', WAITS),
  };
}

/** Checks the inputs that a deploy requires. */
function missingInputs(reader: InputReader, isImageDue: boolean): string[] {
  const problems: string[] = [];
  if (isImageDue && reader.optional('image') === undefined) {
    problems.push(
      'image: missing. Set it to the image to deploy, such as 123456789012.dkr.ecr.eu-west-1.amazonaws.com/medusa:abc1234.',
    );
  }
  if (reader.optional('base-service') === undefined && reader.optional('service') === undefined) {
    problems.push(
      'base-service: missing. Set it to the service to copy, as cluster/service, or set "service" to one to update in place.',
    );
  }
  return problems;
}

/** AWS refuses a container whose variables and secrets share a name. */
function doubleNames({ variables, secrets }: Pick<DeployInputs, 'variables' | 'secrets'>): string[] {
  const isSecret = new Set(secrets.map(({ name }) => name));
  const names = variables.flatMap(({ name }) => (isSecret.has(name) ? [name] : []));
  if (names.length === 0) return [];
  return [`variables, secrets: both have ${names.join(', ')}. Set each name in only one of them.`];
}

function readTarget(reader: InputReader): Target | undefined {
  const baseService = reader.parsed('base-service', readServiceReference);
  const service = reader.parsed('service', readServiceReference);
  if (baseService !== undefined && service !== undefined) {
    reader.problems.push(
      'base-service, service: set one of them, not both. "base-service" is copied, "service" is updated in place.',
    );
  }
  if (baseService !== undefined) return { kind: 'copy', service: baseService };
  return service === undefined ? undefined : { kind: 'in-place', service };
}

function readNoindex(reader: InputReader): boolean | undefined {
  if (reader.optional('noindex') === undefined) return undefined;
  return reader.choice('noindex', ['true', 'false']) === 'true';
}

function misplacedDatabase({ database, target }: Inputs): string[] {
  if (database?.kind !== 'isolated' || target?.kind !== 'in-place') return [];
  return ['database: only a copy can have one of its own. Use it with "base-service", or omit it.'];
}

function misplacedInheritance({ target }: Inputs, inherited: DeployInputs['inheritedSecrets']): string[] {
  if (inherited === 'all' || target?.kind !== 'in-place') return [];
  return ['inherit-secrets: a service that is updated in place keeps its own secrets. Use it with "base-service".'];
}
