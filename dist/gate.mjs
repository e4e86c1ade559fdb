// Owns the gate of an address: who has its key passes, and nobody else. CloudFront runs it on each request, before it looks
// anywhere else, with JavaScript runtime 2.0:
// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-javascript-runtime-20.html
//   KEY      is derived from access-key; the token of an address is an HMAC of its domain name with it, so nothing is stored.
//   PROTECT  all closes everything, admin leaves open what a storefront's browser and webhooks ask Medusa for.
const crypto = require('crypto');

const KEY = '{key}';
const PROTECT = '{protect}';

const COOKIE = '__Host-preview';
const PARAMETER = 'preview-key';
const HEADER = 'x-preview-key';

/** With all that is below them. The last two carry a login on that a customer has; a user of the admin gets none without the key. */
const OPEN = ['/health', '/store', '/auth/customer', '/hooks', '/static', '/auth/session', '/auth/token/refresh'];
/**
 * A path with any of it may lead elsewhere than it begins. The escapes that remain are a space, and what is no ASCII in UTF-8
 * that is not overlong: a dot, slash, backslash or percent sign in disguise is none of them.
 */
const MISLEADING =
  /\.\.|\/\/|[^!-~]|[\\;]|%(?!20|[89ab][\da-f]|c[2-9a-f]|d[\da-f]|e0%[ab][\da-f]|e[1-9a-f]|f0%[9ab][\da-f]|f[1-4])/i;

const FORM =
  '<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>Preview</title>' +
  '<form><label>This preview asks for its key. <input name="' +
  PARAMETER +
  '" type="password" autofocus required></label> <button>Open</button></form></html>';

// biome-ignore lint/correctness/noUnusedVariables: CloudFront calls it by its name.
function handler(event) {
  const request = event.request;
  const domain = event.context.distributionDomainName;
  const token = crypto.createHmac('sha256', KEY).update(domain).digest('base64url');
  // A browser's preflight carries neither cookie nor key, and gets no content.
  const isPreflight = request.method === 'OPTIONS';
  if (!isPreflight && isToken(request.querystring[PARAMETER], token)) return letIn(request, domain, token);
  const hasKey = isToken(request.headers[HEADER], token) || isToken(request.cookies[COOKIE], token);
  if (!isPreflight && !hasKey && !isOpen(request.uri)) return refuse();
  delete request.headers[HEADER];
  delete request.cookies[COOKIE];
  delete request.querystring[PARAMETER];
  return request;
}

/** Keeps method and body, and shows the key to nobody after this. */
function letIn(request, domain, token) {
  const isOther = (pair) => pair !== PARAMETER && pair.indexOf(`${PARAMETER}=`) !== 0;
  const rest = (request.rawQueryString() || '').split('&').filter(isOther).join('&');
  const location = `https://${domain}${request.uri}${rest === '' ? '' : `?${rest}`}`;
  const cookies = {};
  cookies[COOKIE] = { value: token, attributes: 'Path=/; Secure; HttpOnly; SameSite=Lax' };
  const headers = Object.assign(privateHeaders(), { location: { value: location } });
  return { statusCode: 307, statusDescription: 'Temporary Redirect', headers: headers, cookies: cookies };
}

function refuse() {
  return {
    statusCode: 401,
    statusDescription: 'Unauthorized',
    headers: Object.assign(privateHeaders(), {
      'content-type': { value: 'text/html; charset=utf-8' },
      'content-security-policy': { value: "default-src 'none'; form-action 'self'; frame-ancestors 'none'" },
    }),
    body: FORM,
  };
}

function privateHeaders() {
  return {
    'cache-control': { value: 'no-store' },
    'referrer-policy': { value: 'no-referrer' },
    'x-robots-tag': { value: 'noindex' },
  };
}

/** Given twice, it counts as none. Takes as long for each wrong one. */
function isToken(given, token) {
  if (!given || given.multiValue) return false;
  let difference = given.value.length ^ token.length;
  for (let at = 0; at < token.length; at++) difference |= given.value.charCodeAt(at) ^ token.charCodeAt(at);
  return difference === 0;
}

function isOpen(uri) {
  const isBelow = (path) => uri === path || uri.indexOf(`${path}/`) === 0;
  return PROTECT === 'admin' && OPEN.some(isBelow) && !MISLEADING.test(uri);
}
