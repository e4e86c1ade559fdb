// Owns running a function: JavaScript runtime 2.0, which is a language with a few modules, and nothing of the world around it.
// It keeps mistakes in, not attackers: https://nodejs.org/api/vm.html
// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-javascript-runtime-20.html
import { createHash, createHmac } from 'node:crypto';
import querystring from 'node:querystring';
import { createContext, Script } from 'node:vm';

export interface FunctionInput {
  event: object;
  /** The request's method `rawQueryString` returns it. */
  rawQueryString: string | undefined;
}

export interface FunctionRun {
  /** Plain data; undefined where the function returned nothing, or failed. */
  output: unknown;
  logs: string[];
  /** Why it failed. */
  error: string | undefined;
}

/** Far more than AWS allows, so that only what would never end is ended, on a machine that is busy as well. */
const MAX_MILLISECONDS = 2000;
const ALGORITHMS = ['md5', 'sha1', 'sha256'];
const GLOBALS = [
  ...[
    'Object',
    'Function',
    'Array',
    'Boolean',
    'Symbol',
    'Number',
    'String',
    'Date',
    'JSON',
    'Math',
    'Promise',
    'RegExp',
  ],
  ...['Error', 'EvalError', 'RangeError', 'ReferenceError', 'SyntaxError', 'TypeError', 'URIError', 'AggregateError'],
  ...['ArrayBuffer', 'DataView', 'Int8Array', 'Uint8Array', 'Uint8ClampedArray', 'Int16Array', 'Uint16Array'],
  ...['Int32Array', 'Uint32Array', 'Float32Array', 'Float64Array', 'Buffer', 'atob', 'btoa', 'console', 'require'],
  ...[
    'decodeURI',
    'decodeURIComponent',
    'encodeURI',
    'encodeURIComponent',
    'isFinite',
    'isNaN',
    'parseFloat',
    'parseInt',
  ],
  ...['globalThis', 'undefined', 'NaN', 'Infinity'],
];

/** Node's engine has more than the runtime. */
const REDUCE = new Script(`for (const name of Object.getOwnPropertyNames(globalThis)) {
  if (!surroundings.globals.includes(name) && name !== 'surroundings') delete globalThis[name];
}`);
/** The event and the output pass as JSON, so that each side has objects of its own. */
const CALL = new Script(`(({ input, rawQueryString, onReturn, onThrow }) => {
  delete globalThis.surroundings;
  const event = JSON.parse(input);
  if (event.request) Object.defineProperty(event.request, 'rawQueryString', { value: () => rawQueryString });
  Promise.resolve(event).then((each) => handler(each)).then((output) => onReturn(JSON.stringify(output)), (error) => onThrow(String(error)));
})(surroundings)`);

/** Functions are always strict. */
export function readScript(code: string): Script {
  return new Script(`'use strict'; ${code}`);
}

export function runFunction(code: string, { event, rawQueryString }: FunctionInput): FunctionRun {
  const logs: string[] = [];
  const ending: { output?: string | undefined; error?: string } = { error: 'The function did not return.' };
  const surroundings = {
    globals: GLOBALS,
    input: JSON.stringify(event),
    rawQueryString,
    onReturn: (output: string | undefined) => Object.assign(ending, { output, error: undefined }),
    onThrow: (error: string) => Object.assign(ending, { error }),
  };
  const console = { log: (...parts: unknown[]) => void logs.push(parts.map(String).join(' ')) };
  const context = createContext(
    { Buffer, atob, btoa, console, require: requireModule, surroundings },
    { codeGeneration: { strings: false, wasm: false }, microtaskMode: 'afterEvaluate' },
  );
  try {
    for (const script of [REDUCE, readScript(code), CALL]) script.runInContext(context, { timeout: MAX_MILLISECONDS });
  } catch (error) {
    ending.error = String(error);
  }
  return { output: ending.output === undefined ? undefined : JSON.parse(ending.output), logs, error: ending.error };
}

function requireModule(name: string): object {
  switch (name) {
    case 'crypto':
      return { createHash: (algorithm: string) => createHash(known(algorithm)), createHmac: keyed };
    case 'querystring':
      return { ...querystring };
    case 'buffer':
      return { Buffer };
    default:
      throw new Error(`Cannot find module "${name}"`);
  }
}

function keyed(algorithm: string, key: string | Buffer): object {
  return createHmac(known(algorithm), key);
}

function known(algorithm: string): string {
  if (ALGORITHMS.includes(algorithm)) return algorithm;
  throw new TypeError(`not supported algorithm: "${algorithm}"`);
}
