// Owns the rules for a function by itself: its name, its size, its runtime, and that its code can be read.
import { type FunctionConfig, FunctionSizeLimitExceeded$ } from '@aws-sdk/client-cloudfront';
import { Refusal, refuse } from '../kernel/refusal.ts';
import { readScript } from './function-runtime.ts';
import { invalidArgument, notSimulated } from './not-simulated.ts';

const MAX_CODE_BYTES = 10_240;
const MAX_COMMENT_LENGTH = 128;
const NAME = /^[a-zA-Z0-9_-]{1,64}$/;
const RUNTIMES = ['cloudfront-js-1.0', 'cloudfront-js-2.0'];
const STAGES = ['DEVELOPMENT', 'LIVE'];

export function checkName(name = ''): string {
  if (NAME.test(name)) return name;
  throw violated('name', name, 'Member must satisfy regular expression pattern: ^[a-zA-Z0-9-_]{1,64}$');
}

export function checkStage(stage: string): string {
  if (STAGES.includes(stage)) return stage;
  throw violated('stage', stage, `Member must satisfy enum value set: [${STAGES.join(', ')}]`);
}

export function checkConfig(config: FunctionConfig): FunctionConfig {
  const { Comment = '', Runtime, KeyValueStoreAssociations: stores } = config;
  if (Runtime === undefined || !RUNTIMES.includes(Runtime)) {
    throw violated(
      'functionConfig.runtime',
      String(Runtime),
      `Member must satisfy enum value set: [${RUNTIMES.join(', ')}]`,
    );
  }
  if (Runtime === 'cloudfront-js-1.0') throw notSimulated('runtime 1.0 of functions');
  if (stores?.Quantity) throw notSimulated('key value stores');
  if (Comment.length > MAX_COMMENT_LENGTH) throw invalidArgument('The parameter Comment is too big.');
  return { Comment, Runtime };
}

/** The code as text, which has at least to be JavaScript. */
export function readCode(bytes: Uint8Array = new Uint8Array()): string {
  if (bytes.length > MAX_CODE_BYTES) {
    throw refuse(FunctionSizeLimitExceeded$, 'The function is too large. For more information, see Quotas.');
  }
  const code = Buffer.from(bytes).toString();
  try {
    readScript(code);
  } catch (error) {
    throw invalidArgument(`The function code is not valid: ${(error as Error).message}`);
  }
  return code;
}

function violated(member: string, value: string, constraint: string): Refusal {
  const message = `Value '${value}' at '${member}' failed to satisfy constraint: ${constraint}`;
  return new Refusal('MalformedXML', `1 validation error detected: ${message}`);
}
