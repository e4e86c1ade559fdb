import { describe, expect, test } from '@jest/globals';
import { hintFor } from '../../src/aws/hints.ts';

const USER = 'User: arn:aws:sts::123456789012:assumed-role/ci/x is not authorized to perform';

describe('where access is denied, the hint goes to whoever can allow it', () => {
  test.each([
    [
      'CloudFront that does not know the account yet',
      'Your account must be verified before you can add new CloudFront resources. To verify your account, please contact AWS Support',
      /ask AWS Support, quoting this message/,
    ],
    ['the trust policy', 'Not authorized to perform sts:AssumeRoleWithWebIdentity', /conditions of its trust policy/],
    [
      'a service control policy',
      `${USER}: ecs:CreateService because no service control policy allows the ecs:CreateService action`,
      /^The service control policy must allow it/,
    ],
    [
      'a permissions boundary',
      `${USER}: ecs:RunTask because no permissions boundary allows the ecs:RunTask action`,
      /^The permissions boundary must allow it/,
    ],
    [
      'a policy that denies',
      `${USER}: ecs:RunTask with an explicit deny in a service control policy`,
      /allowing it elsewhere does not help/,
    ],
    [
      'a role of AWS that is missing',
      `${USER}: iam:CreateServiceLinkedRole on resource: x`,
      /on first use: allow iam:CreateServiceLinkedRole/,
    ],
    [
      'the policy of the role',
      `${USER}: ecs:RunTask because no identity-based policy allows the ecs:RunTask action`,
      /^Add ecs:RunTask to the policy of the role/,
    ],
  ])('%s', (_, words, hint) => {
    expect(hintFor('AccessDenied', words)).toMatch(hint);
    expect(hintFor('AccessDeniedException', words)).toMatch(hint);
  });
});

// Each protocol has names of its own for the same.
test.each([
  ['UnrecognizedClientException', /^Give the job valid AWS credentials before this step/],
  ['InvalidSignatureException', /^Give the job valid AWS credentials before this step/],
  ['AuthFailure', /^Give the job valid AWS credentials before this step/],
  ['InvalidClientTokenId', /^Give the job valid AWS credentials before this step/],
  ['SignatureDoesNotMatch', /^Give the job valid AWS credentials before this step/],
  ['MissingAuthenticationToken', /^Give the job valid AWS credentials before this step/],
  ['ExpiredTokenException', /^The credentials have expired\. .+role-duration-seconds/],
  ['RequestExpired', /^The credentials have expired\. .+role-duration-seconds/],
  ['ExpiredToken', /^The credentials have expired\. .+role-duration-seconds/],
  ['ThrottlingException', /^AWS kept throttling the calls/],
  ['RequestLimitExceeded', /^AWS kept throttling the calls/],
  ['Throttling', /^AWS kept throttling the calls/],
  ['TooManyRequestsException', /^AWS kept throttling the calls/],
])('the code %s alone is enough', (code, hint) => {
  expect(hintFor(code, 'No.')).toMatch(hint);
});

describe('where only the message says what a code is about', () => {
  test.each([
    [
      'PreconditionFailed',
      "You can't delete this distribution while it's subscribed to a pricing plan. Cancel the pricing plan, then you can delete the distribution.",
      /^The distribution has a flat-rate pricing plan/,
    ],
    [
      'PreconditionFailed',
      'The request failed because it did not meet the preconditions',
      /^It was changed at the same time/,
    ],
    [
      'InvalidArgument',
      "You can't remove or replace the web ACL for your distribution. Distributions with a pricing plan subscription must have a web ACL resource.",
      /^The distribution has a flat-rate pricing plan/,
    ],
    [
      'EntityLimitExceeded',
      'exceed the maximum number of VPC origins allowed',
      /^Delete unused VPC origins in the CloudFront console/,
    ],
    ['EntityLimitExceeded', 'the maximum number of distributions per VPC origin (50)', /another load balancer/],
    [
      'InvalidParameterException',
      'Unable to assume the service linked role. Please verify that the ECS service linked role exists.',
      /create-service-linked-role --aws-service-name ecs\.amazonaws\.com/,
    ],
    [
      'InvalidParameterException',
      'The target group with targetGroupArn arn:1 does not have an associated load balancer.',
      /^No listener rule leads to the target group/,
    ],
    // https://github.com/aws/aws-sdk-java/issues/2901
    ['InvalidWebACLId', 'Unable to verify read permissions on Web ACL. Please retry the request.', /wafv2:GetWebACL/],
    ['InvalidWebACLId', 'Web ACL is not accessible by the requester', /wafv2:GetWebACL/],
    ['InvalidWebACLId', 'The web ACL ID is not valid.', /^Check "web-acl-arn"/],
    ['ClientException', 'Role is not valid', /^Check the roles of the task definition/],
    [
      'ClientException',
      "You've reached the limit on the number of vCPUs you can run concurrently",
      /^An AWS quota is exhausted/,
    ],
    [
      'ClientException',
      'Too many concurrent attempts to create a new revision of the specified family.',
      /^Another run is registering a revision/,
    ],
  ])('%s: %s', (code, words, hint) => {
    expect(hintFor(code, words)).toMatch(hint);
  });
});

test.each([
  ['InvalidArgument', 'The web ACL ARN is invalid.', '"web-acl-arn"'],
  ['ValidationError', "Health check path '/ x' contains invalid characters", '"health-check-path"'],
  ['InvalidParameterException', "The specified capacity provider 'SPOT' was not found.", '"capacity-provider"'],
  ['InvalidParameterException', 'Task definition does not support launch_type FARGATE.', '"capacity-provider"'],
  ['InvalidParameterException', 'The container web does not exist in the task definition.', '"container"'],
  ['InvalidParameterException', "The subnet ID 'subnet-1' does not exist", '"subnets" and "security-groups"'],
  [
    'InvalidParameterException',
    'The container web did not have a container port 9000 defined.',
    'the port in "container"',
  ],
  ['ClientException', 'No Fargate configuration exists for given values: 100 CPU, 512 memory.', '"cpu" and "memory"'],
  ['ClientException', 'The Secrets Manager ARN is malformed.', '"secrets"'],
  ['ClientException', 'Container.image contains invalid characters.', '"image"'],
])('%s: %s leads to the input it came from', (code, words, source) => {
  const hint = hintFor(code, words);
  expect(hint.startsWith(`The value seems to come from ${source}`)).toBe(true);
});

test('an invalid value of unknown origin may be the fault of an input or of the action', () => {
  const hint = hintFor('InvalidArgument', 'An argument is invalid.');
  expect(hint).toMatch(/^If the message names a value of an input .+ bug in the action\.$/);
});

test('a code without a hint of its own gets the general one', () => {
  expect(hintFor('InconsistentQuantities', 'x')).toMatch(
    /^See the message of AWS above\. .+ report a bug in the action\.$/,
  );
});
