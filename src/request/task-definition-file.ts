// Owns reading the input `task-definition`: a JSON file in the workspace, or the name of a registered task definition.
import {
  type RegisterTaskDefinitionCommandInput,
  RegisterTaskDefinitionRequest$,
  TaskDefinition$,
} from '@aws-sdk/client-ecs';
import { UserError } from '../errors.ts';
import { isObject, typeErrors, unknownMembers, withoutNulls } from './schema-check.ts';

/** Returns the text of a file in the workspace; throws if it does not exist or is outside. */
export type ReadFile = (path: string) => string;

export type TaskDefinitionSource =
  | { kind: 'registered'; name: string }
  | { kind: 'file'; path: string; definition: RegisterTaskDefinitionCommandInput };

/** A family's name has no dot, so `name.json` is always a file. */
const REGISTERED = /^(?:arn:[\w-]+:ecs:[\w-]+:\d{12}:task-definition\/)?[\w-]{1,255}(?::\d+)?$/;

/** Task definitions have eight levels at most. */
const MAX_LEVELS = 20;

/** A file that is not a task definition at all may have any number of problems. */
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
  const ofMembers = problemsOfMembers(text, definition);
  if (!isDefinition(written)) {
    throw new UserError([
      `${text} is not a task definition. Give it containerDefinitions, each with a name; environment, secrets and portMappings are lists, and the value of a variable is a text: "1", not 1.`,
      ...ofMembers,
    ]);
  }
  const problems = [...problemsOfContainer(text, definition, container), ...ofMembers];
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

function problemsOfMembers(path: string, definition: unknown): string[] {
  if (!isObject(definition)) return [];
  // Tags of the file are not used.
  const { tags: _, ...own } = definition;
  const mistyped = limited(typeErrors(RegisterTaskDefinitionRequest$, own), ' of this kind.');
  // The members that AWS returns and does not take back are dropped, so they do no harm.
  const unknown = limited(unknownMembers(TaskDefinition$, own));
  if (unknown.length === 0) return mistyped;
  return [
    ...mistyped,
    `${path} has members that this version of the action does not know, so they would be lost: ${unknown.join(', ')}. Correct their spelling or their place, or take them out.`,
  ];
}

function limited(problems: string[], kind = ''): string[] {
  const rest = problems.length - MAX_PROBLEMS;
  return rest > 0 ? [...problems.slice(0, MAX_PROBLEMS), `… and ${rest} more${kind}`] : problems;
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
    // Some editors on Windows write a byte order mark, which is not valid JSON.
    parsed = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new Error(`${path} is not JSON: ${reasonOf(error)}. Write a task definition in JSON.`, { cause: error });
  }
  // `aws ecs describe-task-definition` prints the definition inside an object; repositories have both forms.
  const definition = isObject(parsed) && isObject(parsed.taskDefinition) ? parsed.taskDefinition : parsed;
  if (isDeeperThan(MAX_LEVELS, definition)) throw new Error(`${path} is nested too deeply for a task definition.`);
  return definition;
}

/** V8's message quotes the text, which may contain a secret. */
function reasonOf(error: unknown): string {
  return (error as Error).message.replace(/, (?:\.\.\.)?".*"(?:\.\.\.)? is not valid JSON$/s, ' is not valid JSON');
}

/** Checks the members that the action reads; AWS checks the rest. */
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

/** Unlike an optional value, it must not be null. */
function isGivenAs(value: unknown, isAsItShould: Check): boolean {
  return value === undefined || isAsItShould(value);
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

/** Names are shown in the log, so they must not contain line breaks. */
function isLine(value: unknown): boolean {
  return typeof value === 'string' && /^[^\p{Cc}\u2028\u2029]+$/u.test(value);
}

/** The names that AWS allows for families and containers. */
function isName(value: unknown): boolean {
  return typeof value === 'string' && /^[\w-]{1,255}$/.test(value);
}

function isDeeperThan(levels: number, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((member) => isDeeperThan(levels - 1, member));
}
