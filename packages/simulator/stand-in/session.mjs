// Owns the stand-in's login session: a cookie that is set, or silently not set, exactly as express-session does in Medusa.
import { createHmac, randomBytes } from 'node:crypto';
import process from 'node:process';
import { sendJson } from './reply.mjs';

const COOKIE = 'connect.sid';
const TEN_HOURS_SECONDS = 36_000;
/** With these values of NODE_ENV Medusa's cookie is Secure (framework 2.21, http/express-loader). */
const SECURE_MODES = ['production', 'prod', 'staging'];
const sessions = new Map();

/** express-session with `proxy: true` believes the first value of X-Forwarded-Proto; a Secure cookie it drops on anything but https. */
export function createSession(request, response) {
  const id = randomBytes(24).toString('base64url');
  sessions.set(id, { createdAt: new Date().toISOString() });
  const isSecure = SECURE_MODES.includes(process.env.NODE_ENV);
  const protocol = (request.headers['x-forwarded-proto'] ?? '').split(',')[0].trim().toLowerCase();
  if (!isSecure || protocol === 'https') response.setHeader('set-cookie', cookieOf(id, isSecure));
  sendJson(response, 200, { user: { actor_id: 'user_stand_in', actor_type: 'user' } });
}

/** The session that the request's cookie names, if its signature is ours. */
export function findSession(request) {
  return sessions.get(sessionIdOf(request));
}

export function endSession(request, response) {
  sessions.delete(sessionIdOf(request));
  sendJson(response, 200, { success: true });
}

function cookieOf(id, isSecure) {
  const expires = new Date(Date.now() + TEN_HOURS_SECONDS * 1000).toUTCString();
  const value = encodeURIComponent(`s:${id}.${signatureOf(id)}`);
  return `${COOKIE}=${value}; Path=/; Expires=${expires}; HttpOnly;${isSecure ? ' Secure;' : ''} SameSite=Lax`;
}

function sessionIdOf(request) {
  const [, value = ''] = /(?:^|; *)connect\.sid=([^;]+)/.exec(request.headers.cookie ?? '') ?? [];
  const [, id, signature] = /^s:([^.]+)\.(.+)$/.exec(decodeURIComponent(value)) ?? [];
  return id !== undefined && signature === signatureOf(id) ? id : undefined;
}

function signatureOf(id) {
  const secret = process.env.COOKIE_SECRET ?? 'supersecret';
  return createHmac('sha256', secret).update(id).digest('base64').replace(/=+$/, '');
}
