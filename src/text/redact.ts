// Owns putting stars in the place of what looks like a credential, in text that other people wrote. Pure.
import { passwordsIn } from './addresses.ts';

export const STARS = '***';

// PWD alone is a folder.
const CREDENTIAL = String.raw`(?:\w+_pwd|\w*(?:password|passwd|secret|token|credentials?|(?:api|access|private|encryption)_?key))`;

const QUOTED = String.raw`"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'`;

/** Each with what stays before the credential. */
const FORMS: RegExp[] = [
  // PASSWORD=…, also in a query; and as a program shows an object: password: '…', "password":"…"
  new RegExp(String.raw`\b(${CREDENTIAL}=)(?!["']?arn:)(?:${QUOTED}|[^\s&;,"']+)`, 'gi'),
  new RegExp(String.raw`\b(${CREDENTIAL}["']?\s{0,9}:\s{0,9})(?!["']arn:)(?:${QUOTED})`, 'gi'),
  /\b(authorization["']?\s{0,9}[:=]\s{0,9}["']?(?:basic|bearer|token)\s{1,9})[\w.~+/=-]+/gi,
  // Of Stripe and GitHub.
  /\b((?:[rs]k_(?:live|test)|gh[oprsu]|github_pat)_)\w{8,}/g,
];

/** What is told apart by its form alone: a value of which nothing tells that it is secret stays. */
export function redacted(text: string): string {
  const withoutPasswords = text.includes('://') ? text.replace(/[^\s"]+/g, starPasswords) : text;
  return FORMS.reduce((changed, form) => changed.replace(form, `$1${STARS}`), withoutPasswords);
}

/** postgres://user:password@host */
function starPasswords(word: string): string {
  let behind = 0;
  const parts = passwordsIn(word).map(({ start, end }) => {
    const before = word.slice(behind, start);
    behind = end;
    return before + STARS;
  });
  return [...parts, word.slice(behind)].join('');
}
