// Owns masking what looks like a credential in untrusted text. Pure.
import { passwordsIn } from './addresses.ts';

export const STARS = '***';

// PWD alone is the working directory.
const CREDENTIAL = String.raw`(?:\w+_(?:pwd|pass|key|auth|salt|dsn)|\w*(?:password|passwd|passphrase|secret|token|credentials?|(?:api|access|private|encryption)_?key))`;
/** The name of a setting in a program, which no sentence contains: `cookieSecret`. */
const CAMEL_CASE = String.raw`[a-z]\w*(?:Password|Passphrase|Secret|Token|(?:Api|Access|Private|Encryption)Key)`;

const QUOTED = String.raw`"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'`;
/** Keys that are published with every page are shown. */
const NO_SECRET = `(?!["']?(?:arn:|pk_))`;

/** The first group, in front of the credential, is kept. */
const FORMS: RegExp[] = [
  // PASSWORD=…, also in a query string, and as in a printed object: password: '…', "password":"…"
  new RegExp(String.raw`\b(${CREDENTIAL}=)${NO_SECRET}(?:${QUOTED}|[^\s&;,"']+)`, 'gi'),
  new RegExp(String.raw`\b(${CREDENTIAL}["']?\s{0,9}:\s{0,9})${NO_SECRET}(?:${QUOTED})`, 'gi'),
  new RegExp(String.raw`\b(${CAMEL_CASE}:\s{0,9})${NO_SECRET}(?!undefined|null|true|false|\[)[^\s,;"'{}]{6,}`, 'g'),
  /\b(authorization["']?\s{0,9}[:=]\s{0,9}["']?(?:basic|bearer|token)\s{1,9})[\w.~+/=-]+/gi,
  // Stripe and its webhooks, GitHub, npm, Slack.
  /\b((?:[rs]k_(?:live|test)|whsec|gh[oprsu]|github_pat|npm)_)\w{8,}/g,
  /\b(xox[a-z]-)[\w-]{8,}/g,
  // SendGrid, Resend, Google, AWS.
  /\b(SG\.)[\w-]{8,}\.[\w-]{8,}/g,
  /\b(re_)(?=\w*\d)\w{16,}/g,
  /\b(AIza)[\w-]{16,}/g,
  /\b(A[KS]IA)[0-9A-Z]{16}\b/g,
  // A JSON Web Token, which begins with the base64 of `{"`.
  /\b(eyJ)[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?/g,
  // A private key; a log shows one line at a time.
  /(-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----)[^-]*/g,
  /^(\s{0,9})(?=.*[a-z])(?=.*[A-Z])[A-Za-z0-9+/]{60,76}={0,2}$/gm,
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
