// Owns evaluating an IAM policy, with a library that does as AWS does; loaded only where a policy is to be enforced.
import { readFileSync } from 'node:fs';
import { validateIdentityPolicy } from '@cloud-copilot/iam-policy';
import { runUnsafeSimulation } from '@cloud-copilot/iam-simulate';
import { POLICED_ACCESS_KEY_ID } from './access-key.ts';
import type { Check } from './check.ts';

export interface Policy {
  allows(check: Check): boolean;
}

/**
 * The policies by the access key that they are for: each is given as `KEY=FILE`, or as FILE for the usual key. Throws a sentence
 * where a file has no policy for a role or a user.
 */
export function readPolicies(given: string[]): Map<string, Policy> {
  const pairs = given.map((each): [string, string] => {
    const [, key = POLICED_ACCESS_KEY_ID, file = ''] = /^(?:([\w-]+)=)?(.*)$/s.exec(each) ?? [];
    return [key, file];
  });
  const files = Map.groupBy(pairs, ([key]) => key);
  return new Map([...files].map(([key, own]) => [key, policyOf(...own.map(([, file]) => readPolicy(file)))]));
}

function readPolicy(file: string): unknown {
  const document = readJson(file);
  const [problem] = validateIdentityPolicy(document);
  if (problem !== undefined) throw new Error(`The policy ${file} is not valid: ${problem.path}: ${problem.message}`);
  return document;
}

/** Whatever one of the documents allows is allowed, unless one of them denies it. */
export function policyOf(...documents: unknown[]): Policy {
  const identityPolicies = documents.map((policy, at) => ({ name: `policy ${at + 1}`, policy }));
  // Whoever waits asks the same again and again, and each answer takes milliseconds.
  const answers = new Map<string, boolean>();
  return {
    allows(check) {
      const key = JSON.stringify(check);
      const isAllowed = answers.get(key) ?? evaluate(check);
      answers.set(key, isAllowed);
      return isAllowed;
    },
  };

  function evaluate({ action, resource, context }: Check): boolean {
    const request = {
      principal: 'arn:aws:sts::123456789012:assumed-role/github-actions/GitHubActions',
      action,
      // AWS compares the text of a resource; the library would take an asterisk in it for any resource.
      resource: { resource: resource.replaceAll('*', '-'), accountId: '123456789012' },
      contextVariables: context,
    };
    const organization = { serviceControlPolicies: [], resourceControlPolicies: [] };
    // "Unsafe" leaves out the check of the context against AWS's lists: the table is held against them by a test.
    return runUnsafeSimulation({ request, identityPolicies, ...organization }, {}) === 'Allowed';
  }
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`The policy ${file} cannot be read: ${(error as Error).message}`);
  }
}
