// Owns masking what looks like a credential in untrusted text. Pure.
import { passwordsIn } from './addresses.ts';

export const STARS = '***';

// PWD alone is the working directory.
const CREDENTIAL = String.raw`(?:\w+_pwd|\w*(?:password|passwd|secret|token|credentials?|(?:api|access|private|encryption)_?key))`;

const QUOTED = String.raw`"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'`;

/** The first group, in front of the credential, is kept. */
const FORMS: RegExp[] = [
  // PASSWORD=…, also in a query string, and as in a printed object: password: '…', "password":"…"
  new RegExp(String.raw`\b(${CREDENTIAL}=)(?!["']?arn:)(?:${QUOTED}|[^\s&;,"']+)`, 'gi'),
  new RegExp(String.raw`\b(${CREDENTIAL}["']?\s{0,9}:\s{0,9})(?!["']arn:)(?:${QUOTED})`, 'gi'),
  /\b(authorization["']?\s{0,9}[:=]\s{0,9}["']?(?:basic|bearer|token)\s{1,9})[\w.~+/=-]+/gi,
  // Keys of Stripe and tokens of GitHub.
  /\b((?:[rs]k_(?:live|test)|gh[oprsu]|github_pat)_)\w{8,}/g,
];

/** Recognizes credentials by their form alone; other secrets are not found. */
export function redacted(text: string): string {
  const withoutPasswords = text.includes('://') ? text.replace(/[^\s"]+/g, starPasswords) : text;
  return FORMS.reduce((changed, form) => changed.replace(form, `$1${STARS}`), withoutPasswords);
}

/** Masks the password in `postgres://user:password@host`. */
function starPasswords(word: string): string {
  let position = 0;
  const parts = passwordsIn(word).map(({ start, end }) => {
    const before = word.slice(position, start);
    position = end;
    return before + STARS;
  });
  return [...parts, word.slice(position)].join('');
}
