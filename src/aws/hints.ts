// Owns the hints for errors of AWS: one for each kind, found by the error's code and message. Pure.

export const UNREACHABLE =
  'AWS could not be reached. Check AWS_REGION and, if they are set, HTTPS_PROXY, NO_PROXY and AWS_ENDPOINT_URL.';

export const UNREADABLE = 'The response did not come from AWS. Check HTTPS_PROXY and AWS_ENDPOINT_URL.';

export const UNKNOWN_CALL = 'This endpoint does not support the operation: check AWS_ENDPOINT_URL and AWS_REGION.';

const DEFAULT_HINT =
  'See the message of AWS above. If it does not help, contact AWS Support with the request ID, or report a bug in the action.';

/** The first hint that matches the code and the message, else a general one. */
export function hintFor(code: string, message: string): string {
  if (ACCESS.test(code)) return hintForAccess(message);
  return firstFor(`${code}: ${message}`, HINTS) ?? hintForValue(code, message) ?? DEFAULT_HINT;
}

const NO_CREDENTIALS =
  'Give the job valid AWS credentials before this step, for example with aws-actions/configure-aws-credentials and "id-token: write".';

type Table = [pattern: RegExp, text: string][];

function firstFor(subject: string, table: Table): string | undefined {
  return table.find(([pattern]) => pattern.test(subject))?.[1];
}

/** The codes differ by protocol: EC2 has AuthFailure, CloudFront SignatureDoesNotMatch. */
const CREDENTIALS =
  /^\w*(Credentials|AuthFailure|InvalidClientTokenId|MissingAuthenticationToken|UnrecognizedClient|Signature|InvalidIdentityToken)/;

/** True if there were no credentials, or AWS did not accept them. */
export function hasNoCredentials(code: string): boolean {
  return CREDENTIALS.test(code);
}

const OTHER_POLICY = /because no ((?:service|resource|session|permissions|VPC)[\w -]+) allows/;
const ACCESS = /^(AccessDenied|UnauthorizedOperation|NotAuthorized)/;

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html */
function hintForAccess(message: string): string {
  const hint = firstFor(message, ACCESS_HINTS);
  if (hint !== undefined) return hint;
  const other = OTHER_POLICY.exec(message)?.[1];
  if (other !== undefined) return `The ${other} must allow it: contact the administrator who manages it.`;
  const action = missingActionIn(message);
  return action === undefined
    ? 'Add the missing action to the policy of the role that the workflow assumes; docs/iam-policy.json of this action lists all that are needed.'
    : `Add ${action} to the policy of the role that the workflow assumes; docs/iam-policy.json of this action lists all that are needed. If the policy has it already, its resources or its condition on tags do not cover the resource named above.`;
}

/** Undefined if another policy than the role's own denies the action, or if AWS does not name it. */
export function missingActionOf(code: string, message: string): string | undefined {
  const isOwn = ACCESS.test(code) && firstFor(message, ACCESS_HINTS) === undefined && !OTHER_POLICY.test(message);
  return isOwn ? missingActionIn(message) : undefined;
}

function missingActionIn(message: string): string | undefined {
  return /not authorized to perform:? ([\w-]+:\w+)/.exec(message)?.[1];
}

const ACCESS_HINTS: Table = [
  [
    /account must be verified/i,
    'AWS must verify this account before it can create CloudFront resources: ask AWS Support, quoting this message.',
  ],
  [
    /explicit deny/,
    'A policy explicitly denies it, perhaps one of the organization: allowing it elsewhere does not help. Contact the administrator who manages that policy.',
  ],
  [
    /sts:AssumeRole/,
    'The role does not trust this job: check the conditions of its trust policy on repository, branch and environment.',
  ],
  [
    /iam:CreateServiceLinkedRole/,
    'AWS creates a service-linked role on first use: allow iam:CreateServiceLinkedRole as docs/iam-policy-once.json of this action does, or have an administrator create that role once.',
  ],
];

/** How to free up any quota. */
export const FREE_QUOTA = 'Remove previews that are no longer needed, for example with "mode: sweep"';
const orRaise = (quota: string) =>
  `${FREE_QUOTA}, or request an increase of the quota ${quota} in the Service Quotas console.`;

/** Ordered by cause: the caller, AWS itself, quotas, concurrent changes, and the user's settings. */
const HINTS: Table = [
  [
    /^(ExpiredToken|RequestExpired)/,
    'The credentials have expired. Re-run the job; if the job takes long, raise "role-duration-seconds" of aws-actions/configure-aws-credentials.',
  ],
  [CREDENTIALS, NO_CREDENTIALS],
  [/^OptInRequired/, 'This service or region is not enabled for the account: enable it in the AWS console.'],
  [/^(Blocked|PendingVerification)/, 'AWS has suspended or restricted this account: contact AWS Support.'],
  [
    /^\w*(Throttl|RequestLimitExceeded|TooManyRequests)/,
    'AWS kept throttling the calls. Re-run the job in a minute, with fewer jobs at the same time.',
  ],
  [
    /^(Internal|Server|ServiceUnavailable|Unavailable|HealthUnavailable)/,
    'AWS had an internal error. Re-run the job in a few minutes; https://health.aws.amazon.com shows outages.',
  ],
  [
    /^Request(Aborted|Timeout)/,
    'AWS did not receive the complete request. Re-run the job; if it happens again, check the network and HTTPS_PROXY.',
  ],
  [/^(InvalidAction|UnknownOperation)/, UNKNOWN_CALL],
  [/^InvalidRequiredProtocol/, 'CloudFront requires HTTPS: check AWS_ENDPOINT_URL.'],
  [/^(UnsupportedOperation|UnsupportedFeature)/, 'AWS does not support this in every region: check AWS_REGION.'],

  [/^TooManyDistributions:/, orRaise('of distributions per AWS account')],
  [
    /^TooMany(Functions:|DistributionsWith(Single)?Function)/,
    'An account may have 100 CloudFront functions, and a function 100 distributions. Run "mode: sweep", which deletes gates that no address has any more, or remove previews.',
  ],
  [/^TooManyRules/, orRaise('"Rules per Application Load Balancer"')],
  [/^TooManyTargetGroups/, orRaise('"Target Groups per Region"')],
  [/^TooManyTargets/, orRaise('"Targets per Application Load Balancer"')],
  [
    /^TooManyUniqueTargetGroupsPerLoadBalancer/,
    `${FREE_QUOTA}, or use another load balancer: AWS does not raise the number of target groups per load balancer.`,
  ],
  [
    /^EntityLimitExceeded: .*distributions per VPC origin/i,
    `${FREE_QUOTA}, or use another load balancer: AWS does not raise the number of distributions per VPC origin.`,
  ],
  [
    /^EntityLimitExceeded/,
    'Delete unused VPC origins in the CloudFront console, or request an increase of their quota in the Service Quotas console.',
  ],
  [
    /^RulesPerSecurityGroupLimitExceeded/,
    'Remove unused rules from this security group, or request an increase of the quota "Inbound or outbound rules per security group" in the Service Quotas console. The prefix list of CloudFront counts as 55 rules.',
  ],
  [/^(TooManyTags|TagLimitExceeded)/, 'A resource can have at most 50 tags: remove some that this action did not add.'],
  [
    /^((?!Filter)\w*LimitExceeded|TooManyRegistrations|\w+: .*(reached the limit|limit exceeded|\bquota\b))/i,
    'An AWS quota is exhausted: free some of it, or request an increase in the Service Quotas console.',
  ],

  [
    /pricing plan/i,
    'The distribution has a flat-rate pricing plan, which forbids this. Cancel the plan in the CloudFront console, then re-run the job.',
  ],
  [
    /^(PreconditionFailed|InvalidIfMatchVersion|DistributionNotDisabled|PriorityInUse|DuplicateTargetGroupName|Conflict|\w+\.Duplicate)/,
    'It was changed at the same time, perhaps by another run. Re-run the job to resume.',
  ],
  [/Too many concurrent attempts/i, 'Another run is registering a revision of the same family. Re-run the job.'],
  [/^(Resource|Function)InUse/, 'Another resource still refers to it. Remove that reference, then re-run the job.'],
  [
    /^DistributionAlreadyExists/,
    'Deleted distributions, or distributions that this action does not own, have used the caller references of this environment. Choose another name with "environment" or "name".',
  ],
  [
    /^(Entity|Function)AlreadyExists/,
    'It exists already, and AWS does not list it yet: another run may have created it. Re-run the job in a minute; no manual change is needed.',
  ],
  [/^ClusterNotFound/, 'Check the name of the cluster in "base-service" or "service", and AWS_REGION.'],
  [/^NamespaceNotFound/, 'The Service Connect namespace does not exist: create it, or remove it from the service.'],
  [/^EntityNotFound/, 'The VPC origin may have been deleted. Re-run the job: one is made where there is none.'],
  [
    /^(NoSuch(Distribution|Resource|FunctionExists):|(TargetGroup|Rule|Listener|LoadBalancer|Service|Resource)NotFound|ServiceNotActive|\w+\.NotFound)/,
    'It may have been deleted during this run. Re-run the job: what the action owns will be recreated.',
  ],

  [
    /^\w+: .*service.linked role/i,
    'The service-linked role of ECS is missing. Have an administrator run once: aws iam create-service-linked-role --aws-service-name ecs.amazonaws.com',
  ],
  [
    /^(Client|InvalidParameter)\w*: .*\brole\b/i,
    'Check the roles of the task definition: they must exist and trust ecs-tasks.amazonaws.com.',
  ],
  [
    /^Platform(Unknown|TaskDefinitionIncompatibility)/,
    'The Fargate platform version does not support the task definition. Set the platform version of the service to LATEST.',
  ],
  [
    /^InvalidParameterException: .*does not have an associated load balancer/,
    'No listener rule leads to the target group of the service, perhaps because somebody deleted it during the run. Re-run the job, which creates it again.',
  ],
  [
    /^InvalidWebACLId: .*(read permission|not accessible)/,
    'CloudFront accepts only a web ACL that its caller may read: add wafv2:GetWebACL on the ARN in "web-acl-arn" to the policy of the role. If it is there, check that ARN.',
  ],
  [
    /^InvalidWebACLId/,
    'Check "web-acl-arn": it must be the ARN of an AWS WAF web ACL (not WAF Classic) in this account, created for CloudFront in us-east-1.',
  ],
  [
    /^InvalidFunctionAssociation/,
    'The function of the gate may have been deleted during this run: re-run the job. If the distribution has a Lambda@Edge function for viewer events, remove that, since AWS allows no gate beside it.',
  ],
  [
    /^InvalidOrigin:/,
    'CloudFront does not accept the load balancer as an origin. Check in the CloudFront console that the VPC origin of this load balancer is Deployed, then re-run the job.',
  ],
  [
    /^InvalidTagging/,
    'The tags contain the name of the repository and the inputs "name", "environment" and "ttl": check those.',
  ],
  [
    /^IllegalUpdate/,
    'CloudFront cannot change this on an existing distribution. Run once with "mode: destroy", then deploy again: the address changes.',
  ],
  [
    /^TargetGroupAssociationLimit/,
    'The target group is already used by another load balancer, and can be used by only one. Run once with "mode: destroy", then deploy again: the address changes.',
  ],
  [
    /^(IncompatibleProtocols|UnsupportedProtocol)/,
    'Tasks are reached over HTTP: set "listener-arn" to an HTTP listener.',
  ],
  [/^OperationNotPermitted/, 'AWS does not allow this in the current state: check the resource in the AWS console.'],
];

const INVALID = /^(InvalidArgument|InvalidParameter|InvalidConfigurationRequest|Client|Validation)/;

/** Several codes say only that a value is invalid; the message shows where it came from. */
function hintForValue(code: string, message: string): string | undefined {
  if (!INVALID.test(code)) return undefined;
  const source = firstFor(message, SOURCES);
  return source === undefined
    ? 'If the message names a value of an input or of the task definition, fix it there. Otherwise please report it as a bug in the action.'
    : `The value seems to come from ${source}: check it there.`;
}

const SOURCES: Table = [
  [/web ?acl/i, '"web-acl-arn"'],
  [/vpc ?origin/i, 'the VPC origin of the load balancer'],
  [/health ?check ?path/i, '"health-check-path"'],
  [/capacity ?provider/i, '"capacity-provider", or from the base service'],
  [/launch.?type|network ?mode/i, '"capacity-provider" or the task definition, which must match'],
  [/container ?port/i, 'the port in "container", or from the task definition'],
  [/container \S+ does not exist/i, '"container"'],
  [/subnet|security ?group/i, '"subnets" and "security-groups", or from the base service'],
  [/\b(cpu|memory)\b/i, '"cpu" and "memory", or from the task definition'],
  [/secret|valueFrom|\bssm\b/i, '"secrets", or from the task definition'],
  [/\bimage\b/i, '"image", or from the task definition'],
  [/environment/i, '"variables", or from the task definition'],
];
