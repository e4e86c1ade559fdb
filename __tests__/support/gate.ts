// Owns requests to a gate as it runs at the edge: its own code, in an engine that has no more than runtime 2.0.
import type { FunctionRequest, FunctionResponse } from '../../packages/simulator/cloudfront/function-output.ts';
import { runFunction } from '../../packages/simulator/cloudfront/function-runtime.ts';
import { describeGate, type Gate, tokenOf } from '../../src/environment/gate.ts';
import { describeAccess } from '../../src/request/access.ts';
import { identity } from './build.ts';

export const ACCESS_KEY = 'correct horse battery staple';
export const DOMAIN = 'd111111abcdef8.cloudfront.net';
export const COOKIE = '__Host-preview';
export const HEADER = 'x-preview-key';

export function gateOf(inputs: { accessKey?: string; protect?: 'admin' | 'all' } = {}): Gate {
  const { owner } = identity();
  const access = describeAccess({ accessKey: ACCESS_KEY, protect: 'admin', database: undefined, ...inputs }, owner);
  if (access === undefined) throw new Error('There is no gate without a key.');
  return describeGate(access, { owner });
}

export const GATE = gateOf();
export const TOKEN = tokenOf(GATE, DOMAIN);

export type Asked = Partial<FunctionRequest> & { rawQuery?: string };

/** The request as it goes on, or the answer of the gate. */
export function askGate({ rawQuery, ...asked }: Asked, gate: Pick<Gate, 'code'> = GATE) {
  const request = { method: 'GET', uri: '/app', querystring: {}, headers: {}, cookies: {}, ...asked };
  const context = { distributionDomainName: DOMAIN, distributionId: 'E1', eventType: 'viewer-request', requestId: 'r' };
  const event = { version: '1.0', context, viewer: { ip: '192.0.2.1' }, request };
  const { output, error } = runFunction(gate.code, { event, rawQueryString: rawQuery });
  if (error !== undefined) throw new Error(error);
  return output as Partial<FunctionResponse> & Partial<FunctionRequest>;
}

/** Which of these paths pass without a key, by one run of the gate. */
export function openAmong(paths: string[], gate: Pick<Gate, 'code'> = GATE): string[] {
  const code = `${gate.code}
    const ask = handler;
    handler = ({ context, paths }) => paths.filter((uri) => {
      const request = { method: 'GET', uri, querystring: {}, headers: {}, cookies: {}, rawQueryString: () => undefined };
      return ask({ context, request }).statusCode === undefined;
    });`;
  const event = { context: { distributionDomainName: DOMAIN }, paths };
  const { output, error } = runFunction(code, { event, rawQueryString: undefined });
  if (error !== undefined) throw new Error(error);
  return output as string[];
}
