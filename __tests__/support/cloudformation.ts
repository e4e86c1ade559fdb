// Owns reading the CloudFormation templates of the examples, and filling in their parameters.
import { readFileSync } from 'node:fs';
import { isMap, isScalar, isSeq, type Node, parseDocument } from 'yaml';

export type Values = Record<string, string>;
/** A template is as deep and as varied as AWS itself. */
export type Json = ReturnType<typeof JSON.parse>;

export const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
export const readTemplate = (name: string): Json =>
  plain(parseDocument(read(`examples/aws/${name}`), { logLevel: 'silent' }).contents);
/** The long form of the short one: `!Ref Vpc` is `{ Ref: 'Vpc' }`, and `!If […]` is `{ 'Fn::If': […] }`. */
function plain(node: unknown): Json {
  const value = isMap(node)
    ? Object.fromEntries(node.items.map(({ key, value: member }) => [plain(key), plain(member)]))
    : isSeq(node)
      ? node.items.map(plain)
      : isScalar(node)
        ? node.value
        : null;
  const tag = (node as Node & { tag?: string })?.tag ?? '';
  if (!tag.startsWith('!')) return value;
  return { [tag === '!Ref' ? 'Ref' : `Fn::${tag.slice(1)}`]: value };
}

const placeholdersOf = (text: string) => [...text.matchAll(/\$\{([\w:.]+)\}/g)].map(([, name = '']) => name);

/** Everything that is named anywhere: parameters, resources with or without an attribute, conditions. */
export function referencesOf(value: Json, key = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((member) => referencesOf(member, key));
  if (key === 'Fn::Sub') return placeholdersOf(value);
  if (['Ref', 'Fn::GetAtt', 'DependsOn'].includes(key)) return [value];
  if (key === 'Condition' && typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  const condition = value['Fn::If']?.[0];
  const within = Object.entries(value).flatMap(([name, member]) => referencesOf(member, name));
  return condition === undefined ? within : [condition, ...within];
}

/** A part of a template as it is with these parameters. A resource stands for itself: its name is its id. */
export function filledIn(template: Json, parameters: Values = {}) {
  const ref = (name: string): Json => {
    const parameter = template.Parameters[name];
    if (parameter === undefined) return name === 'AWS::NoValue' ? undefined : (parameters[name] ?? name);
    const value = parameters[name] ?? String(parameter.Default);
    return parameter.Type === 'CommaDelimitedList' ? value.split(',') : value;
  };
  const functions: Record<string, (value: Json) => Json> = {
    Ref: ref,
    'Fn::GetAtt': (name) => name,
    'Fn::Sub': (text) => text.replace(/\$\{([\w:.]+)\}/g, (_: string, name: string) => ref(name)),
    'Fn::If': ([name, yes, no]) => fill(fill(template.Conditions[name]) ? yes : no),
    'Fn::Equals': ([one, other]) => fill(one) === fill(other),
    'Fn::Not': ([value]) => !fill(value),
    'Fn::Or': (values) => values.some((value: Json) => fill(value)),
    'Fn::Split': ([separator, text]) => fill(text).split(separator),
    'Fn::Join': ([separator, list]) => fill(list).join(separator),
    'Fn::Select': ([index, list]) => fill(list)[index],
    'Fn::GetAZs': () => ['zone-a', 'zone-b'],
  };
  const fill = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(fill).filter((member) => member !== undefined);
    if (typeof value !== 'object' || value === null) return value;
    const [[name = '', argument] = [], ...others] = Object.entries(value);
    const apply = others.length === 0 ? functions[name] : undefined;
    if (apply !== undefined) return apply(argument);
    const members = Object.entries(value).map(([key, member]) => [key, fill(member)]);
    return Object.fromEntries(members.filter(([, member]) => member !== undefined));
  };
  const properties = (resource: string): Json => fill(template.Resources[resource].Properties);
  return { fill, properties };
}
