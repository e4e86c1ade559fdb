// Owns finding secrets in plain variables. Pure.
import { passwordsIn } from '../text/addresses.ts';
import { DATABASE_SCRIPT } from './database.ts';

/** A part of the name anywhere says so, or its last word does. */
const CREDENTIAL_NAME =
  /SECRET|PASSWORD|PASSWD|PASSPHRASE|(?:^|_)(?:PASS|TOKEN|CREDENTIALS?|KEY|AUTH|SALT|DSN|JSON)$|API_?KEY$|_PWD$/i;

/** The name of something beside a credential, or of a key that is meant to be public. */
const PLAIN_NAME = /PUBLISHABLE|PUBLIC_?KEY|_(?:ARN|FILE|NAME|PATH|URL)$/i;

/** Publishable keys of Medusa and Stripe are part of every page. */
const PUBLISHABLE_KEY = /^pk_/;

/** The name of a digest or commit, which is as random as a key. */
const DIGEST_NAME = /SHA|COMMIT|DIGEST|HASH|REVISION|VERSION/i;

const RANDOM_TEXT = /^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)[\w+/=~-]{20,}$|^[0-9a-f]{32,}$|^[0-9A-F]{32,}$/;

/** The whole value if its name is that of a credential, else the passwords in addresses, in all readings. */
export function credentialsIn(name: string, value: string): string[] {
  if (value === '' || value.startsWith('arn:') || PUBLISHABLE_KEY.test(value)) return [];
  // The script contains an example of an address.
  if (name === DATABASE_SCRIPT.name) return [];
  if (CREDENTIAL_NAME.test(name) && !PLAIN_NAME.test(name)) return [value];
  return (value.match(/\S+/g) ?? []).flatMap((word) =>
    passwordsIn(word).flatMap(({ start, end }) => readingsOf(word.slice(start, end))),
  );
}

/** True for a value that nobody would type, and whose name does not say what it is. */
export function isRandom(name: string, value: string): boolean {
  return (
    RANDOM_TEXT.test(value) &&
    !PUBLISHABLE_KEY.test(value) &&
    ![PLAIN_NAME, DIGEST_NAME].some((form) => form.test(name))
  );
}

/** An unencoded @ may be part of the password or follow it: `p@ss/word`, `password@host/?mail=a`. */
function readingsOf(password: string): string[] {
  const [authority = ''] = password.split('/');
  const ends = [password.indexOf('@'), authority.lastIndexOf('@')];
  return [password, ...ends.filter((end) => end > 0).map((end) => password.slice(0, end))];
}
