// Owns taking out of a text what nobody else may read: accounts, names, addresses, keys and secrets.

export interface Private {
  /** The account's own number, and whatever else has to go: names of users, the prefix of the play. */
  texts: string[];
}

const RULES: [pattern: RegExp, put: string][] = [
  [/\b(?:AKIA|ASIA|AIDA|AROA|ANPA|AGPA)[A-Z0-9]{12,}\b/g, 'KEY'],
  [/(<(SecretAccessKey|SessionToken)>)[^<]*/g, '$1SECRET'],
  [/("(?:secretAccessKey|sessionToken|SecretAccessKey|SessionToken)"\s*:\s*")[^"]*/g, '$1SECRET'],
  [/(arn:aws:(?:iam|sts)::[^:]*:)[^"<\s]*/g, '$1NAME'],
  [/\b\d{12}\b/g, '000000000000'],
  [/\bd[a-z0-9]{12,14}\.cloudfront\.net/g, 'dDOMAIN.cloudfront.net'],
  [/\b(?:\d{1,3}\.){3}\d{1,3}\b(?!\/)/g, '0.0.0.0'],
];

export function redact(text: string, { texts }: Private): string {
  const known = [...texts].filter((each) => each.length > 3).sort((one, other) => other.length - one.length);
  const plain = known.reduce((rest, each) => rest.replaceAll(each, 'NAME'), text);
  return RULES.reduce((rest, [pattern, put]) => rest.replace(pattern, put), plain);
}
