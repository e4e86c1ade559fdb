// Owns what CloudFront refuses or redirects before it looks at its cache or asks an origin.
// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RequestAndResponseBehaviorCustomOrigin.html
import type { DefaultCacheBehavior, DistributionConfig } from '@aws-sdk/client-cloudfront';
import { edgeErrors } from './edge-error.ts';
import { type Page, redirectPage } from './page.ts';
import type { ViewerRequest } from './viewer-request.ts';

const MAX_ADDRESS_BYTES = 8192;
export const MAX_HEADERS_BYTES = 32_768;
/** Where every viewer of the simulated edge seems to be: the country that geo restrictions see. */
const VIEWER_COUNTRY = 'IE';

/** Refuses a request that is too large or not HTTP, whichever distribution it is for. */
export function checkForm({ method, path, query, headers }: ViewerRequest): void {
  if (!/^[\x21-\xff]+$/.test(path + query)) throw edgeErrors.malformed();
  const address = path.length + query.length;
  if (address > MAX_ADDRESS_BYTES) throw edgeErrors.addressTooLong();
  const requestLine = `${method}  HTTP/1.1\r\n`.length + address;
  const total = headers.reduce((sum, [name, value]) => sum + `${name}: ${value}\r\n`.length, requestLine);
  if (total > MAX_HEADERS_BYTES) throw edgeErrors.headersTooLarge();
}

export function checkCountry({ Restrictions: restrictions }: DistributionConfig): void {
  const { RestrictionType: type, Items: countries = [] } = restrictions?.GeoRestriction ?? {};
  const isListed = countries.includes(VIEWER_COUNTRY);
  if ((type === 'whitelist' && !isListed) || (type === 'blacklist' && isListed)) throw edgeErrors.countryBlocked();
}

/** The page that sends an http viewer to https, where the behavior wants that; refuses it where it wants https only. */
export function redirectToHttps(viewer: ViewerRequest, behavior: DefaultCacheBehavior): Page | undefined {
  if (viewer.protocol === 'https' || behavior.ViewerProtocolPolicy === 'allow-all') return undefined;
  if (behavior.ViewerProtocolPolicy === 'https-only') throw edgeErrors.badRequest();
  const isRead = viewer.method === 'GET' || viewer.method === 'HEAD';
  // 307 came with HTTP/1.1: an older viewer would not repeat its method and body.
  if (!isRead && viewer.httpVersion === '1.0') throw edgeErrors.badRequest();
  return redirectPage(isRead ? 301 : 307, `https://${viewer.host}${viewer.path}${viewer.query}`);
}

export function checkMethod(
  { method, hasBody }: ViewerRequest,
  { AllowedMethods: allowed }: DefaultCacheBehavior,
): void {
  if (!allowed?.Items?.some((other) => other === method)) throw edgeErrors.methodNotAllowed();
  if (method === 'GET' && hasBody) throw edgeErrors.badRequest();
}
