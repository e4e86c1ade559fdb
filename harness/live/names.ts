// Owns the names of what a play makes: each bears a suffix of its own, which is kept until all of it is gone.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export const REPOSITORY = 'public.ecr.aws/docker/library/node';
export const MISSING_TAG = 'no-such-tag';

/** A play that stands, or stood and has not been taken away whole. */
export interface Play {
  suffix: string;
  region: string;
  /** Where the cloud is, if it is not AWS. */
  endpoint?: string;
}

const FILE = 'play.json';
/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html: 32 characters. */
export const nameOf = ({ suffix }: Play) => `live-${suffix}`;
export const TAG_KEY = 'medusa-preview-live';

export const tagOf = (play: Play) => ({ Key: TAG_KEY, Value: nameOf(play) });

export function imageOf(tag: string): string {
  return `${REPOSITORY}:${tag}`;
}

export function newPlay(region: string, endpoint: string | undefined): Play {
  return { suffix: randomBytes(4).toString('hex'), region, ...(endpoint !== undefined && { endpoint }) };
}

/** The play that an earlier run left standing. */
export function findPlay(folder: string): Play | undefined {
  const file = join(folder, FILE);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Play) : undefined;
}

export function keepPlay(folder: string, play: Play): void {
  writeIn(folder, FILE, JSON.stringify(play));
}

export function forgetPlay(folder: string): void {
  rmSync(join(folder, FILE), { force: true });
}

export function writeIn(folder: string, name: string, content: string): string {
  const file = join(folder, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  return file;
}
