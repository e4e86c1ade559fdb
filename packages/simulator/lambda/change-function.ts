// Owns making and changing functions from outside: here a function is a module on this machine, and no archive.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Cloud } from '../cloud/cloud.ts';
import { Refusal } from '../kernel/refusal.ts';
import type { FunctionRow } from './tables.ts';

/** The body of `POST /_simulator/functions`; a member that is left out keeps its value. */
export type FunctionChange = Partial<Omit<FunctionRow, 'arn'>>;

const DEFAULT_TIMEOUT_SECONDS = 3;

const isText = (value: unknown) => typeof value === 'string' && value !== '';
const isRecordOfTexts = (value: unknown) =>
  isRecord(value) && Object.values(value).every((each) => typeof each === 'string');
const isPermission = (value: unknown) =>
  isRecord(value) && isText(value.principal) && (value.sourceArn === undefined || isText(value.sourceArn));

const MEMBERS: Record<keyof FunctionChange, { expected: string; isValid(value: unknown): boolean }> = {
  name: { expected: 'a name of letters, digits, - and _', isValid: (value) => /^[\w-]{1,64}$/.test(String(value)) },
  file: { expected: 'a file on this machine', isValid: (value) => isText(value) && existsSync(String(value)) },
  handler: { expected: 'the name of an export', isValid: isText },
  variables: { expected: 'an object of texts', isValid: isRecordOfTexts },
  accessKeyId: { expected: 'an access key', isValid: isText },
  timeoutSeconds: { expected: '1 to 900', isValid: (value) => Number(value) >= 1 && Number(value) <= 900 },
  permissions: {
    expected: 'a list of principal and sourceArn',
    isValid: (value) => Array.isArray(value) && value.every(isPermission),
  },
};

/** Makes the function where there is none of that name; refuses what it does not understand. */
export function changeFunction(cloud: Cloud, value: unknown): { row: FunctionRow; isNew: boolean } {
  const change = readChange(value);
  const { name } = change;
  const { functions } = cloud.tables.lambda;
  const observed = functions.get(name);
  const row = { ...(observed ?? newFunction(cloud, name)), ...change };
  if (row.file === '') throw refuse('needs a file');
  functions.set(name, { ...row, file: resolve(row.file) });
  return { row: functions.get(name) as FunctionRow, isNew: observed === undefined };
}

function newFunction({ region, accountId }: Cloud, name: string): FunctionRow {
  return {
    name,
    arn: `arn:aws:lambda:${region}:${accountId}:function:${name}`,
    file: '',
    handler: 'handler',
    variables: {},
    accessKeyId: name,
    timeoutSeconds: DEFAULT_TIMEOUT_SECONDS,
    permissions: [],
  };
}

function readChange(value: unknown): FunctionChange & { name: string } {
  if (!isRecord(value)) throw refuse('is a JSON object');
  for (const [name, member] of Object.entries(value)) {
    const known = Object.hasOwn(MEMBERS, name) ? MEMBERS[name as keyof FunctionChange] : undefined;
    if (known === undefined) throw refuse(`has no ${name}; it has ${Object.keys(MEMBERS).join(', ')}`);
    if (!known.isValid(member)) throw refuse(`has as its ${name} ${known.expected}, not ${JSON.stringify(member)}`);
  }
  if (value.name === undefined) throw refuse('needs a name');
  return value as FunctionChange & { name: string };
}

function refuse(problem: string): Refusal {
  return new Refusal('BadRequest', `A function ${problem}.`);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
