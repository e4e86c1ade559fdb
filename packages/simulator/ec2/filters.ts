// Owns EC2's filters: values of one filter are alternatives, filters narrow one another, values may hold wildcards.
// https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Filtering.html
import type { Filter, Tag } from '@aws-sdk/client-ec2';
import { Refusal } from '../kernel/refusal.ts';
import { matchesWildcard } from '../kernel/wildcard.ts';

/** Where each filter of an operation finds its values: `attachment.vpc-id` in `Attachments.VpcId`, through lists as well. */
export type FilterPaths = Record<string, string>;

/** A row as the API shows it. Interfaces call their tags `TagSet`. */
type Filterable = object & { Tags?: Tag[] | undefined; TagSet?: Tag[] | undefined };

/** Refuses filters that the operation does not have, and answers whether a row passes all of them. */
export function readFilters(filters: Filter[] | undefined, paths: FilterPaths): (row: Filterable) => boolean {
  const tests = (filters ?? []).map((filter) => {
    const valuesOf = readName(filter.Name, paths);
    const patterns = filter.Values ?? [];
    return (row: Filterable) =>
      valuesOf(row).some((value) => patterns.some((pattern) => matchesWildcard(pattern, String(value))));
  });
  return (row) => tests.every((test) => test(row));
}

function readName(name: string | undefined, paths: FilterPaths): (row: Filterable) => unknown[] {
  if (name === 'tag-key') return (row) => tagsOf(row).map(({ Key }) => Key);
  if (name?.startsWith('tag:')) {
    const key = name.slice('tag:'.length);
    return (row) => tagsOf(row).flatMap(({ Key, Value }) => (Key === key ? [Value] : []));
  }
  const path = name !== undefined && Object.hasOwn(paths, name) ? paths[name] : undefined;
  if (path === undefined) throw new Refusal('InvalidParameterValue', `The filter '${name ?? 'null'}' is invalid`);
  return (row) => valuesAt(row, path.split('.'));
}

function tagsOf(row: Filterable): Tag[] {
  return row.Tags ?? row.TagSet ?? [];
}

function valuesAt(value: unknown, path: string[]): unknown[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item) => valuesAt(item, path));
  const [member, ...rest] = path;
  return member === undefined ? [value] : valuesAt((value as Record<string, unknown>)[member], rest);
}
