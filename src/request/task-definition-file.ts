// Owns reading the input `task-definition`: a JSON file of the workspace, or the name of one that is registered.
import type { RegisterTaskDefinitionCommandInput } from '@aws-sdk/client-ecs';

/** Text of a file of the workspace; throws when there is none, or when it lies outside. */
export type ReadFile = (path: string) => string;

export type TaskDefinitionSource =
  | { kind: 'registered'; name: string }
  | { kind: 'file'; path: string; definition: RegisterTaskDefinitionCommandInput };

/** A family has no dot in its name, and a file that ends in .json does. */
const REGISTERED = /^(?:arn:[\w-]+:ecs:[\w-]+:\d{12}:task-definition\/)?[\w-]{1,255}(?::\d+)?$/;

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
    throw new Error(`${path} is not JSON: ${(error as Error).message}. Write a task definition in JSON.`, {
      cause: error,
    });
  }
  // `aws ecs describe-task-definition` prints the definition inside an object; both forms are at home in repositories.
  const definition = isObject(parsed) && isObject(parsed.taskDefinition) ? parsed.taskDefinition : parsed;
  const containers = isObject(definition) ? definition.containerDefinitions : undefined;
  if (!Array.isArray(containers) || containers.length === 0 || !containers.every(isContainer)) {
    throw new Error(
      `${path} is not a task definition. Give it containerDefinitions, each with a name; environment, secrets and portMappings are lists.`,
    );
  }
  return definition as unknown as RegisterTaskDefinitionCommandInput;
}

/** As far as we look into it; the rest is for AWS to judge. */
function isContainer(value: unknown): boolean {
  if (!isObject(value) || typeof value.name !== 'string') return false;
  const lists = [value.environment, value.secrets, value.portMappings];
  return lists.every((list) => list === undefined || (Array.isArray(list) && list.every(isObject)));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
