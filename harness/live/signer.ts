// Owns signing a call for the cloud that it goes to, with the credentials of the environment.
import { createHash, createHmac, type Hash, type Hmac } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import type { AwsCredentialIdentity, Provider } from '@smithy/types';

export interface UnsignedCall {
  method: string;
  /** The address at the cloud, with path and query. */
  url: URL;
  headers: Record<string, string>;
  body: string;
  service: string;
  region: string;
}

class Sha256 {
  #hash: Hash | Hmac;
  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', secret as string);
  }
  update(data: Uint8Array): void {
    this.#hash.update(data);
  }
  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }
  reset(): void {
    this.#hash = createHash('sha256');
  }
}

/** Returns the headers with which the call can be sent. */
export async function sign(
  credentials: Provider<AwsCredentialIdentity>,
  { method, url, headers, body, service, region }: UnsignedCall,
): Promise<Record<string, string>> {
  const signer = new SignatureV4({ credentials, service, region, sha256: Sha256 });
  const signed = await signer.sign({
    method,
    protocol: url.protocol,
    hostname: url.hostname,
    ...(url.port !== '' && { port: Number(url.port) }),
    path: url.pathname,
    query: queryOf(url),
    headers: { ...headers, host: url.host },
    body,
  });
  return signed.headers;
}

function queryOf({ searchParams }: URL): Record<string, string | string[]> {
  const names = [...new Set(searchParams.keys())];
  return Object.fromEntries(names.map((name) => [name, searchParams.getAll(name)]));
}
