// Owns putting stars in the place of what looks like a credential, in text that other people wrote. Pure.

export const STARS = '***';

// PWD alone is a folder.
const CREDENTIAL = String.raw`(?:\w+_pwd|\w*(?:password|passwd|secret|token|credentials?|(?:api|access|private|encryption)_?key))`;

const QUOTED = String.raw`"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'`;

/** Each with what stays before the credential, and what stays after it. */
const FORMS: RegExp[] = [
  // postgres://user:password@host; a password that was not encoded may hold an @ itself.
  /(:\/\/[^\s/:@]*:)[^\s/"]+(@)/g,
  // PASSWORD=…, also in a query; and as a program shows an object: password: '…', "password":"…"
  new RegExp(String.raw`\b(${CREDENTIAL}=)(?!["']?arn:)(?:${QUOTED}|[^\s&;,"']+)()`, 'gi'),
  new RegExp(String.raw`\b(${CREDENTIAL}["']?\s{0,9}:\s{0,9})(?!["']arn:)(?:${QUOTED})()`, 'gi'),
  /\b(authorization["']?\s{0,9}[:=]\s{0,9}["']?(?:basic|bearer|token)\s{1,9})[\w.~+/=-]+()/gi,
  // Of Stripe and GitHub.
  /\b((?:[rs]k_(?:live|test)|gh[oprsu]|github_pat)_)\w{8,}()/g,
];

/** What is told apart by its form alone: a value of which nothing tells that it is secret stays. */
export function redacted(text: string): string {
  return FORMS.reduce((changed, form) => changed.replace(form, `$1${STARS}$2`), text);
}
