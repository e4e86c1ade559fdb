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
  'weight-zero': {
    question: 'Whether targets are health-checked in a target group that a rule leads to with weight 0',
    expected: 'they are',
  },
  'metric-delay': {
    question: 'How late CloudWatch shows a request that the load balancer counted',
    expected: 'two minutes after the end of its minute',
  },
  'function-beside-addresses': {
    question: 'Whether one action may lead to a function and to addresses',
    expected: 'it may',
    unseen: 'the play makes no function',
  },
  'blue-green-rules': {
    question: 'Whether a rule with a fixed response hinders the blue/green deployments of others on the listener',
    expected: 'it does not',
    unseen: 'the play makes no such deployment',
  },
  'public-origin': {
    question:
      'Whether a VPC origin may lead to an internet-facing load balancer in subnets without a way to the internet',
    expected: 'it may',
    unseen: 'the load balancer of the play is internal',
  },
  'edge-function': {
    question:
      'Whether a viewer function may stand beside `ForwardedValues`, and whether it may set a cookie named `__Host-…`',
    expected: 'both are accepted',
    unseen: 'the play has no gate',
  },
  'function-web-socket': {
    question: 'Whether the handshake of a WebSocket passes a viewer function',
    expected: 'it does',
    unseen: 'the play has no gate',
  },
} as const satisfies Record<string, Question>;

export type QuestionId = keyof typeof QUESTIONS;
