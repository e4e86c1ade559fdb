// Owns telling which part of a plain variable is a secret that should not be read by everybody. Pure.
import { passwordsIn } from '../text/addresses.ts';
import { DATABASE_SCRIPT } from './database.ts';

const CREDENTIAL_NAME =
  /(?:^|_)(?:PASSWORD|PASSWD|PASS|SECRET|TOKEN|API_?KEY|SECRET_KEY|SECRET_ACCESS_KEY|PRIVATE_KEY|ENCRYPTION_KEY|CREDENTIALS)$|_PWD$/i;

/** The whole value by its name, or the password in each address, as it may be read; empty where neither tells of a secret. */
export function credentialsIn(name: string, value: string): string[] {
  if (value === '' || value.startsWith('arn:')) return [];
  // The script tells its reader how an address looks.
  if (name === DATABASE_SCRIPT.name) return [];
  if (CREDENTIAL_NAME.test(name)) return [value];
  return (value.match(/\S+/g) ?? []).flatMap((word) =>
    passwordsIn(word).flatMap(({ start, end }) => readingsOf(word.slice(start, end))),
  );
}

/** An @ that was not encoded is either one of the password, or stands behind it: `p@ss/word`, `password@host/?mail=a`. */
function readingsOf(password: string): string[] {
  const [authority = ''] = password.split('/');
  const ends = [password.indexOf('@'), authority.lastIndexOf('@')];
  return [password, ...ends.filter((end) => end > 0).map((end) => password.slice(0, end))];
}
