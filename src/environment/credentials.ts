// Owns telling which part of a plain variable is a secret that should not be read by everybody. Pure.

const CREDENTIAL_NAME =
  /(?:^|_)(?:PASSWORD|PASSWD|PASS|SECRET|TOKEN|API_?KEY|SECRET_KEY|SECRET_ACCESS_KEY|PRIVATE_KEY|ENCRYPTION_KEY|CREDENTIALS)$|_PWD$/i;
/** `postgres://user:password@host`, `redis://:password@host`; a password that was not encoded may hold an @ itself. */
const CREDENTIAL_URL = /^[a-z][\w+.-]*:\/\/[^\s/@:]*:([^\s/]+)@/i;

/** The whole value by its name, or the password in a URL; undefined where neither tells of a secret. */
export function credentialIn(name: string, value: string): string | undefined {
  if (value === '' || value.startsWith('arn:')) return undefined;
  return CREDENTIAL_NAME.test(name) ? value : CREDENTIAL_URL.exec(value)?.[1];
}
