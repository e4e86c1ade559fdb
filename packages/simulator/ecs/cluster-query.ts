// Owns expressions about container instances: `attribute:ecs.cpu-architecture == arm64 and attribute:gpu exists`.
// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cluster-query-language.html
import { invalid, notSimulated } from './refusals.ts';

export type Attributes = Record<string, string>;

type Test = (value: string | undefined, argument: string) => boolean;

const isEqual: Test = (value, argument) => value === argument;
const isMatch: Test = (value, argument) => value !== undefined && new RegExp(argument).test(value);
const isAmong: Test = (value, argument) =>
  value !== undefined &&
  argument
    .replace(/^\[|\]$/g, '')
    .split(',')
    .some((item) => item.trim() === value);
const isThere: Test = (value) => value !== undefined;
const not =
  (test: Test): Test =>
  (value, argument) =>
    !test(value, argument);

const OPERATORS: Record<string, Test> = {
  ...{ '==': isEqual, equals: isEqual, '!=': not(isEqual), not_equals: not(isEqual) },
  ...{ '=~': isMatch, matches: isMatch, '!~': not(isMatch), not_matches: not(isMatch) },
  ...{ in: isAmong, '!in': not(isAmong), not_in: not(isAmong) },
  ...{ exists: isThere, '!exists': not(isThere), not_exists: not(isThere) },
};

/** Whether an instance with these attributes suits. Refuses what is no expression. */
export function matchesQuery(expression: string, attributes: Attributes): boolean {
  if (/\bor\b|\|\||[()]/.test(expression)) throw notSimulated('expressions with "or" and with parentheses');
  return expression.split(/\s+and\s+|\s*&&\s*/).every((clause) => {
    const [, subject = '', operator = '', argument = ''] = /^(\S+)\s+(\S+)\s*(.*)$/.exec(clause.trim()) ?? [];
    const test = OPERATORS[operator];
    const [, name] = /^attribute:(\S+)$/.exec(subject) ?? [];
    if (test === undefined) throw invalid(`Invalid expression: ${expression}`);
    if (name === undefined) throw notSimulated(`expressions about ${subject}`);
    return test(attributes[name], argument.trim());
  });
}
