// Owns reading the input `task-definition`: a JSON file of the workspace, or the name of one that is registered.
import type { RegisterTaskDefinitionCommandInput } from '@aws-sdk/client-ecs';

/** Text of a file of the workspace; throws when there is none, or when it lies outside. */
export type ReadFile = (path: string) => string;

export type TaskDefinitionSource =
  | { kind: 'registered'; name: string }
  | { kind: 'file'; path: string; definition: RegisterTaskDefinitionCommandInput };

/** A family has no dot in its name, and a file that ends in .json does. */
const REGISTERED = /^(?:arn:[\w-]+:ecs:[\w-]+:\d{12}:task-definition\/)?[\w-]{1,255}(?::\d+)?$/;

/** The deepest member that AWS knows has eight. */
const MOST_LEVELS = 20;

/** Throws an Error that says what is wrong with the input, and what to write instead. */
export function readTaskDefinitionSource(
  text: string,
  readFile: ReadFile,
  container: string | undefined,
): TaskDefinitionSource {
  if (REGISTERED.test(text)) return { kind: 'registered', name: text };
  const definition = parseDefinition(text, readFile);
  const names = definition.containerDefinitions?.map(({ name }) => name) ?? [];
  if (container !== undefined && !names.includes(container)) {
    throw new Error(
      `${text} has no container "${container}". It has ${names.join(', ')}; name one of them in "container".`,
    );
  }
  return { kind: 'file', path: text, definition };
}

function parseDefinition(path: string, readFile: ReadFile): RegisterTaskDefinitionCommandInput {
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
  const containers = isObject(definition) ? definition.containerDefinitions : undefined;
  const hasContainers = Array.isArray(containers) && containers.length > 0 && containers.every(isContainer);
  if (!isObject(definition) || !hasContainers || !hasNames(definition)) {
    throw new Error(
      `${path} is not a task definition. Give it containerDefinitions, each with a name; environment, secrets and portMappings are lists, and the value of a variable is a text: "1", not 1.`,
    );
  }
  if (isDeeperThan(MOST_LEVELS, definition)) throw new Error(`${path} is nested too deep. No task definition is.`);
  return definition as unknown as RegisterTaskDefinitionCommandInput;
}

/** V8 shows a piece of the text, which may hold a secret. */
function reasonOf(error: unknown): string {
  return (error as Error).message.replace(/, (?:\.\.\.)?".*"(?:\.\.\.)? is not valid JSON$/s, ' is not valid JSON');
}

function hasNames({ family, networkMode }: Record<string, unknown>): boolean {
  return isOptional(family, isName) && isOptional(networkMode, isName);
}

/** As far as we look into it; the rest is for AWS to judge. */
function isContainer(value: unknown): boolean {
  if (!isObject(value) || !isName(value.name)) return false;
  const { environment, secrets, portMappings } = value;
  return (
    isOptional(
      environment,
      listOf(({ name, value: text }) => isLine(name) && isOptional(text, isText)),
    ) &&
    isOptional(
      secrets,
      listOf(({ name, valueFrom }) => isLine(name) && isOptional(valueFrom, isText)),
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

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
