// Owns the check that a member with a fixed set of values has one of them.
import {
  ConnectionMode,
  GeoRestrictionType,
  HttpVersion,
  IpAddressType,
  ItemSelection,
  Method,
  MinimumProtocolVersion,
  OriginProtocolPolicy,
  PriceClass,
  SSLSupportMethod,
  SslProtocol,
  ViewerProtocolPolicy,
} from '@aws-sdk/client-cloudfront';
import { Refusal } from '../kernel/refusal.ts';

/** By the name of the member that holds the value, or that holds the list of them. */
const ALLOWED: Record<string, object> = {
  ConnectionMode,
  RestrictionType: GeoRestrictionType,
  HttpVersion,
  IpAddressType,
  Forward: ItemSelection,
  AllowedMethods: Method,
  CachedMethods: Method,
  MinimumProtocolVersion,
  OriginProtocolPolicy,
  PriceClass,
  SSLSupportMethod,
  OriginSslProtocols: SslProtocol,
  ViewerProtocolPolicy,
};

/** Walks through all of a request; `path` is where `value` stands in it, such as `DistributionConfig.PriceClass`. */
export function checkEnumerations(value: unknown, path: string): void {
  const [, name = ''] = /(\w+)(?:\.Items)?$/.exec(path) ?? [];
  if (typeof value === 'string') checkValue(value, name, path);
  if (typeof value !== 'object' || value === null) return;
  for (const [member, inner] of Object.entries(value)) {
    checkEnumerations(inner, Array.isArray(value) ? path : `${path}.${member}`);
  }
}

function checkValue(value: string, name: string, path: string): void {
  const allowed = Object.values(ALLOWED[name] ?? { value });
  if (allowed.includes(value)) return;
  const place = path.replace(/(^|\.)[A-Z]/g, (letter) => letter.toLowerCase());
  const constraint = `Member must satisfy enum value set: [${allowed.join(', ')}]`;
  const message = `1 validation error detected: Value '${value}' at '${place}' failed to satisfy constraint: ${constraint}`;
  throw new Refusal('MalformedXML', message);
}
