// Owns the open questions: what AWS does not document and the action or the simulator has to take for granted. docs/reliability.md lists them.

export interface Question {
  /** The beginning of its row in docs/reliability.md. */
  question: string;
  /** The simulator does it so. */
  expected: string;
  /** Why a play cannot see it. */
  unseen?: string;
}

export const QUESTIONS = {
  'two-origins': {
    question: 'Whether two VPC origins may lead to one load balancer',
    expected: 'a second one is accepted',
  },
  'early-distribution': {
    question: 'What `CreateDistribution` returns while the VPC origin is being deployed',
    expected: 'it is refused',
  },
  'caller-reference': {
    question: 'Whether the caller reference of a deleted distribution is free again',
    expected: 'it stays taken',
  },
  'cached-errors': {
    question: 'Whether errors are cached for ten seconds when all headers are forwarded',
    expected: 'not where the time is set to zero',
  },
  'conditional-headers': {
    question: 'Which conditional headers, and whether `Expect`, reach the origin when all are forwarded',
    expected: '`If-None-Match` arrives',
  },
  'forwarded-proto': {
    question: 'Which `X-Forwarded-Proto` the container receives',
    expected: 'http',
    unseen: 'the preload sets it before the application sees it',
  },
  'origin-in-use': {
    question: 'Whether a VPC origin can be deleted while a disabled distribution refers to it',
    expected: 'it is refused as in use',
  },
  'call-rate': {
    question: 'How many calls per second CloudFront allows',
    expected: 'none of a play is throttled',
  },
  'read-lag': {
    question: 'How long reads lag behind writes',
    expected: 'not at all',
  },
  'denied-or-gone': {
    question: 'Whether AWS says "access denied" or "not found" about a deleted resource, if the policy depends on tags',
    expected: 'not found',
    unseen: 'it needs a role with the policy of docs/iam-policy.json',
  },
  'task-memory': {
    question: 'Whether a stopped task, or a client token, is remembered as long as documented (an hour, a day)',
    expected: 'an hour, a day',
    unseen: 'the play is over sooner',
  },
  'failed-origin': {
    question: 'Which status a VPC origin shows when it fails',
    expected: 'none',
    unseen: 'none failed',
  },
  'rule-effect': {
    question: 'How long a changed rule takes to have its effect',
    expected: 'at once',
  },
  'service-without-rule': {
    question: 'Whether a service can be updated while no rule leads to its target group',
    expected: 'it can',
  },
  'web-socket': {
    question: 'Whether a WebSocket passes CloudFront, the VPC origin and the load balancer',
    expected: 'it does',
  },
  'raw-path': {
    question: 'Whether a path arrives as it was sent, with `%2F` and double slashes',
    expected: 'unchanged',
  },
  'origin-footprint': {
    question: 'What CloudFront leaves in the VPC after a VPC origin is deleted, and for how long',
    expected: 'its security group, which goes by itself',
  },
} as const satisfies Record<string, Question>;

export type QuestionId = keyof typeof QUESTIONS;
