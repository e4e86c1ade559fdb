// Owns reading the input `task-definition`: a JSON file of the workspace, or the name of one that is registered.
import { type RegisterTaskDefinitionCommandInput, RegisterTaskDefinitionRequest$ } from '@aws-sdk/client-ecs';
import { UserError } from '../errors.ts';
import { isObject, typeErrors, withoutNulls } from './schema-check.ts';

/** Text of a file of the workspace; throws when there is none, or when it lies outside. */
export type ReadFile = (path: string) => string;

export type TaskDefinitionSource =
  | { kind: 'registered'; name: string }
  | { kind: 'file'; path: string; definition: RegisterTaskDefinitionCommandInput };

/** A family has no dot in its name, and a file that ends in .json does. */
const REGISTERED = /^(?:arn:[\w-]+:ecs:[\w-]+:\d{12}:task-definition\/)?[\w-]{1,255}(?::\d+)?$/;

/** The deepest member that AWS knows has eight. */
const MAX_LEVELS = 20;

/** A file that is something else altogether would have no end of them. */
const MAX_PROBLEMS = 20;

/** Throws an Error that says what is wrong with the input, and what to write instead. */
export function readTaskDefinitionSource(
  text: string,
  readFile: ReadFile,
  container: string | undefined,
): TaskDefinitionSource {
  if (REGISTERED.test(text)) return { kind: 'registered', name: text };
  const written = parseDefinition(text, readFile);
  const definition = withoutNulls(written) as RegisterTaskDefinitionCommandInput;
  const mistyped = problemsOfTypes(definition);
  if (!isDefinition(written)) {
    throw new UserError([
      `${text} is not a task definition. Give it containerDefinitions, each with a name; environment, secrets and portMappings are lists, and the value of a variable is a text: "1", not 1.`,
      ...mistyped,
    ]);
  }
  const problems = [...problemsOfContainer(text, definition, container), ...mistyped];
  if (problems.length > 0) throw new UserError(problems);
  return { kind: 'file', path: text, definition };
}

function problemsOfContainer(
  path: string,
  { containerDefinitions = [] }: RegisterTaskDefinitionCommandInput,
  container: string | undefined,
): string[] {
  const names = containerDefinitions.map(({ name }) => name);
  if (container === undefined || names.includes(container)) return [];
  return [`${path} has no container "${container}". It has ${names.join(', ')}; name one of them in "container".`];
}

function problemsOfTypes(definition: unknown): string[] {
  if (!isObject(definition)) return [];
  // It is registered with tags of ours only.
  const problems = typeErrors(RegisterTaskDefinitionRequest$, { ...definition, tags: undefined });
  const rest = problems.length - MAX_PROBLEMS;
  return rest > 0 ? [...problems.slice(0, MAX_PROBLEMS), `… and ${rest} more of this kind.`] : problems;
}

function parseDefinition(path: string, readFile: ReadFile): unknown {
  let text: string;
  try {
    text = readFile(path);
  } catch (error) {
    throw new Error(
      `${path} cannot be read: ${(error as Error).message}. Give the path of a JSON file in the workspace, or family:revision.`,
      { cause: error },
    );
  }
  let parsed: unknown;
  try {
    // Some editors on Windows begin a file with a mark of the byte order, which JSON does not know.
    parsed = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new Error(`${path} is not JSON: ${reasonOf(error)}. Write a task definition in JSON.`, { cause: error });
  }
  // `aws ecs describe-task-definition` prints the definition inside an object; both forms are at home in repositories.
  const definition = isObject(parsed) && isObject(parsed.taskDefinition) ? parsed.taskDefinition : parsed;
  if (isDeeperThan(MAX_LEVELS, definition)) throw new Error(`${path} is nested too deep. No task definition is.`);
  return definition;
}

/** V8 shows a piece of the text, which may hold a secret. */
function reasonOf(error: unknown): string {
  return (error as Error).message.replace(/, (?:\.\.\.)?".*"(?:\.\.\.)? is not valid JSON$/s, ' is not valid JSON');
}

/** As far as we look into it; what its values mean beyond that is for AWS to decide. */
function isDefinition(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { family, networkMode, containerDefinitions: containers } = value;
  const hasContainers = Array.isArray(containers) && containers.length > 0 && containers.every(isContainer);
  return hasContainers && isOptional(family, isName) && isOptional(networkMode, isName);
}

function isContainer(value: unknown): boolean {
  if (!isObject(value) || !isName(value.name)) return false;
  const { environment, secrets, portMappings } = value;
  return (
    isOptional(
      environment,
      listOf(({ name, value: text }) => isLine(name) && isGivenAs(text, isText)),
    ) &&
    isOptional(
      secrets,
      listOf(({ name, valueFrom }) => isLine(name) && isGivenAs(valueFrom, isText)),
    ) &&
    isOptional(
      portMappings,
      listOf(({ containerPort }) => isOptional(containerPort, Number.isInteger)),
    )
  );
}

type Check<Value = unknown> = (value: Value) => boolean;

function listOf(isItem: Check<Record<string, unknown>>): Check {
  return (value) => Array.isArray(value) && value.every((item) => isObject(item) && isItem(item));
}

function isOptional(value: unknown, isAsItShould: Check): boolean {
  return value === null || isGivenAs(value, isAsItShould);
}

/** A value that is null is hardly meant. */
function isGivenAs(value: unknown, isAsItShould: Check): boolean {
  return value === undefined || isAsItShould(value);
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

/** A name that is shown: what would begin a line of its own in the log is none. */
function isLine(value: unknown): boolean {
  return typeof value === 'string' && /^[^\p{Cc}\u2028\u2029]+$/u.test(value);
}

/** As AWS has it for families and containers. */
function isName(value: unknown): boolean {
  return typeof value === 'string' && /^[\w-]{1,255}$/.test(value);
}

function isDeeperThan(levels: number, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((member) => isDeeperThan(levels - 1, member));
}
