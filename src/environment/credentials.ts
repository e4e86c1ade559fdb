// Owns finding secrets in plain variables. Pure.
import { passwordsIn } from '../text/addresses.ts';
import { DATABASE_SCRIPT } from './database.ts';

const CREDENTIAL_NAME =
  /(?:^|_)(?:PASSWORD|PASSWD|PASS|SECRET|TOKEN|API_?KEY|SECRET_KEY|SECRET_ACCESS_KEY|PRIVATE_KEY|ENCRYPTION_KEY|CREDENTIALS)$|_PWD$/i;

/** The whole value if its name is that of a credential, else the passwords in addresses, in all readings. */
export function credentialsIn(name: string, value: string): string[] {
  if (value === '' || value.startsWith('arn:')) return [];
  // The script contains an example of an address.
  if (name === DATABASE_SCRIPT.name) return [];
  if (CREDENTIAL_NAME.test(name)) return [value];
  return (value.match(/\S+/g) ?? []).flatMap((word) =>
    passwordsIn(word).flatMap(({ start, end }) => readingsOf(word.slice(start, end))),
  );
}

/** An unencoded @ may be part of the password or follow it: `p@ss/word`, `password@host/?mail=a`. */
function readingsOf(password: string): string[] {
  const [authority = ''] = password.split('/');
  const ends = [password.indexOf('@'), authority.lastIndexOf('@')];
  return [password, ...ends.filter((end) => end > 0).map((end) => password.slice(0, end))];
}
