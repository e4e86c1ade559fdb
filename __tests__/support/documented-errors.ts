// Owns which operations of AWS the action calls, by its source, and which errors AWS documents for each of them.
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as cloudfront from '@aws-sdk/client-cloudfront';
import * as monitoring from '@aws-sdk/client-cloudwatch';
import * as logs from '@aws-sdk/client-cloudwatch-logs';
import * as ec2 from '@aws-sdk/client-ec2';
import * as ecs from '@aws-sdk/client-ecs';
import * as loadBalancing from '@aws-sdk/client-elastic-load-balancing-v2';
import type { StaticErrorSchema } from '@smithy/types';
import type { AwsClients } from '../../packages/simulator/__tests__/support/aws-clients.ts';
import { refuse } from '../../packages/simulator/kernel/refusal.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** By the name of the package, as `src` imports it. */
const SDKS: Record<string, { service: string; client: keyof AwsClients; module: object }> = {
  'client-cloudfront': { service: 'cloudfront', client: 'cloudfront', module: cloudfront },
  'client-cloudwatch': { service: 'monitoring', client: 'monitoring', module: monitoring },
  'client-cloudwatch-logs': { service: 'logs', client: 'logs', module: logs },
  'client-ec2': { service: 'ec2', client: 'ec2', module: ec2 },
  'client-ecs': { service: 'ecs', client: 'ecs', module: ecs },
  'client-elastic-load-balancing-v2': {
    service: 'elasticloadbalancing',
    client: 'loadBalancing',
    module: loadBalancing,
  },
};

export interface DocumentedError {
  code: string;
  status: number;
}

export interface CalledOperation {
  /** The simulator's name for it: `elasticloadbalancing`. */
  service: string;
  client: keyof AwsClients;
  name: string;
  Command: new (input: object) => object;
  errors: DocumentedError[];
}

const IMPORT = /(?:import (?:type )?|const )\{([^}]*)\} (?:from|= await import\()\s?'@aws-sdk\/(client-[\w-]+)'/g;

/** Every operation that a file of `src` imports a command or a paginator of. */
export function calledOperations(): CalledOperation[] {
  const found = new Map<string, CalledOperation>();
  for (const source of sources()) {
    for (const [, names = '', sdk = ''] of source.matchAll(IMPORT)) {
      for (const [, command, paginated] of names.matchAll(/\b(?:(\w+)Command|paginate(\w+))\b/g)) {
        const name = String(command ?? paginated);
        found.set(`${sdk} ${name}`, describeOperation(sdk, name));
      }
    }
  }
  return [...found.values()];
}

/** Every command that `src` builds, however it came by it. */
export function builtCommands(): string[] {
  const built = sources().flatMap((source) => [...source.matchAll(/new (\w+)Command\(|paginate(\w+)\(/g)]);
  return [...new Set(built.map(([, command, paginated]) => String(command ?? paginated)))].sort();
}

function sources(): string[] {
  return globSync(`${ROOT}src/**/*.ts`).map((file) => readFileSync(file, 'utf8'));
}

function describeOperation(sdk: string, name: string): CalledOperation {
  const { service, client, module } = SDKS[sdk] as (typeof SDKS)[string];
  const exported = module as Record<string, unknown>;
  const own = service === 'ec2' ? EC2_ERRORS : readThrown(sdk, name).map((shape) => errorOf(exported[`${shape}$`]));
  const codes = new Set(own.map(({ code }) => code));
  const errors = [...own, ...COMMON_ERRORS.filter(({ code }) => !codes.has(code))];
  return { service, client, name, Command: exported[`${name}Command`] as CalledOperation['Command'], errors };
}

/** Names of shapes, from the SDK's own documentation of the command. The base class of all errors is no error. */
function readThrown(sdk: string, name: string): string[] {
  const file = `${ROOT}node_modules/@aws-sdk/${sdk}/dist-types/commands/${name}Command.d.ts`;
  const thrown = readFileSync(file, 'utf8').matchAll(/@throws \{@link (\w+)\} (?:\{@link \w+\}|[^\n]+)?/g);
  return [...thrown].flatMap(([line, shape]) => (line.includes('Base exception class') ? [] : [String(shape)]));
}

/** The code that is on the wire, which is not always the name of the shape. */
function errorOf(schema: unknown): DocumentedError {
  const { code, status } = refuse(schema as StaticErrorSchema, '');
  return { code, status };
}

function errors(status: number, codes: string): DocumentedError[] {
  return codes.split(/\s+/).map((code) => ({ code, status }));
}

/**
 * Errors that any service may answer with, under the names that the services have for them.
 * https://docs.aws.amazon.com/awsconsolehelpdocs/latest/gsg/common-errors.html
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/CommonErrors.html
 */
const COMMON_ERRORS = [
  ...errors(403, 'AccessDenied AccessDeniedException ExpiredToken ExpiredTokenException InvalidClientTokenId'),
  ...errors(403, 'MissingAuthenticationToken OptInRequired SignatureDoesNotMatch UnrecognizedClientException'),
  ...errors(400, 'IncompleteSignature InvalidAction InvalidParameterCombination InvalidParameterValue'),
  ...errors(400, 'InvalidQueryParameter MalformedHttpRequestException MalformedQueryString MissingAction'),
  ...errors(400, 'MissingParameter RequestAbortedException RequestExpired Throttling ThrottlingException'),
  ...errors(400, 'ValidationError ValidationException'),
  ...errors(401, 'NotAuthorized'),
  ...errors(404, 'UnknownOperationException'),
  ...errors(408, 'RequestTimeoutException'),
  ...errors(413, 'RequestEntityTooLargeException'),
  ...errors(500, 'InternalFailure'),
  ...errors(503, 'ServiceUnavailable'),
];

/**
 * EC2 documents its errors in one list for all operations: the common ones, and those of the others that are about
 * what our calls name: security groups and their rules, prefix lists, VPCs, zones, tags and filters.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html
 */
const EC2_ERRORS = [
  ...errors(400, 'Blocked IdempotentParameterMismatch InvalidCharacter InvalidPaginationToken InvalidParameter'),
  ...errors(400, 'InvalidParameterDependency PendingVerification UnknownParameter UnsupportedOperation'),
  ...errors(400, 'InvalidGroup.NotFound InvalidGroupId.Malformed InvalidSecurityGroupID.NotFound'),
  ...errors(400, 'InvalidPermission.Duplicate InvalidPermission.Malformed RulesPerSecurityGroupLimitExceeded'),
  ...errors(
    400,
    'InvalidPrefixListID.NotFound InvalidVpcID.NotFound InvalidFilter FilterLimitExceeded TagLimitExceeded',
  ),
  ...errors(401, 'AuthFailure'),
  ...errors(403, 'UnauthorizedOperation'),
  ...errors(412, 'DryRunOperation'),
  ...errors(500, 'InternalError'),
  ...errors(503, 'RequestLimitExceeded Unavailable'),
];
