// Owns what to do about a refusal of AWS: a line for each kind, by AWS's own code and words. Pure.

export const UNREACHABLE =
  'AWS could not be reached. Check AWS_REGION, and where they are set HTTPS_PROXY, NO_PROXY and AWS_ENDPOINT_URL.';

export const UNREADABLE =
  'The answer does not read like one of AWS. Check what stands in between: HTTPS_PROXY and AWS_ENDPOINT_URL.';

export const UNKNOWN_CALL = 'This endpoint does not know the call: check AWS_ENDPOINT_URL and AWS_REGION.';

const UNDOCUMENTED =
  "AWS's words above say what it wants. Where they do not help, AWS Support finds the call by its request id.";

const BUG = 'This looks like a bug in the action: please report it with these words.';

/** There is always one: the first that fits. */
export function hintFor(code: string, words: string): string {
  if (ACCESS.test(code)) return hintForAccess(words);
  const refusal = `${code}: ${words}`;
  return firstFor(refusal, HINTS) ?? hintForValue(code, words) ?? UNDOCUMENTED;
}

const NO_CREDENTIALS =
  'Give the job valid AWS credentials before this step, for example with aws-actions/configure-aws-credentials and "id-token: write".';

type Table = [pattern: RegExp, text: string][];

function firstFor(subject: string, table: Table): string | undefined {
  return table.find(([pattern]) => pattern.test(subject))?.[1];
}

/** Each protocol has names of its own for the same: EC2 says AuthFailure, CloudFront SignatureDoesNotMatch. */
const CREDENTIALS =
  /^\w*(Credentials|AuthFailure|InvalidClientTokenId|MissingAuthenticationToken|UnrecognizedClient|Signature|InvalidIdentityToken)/;

/** Whether AWS was not shown credentials that it accepts. */
export function hasNoCredentials(code: string): boolean {
  return CREDENTIALS.test(code);
}

const OTHER_POLICY = /because no ((?:service|resource|session|permissions|VPC)[\w -]+) allows/;
const ACCESS = /^(AccessDenied|UnauthorizedOperation|NotAuthorized)/;

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html */
function hintForAccess(words: string): string {
  const hint = firstFor(words, ACCESS_HINTS);
  if (hint !== undefined) return hint;
  const other = OTHER_POLICY.exec(words)?.[1];
  if (other !== undefined) return `It is the ${other} that has to allow it: ask whoever set that.`;
  const action = missingActionIn(words);
  return action === undefined
    ? 'Add the missing action to the policy of the role that the workflow assumes; docs/iam-policy.json of this action lists them all.'
    : `Add ${action} to the policy of the role that the workflow assumes; docs/iam-policy.json of this action lists all that is needed. Where it is there already, neither its resources nor its condition on tags cover what is named above.`;
}

/** Undefined where it is not the role's own policy that lacks it, or where AWS does not say what. */
export function missingActionOf(code: string, words: string): string | undefined {
  const isOwn = ACCESS.test(code) && firstFor(words, ACCESS_HINTS) === undefined && !OTHER_POLICY.test(words);
  return isOwn ? missingActionIn(words) : undefined;
}

function missingActionIn(words: string): string | undefined {
  return /not authorized to perform:? ([\w-]+:\w+)/.exec(words)?.[1];
}

const ACCESS_HINTS: Table = [
  [
    /account must be verified/i,
    'AWS must verify this account before it can create CloudFront resources: ask AWS Support, quoting this message.',
  ],
  [
    /explicit deny/,
    'A policy denies it outright, perhaps one of the organization: allowing it elsewhere does not help. Ask whoever set it.',
  ],
  [
    /sts:AssumeRole/,
    'The role does not trust this job: look at the conditions of its trust policy on repository, branch and environment.',
  ],
  [
    /iam:CreateServiceLinkedRole/,
    'AWS makes a role for itself on first use: allow iam:CreateServiceLinkedRole as docs/iam-policy.json of this action does, or have an administrator make that role once.',
  ],
];

/** Frees up any quota. */
export const FREE_QUOTA = 'Remove previews that nobody needs any more, for example with "mode: sweep"';
const raised = (quota: string) => `${FREE_QUOTA}, or have the quota ${quota} raised in the Service Quotas console.`;

/** In the order of what they are about: the caller, AWS itself, quotas, other writers, what the user gave, and bugs of ours. */
const HINTS: Table = [
  [
    /^(ExpiredToken|RequestExpired)/,
    'The credentials have run out. Run the job again; where it takes long, give them more time with "role-duration-seconds" of aws-actions/configure-aws-credentials.',
  ],
  [CREDENTIALS, NO_CREDENTIALS],
  [/^OptInRequired/, 'The account has not switched on this service or region. Do so in the AWS console.'],
  [/^(Blocked|PendingVerification)/, 'AWS has suspended or restricted this account: contact AWS Support.'],
  [
    /^\w*(Throttl|RequestLimitExceeded|TooManyRequests)/,
    'AWS kept throttling us. Run the job again in a minute; fewer jobs at the same time help.',
  ],
  [
    /^(Internal|Server|ServiceUnavailable|Unavailable|HealthUnavailable)/,
    'AWS has trouble of its own. Run the job again in a few minutes; https://health.aws.amazon.com shows larger outages.',
  ],
  [
    /^Request(Aborted|Timeout)/,
    'The call did not arrive whole. Run the job again; if it happens again, check the network and HTTPS_PROXY.',
  ],
  [/^(InvalidAction|UnknownOperation)/, UNKNOWN_CALL],
  [/^InvalidRequiredProtocol/, 'CloudFront wants to be called by HTTPS: check AWS_ENDPOINT_URL.'],
  [/^(UnsupportedOperation|UnsupportedFeature)/, 'AWS does not have this in every region: check AWS_REGION.'],

  [/^TooManyDistributions:/, raised('of distributions per AWS account')],
  [/^TooManyRules/, raised('"Rules per Application Load Balancer"')],
  [/^TooManyTargetGroups/, raised('"Target Groups per Region"')],
  [/^TooManyTargets/, raised('"Targets per Application Load Balancer"')],
  [
    /^TooManyUniqueTargetGroupsPerLoadBalancer/,
    `${FREE_QUOTA}, or use another load balancer: how many target groups one has cannot be raised.`,
  ],
  [
    /^EntityLimitExceeded: .*distributions per VPC origin/i,
    `${FREE_QUOTA}, or use another load balancer: how many distributions a VPC origin has cannot be raised.`,
  ],
  [
    /^EntityLimitExceeded/,
    'In the CloudFront console, delete VPC origins that nobody uses, or have their quota raised in the Service Quotas console.',
  ],
  [
    /^RulesPerSecurityGroupLimitExceeded/,
    'Remove rules that nobody needs from this security group, or have the quota "Inbound or outbound rules per security group" raised in the Service Quotas console. CloudFront\'s prefix list alone takes 55.',
  ],
  [/^(TooManyTags|TagLimitExceeded)/, 'A resource takes 50 tags at most: take off some that are not of this action.'],
  [
    /^((?!Filter)\w*LimitExceeded|TooManyRegistrations|\w+: .*(reached the limit|limit exceeded|\bquota\b))/i,
    'A quota of AWS is used up: free some of it, or have it raised in the Service Quotas console.',
  ],

  [
    /pricing plan/i,
    'The distribution has a flat-rate pricing plan, which forbids this. Cancel the plan in the CloudFront console, then run the job again.',
  ],
  [
    /^(PreconditionFailed|InvalidIfMatchVersion|DistributionNotDisabled|PriorityInUse|DuplicateTargetGroupName|Conflict|\w+\.Duplicate)/,
    'Somebody else wrote at the same time, another run perhaps. Run the job again: it goes on from what is there then.',
  ],
  [/Too many concurrent attempts/i, 'Somebody else registers the same at this moment. Run the job again.'],
  [/^ResourceInUse/, 'Something else still refers to it. Take it off there, then run the job again.'],
  [
    /^DistributionAlreadyExists/,
    'Distributions that are gone or not ours hold the references of this environment. Give it another name with "environment" or "name".',
  ],
  [
    /^EntityAlreadyExists/,
    'AWS has such a one already, and does not show it yet: another run may have made it. Run the job again in a minute; there is nothing to change by hand.',
  ],
  [/^ClusterNotFound/, 'Check the name of the cluster in "base-service" or "service", and AWS_REGION.'],
  [/^NamespaceNotFound/, 'The namespace of Service Connect is gone: make it again, or take it off the service.'],
  [
    /^EntityNotFound/,
    'The VPC origin may just have been deleted. Run the job again; where "vpc-origin-id" is given, check that.',
  ],
  [
    /^(NoSuch(Distribution|Resource):|(TargetGroup|Rule|Listener|LoadBalancer|Service|Resource)NotFound|ServiceNotActive|\w+\.NotFound)/,
    'It existed, and may have been deleted meanwhile. Re-run the job: what is ours will be recreated.',
  ],

  [
    /^\w+: .*service.linked role/i,
    'ECS lacks the role that it makes for itself on first use. Have an administrator run once: aws iam create-service-linked-role --aws-service-name ecs.amazonaws.com',
  ],
  [
    /^(Client|InvalidParameter)\w*: .*\brole\b/i,
    'Check the roles of the task definition: they have to exist, and to trust ecs-tasks.amazonaws.com.',
  ],
  [
    /^Platform(Unknown|TaskDefinitionIncompatibility)/,
    "The Fargate platform version does not go with the task definition. Set the service's to LATEST.",
  ],
  [
    /^InvalidWebACLId/,
    'Check "web-acl-arn": it takes the ARN of a web ACL of WAF (not WAF Classic) in this account, made for CloudFront in us-east-1.',
  ],
  [
    /^InvalidOrigin:/,
    'CloudFront does not take the load balancer as its origin. Where "vpc-origin-id" is given, check that it is Deployed and leads there; without it, one is found or made.',
  ],
  [
    /^InvalidTagging/,
    'The tags are made of the name of the repository and of "name", "environment" and "ttl": check what they say.',
  ],
  [
    /^IllegalUpdate/,
    'CloudFront does not change this on a distribution that exists. Run once with "mode: destroy", then deploy again: the address changes.',
  ],
  [
    /^TargetGroupAssociationLimit/,
    'The target group serves another load balancer already, and serves only one. Run once with "mode: destroy", then deploy again: the address changes.',
  ],
  [
    /^(IncompatibleProtocols|UnsupportedProtocol)/,
    'Tasks are reached by HTTP: give an HTTP listener with "listener-arn".',
  ],
  [/^OperationNotPermitted/, 'AWS allows this to nobody as things stand: look at the resource in the AWS console.'],

  [
    /^(Inconsistent|Missing|Malformed|Unknown|Unsupported|Serialization|Idempotent|DryRun|Duplicate|FilterLimit|TrustStore|TooManyActions|RequestEntityTooLarge|Invalid(LoadBalancerAction|Target|ErrorCode|TTLOrder|ForwardCookies|QueryStringParameters|OriginReadTimeout|OriginKeepaliveTimeout|Query|Character|Pagination|Filter|Permission|ParameterCombination|ParameterDependency|\w+\.Malformed))/,
    BUG,
  ],
  // What CloudFront refuses beyond that belongs to settings that were never ours.
  [
    /^(CNAME|ContinuousDeployment|IllegalFieldLevel|IllegalOriginAccess|RealtimeLogConfig|StagingDistribution|Trusted|NoSuch(CachePolicy|Continuous|FieldLevel|Origin|Realtime|ResponseHeaders)|TooMany(Cache|Certificates|Cookie|Distribution|Function|Headers|KeyGroups|Lambda|Origin|QueryString|TrustedSigners)|Invalid(DefaultRootObject|DomainName|Function|Geo|Headers|Lambda|Location|MinimumProtocol|OriginAccess|ProtocolSettings|RelativePath|ResponseCode|ViewerCertificate))/,
    'The action sets nothing of this kind: what somebody else set on the distribution goes back as it was read. Put that right in the CloudFront console, then run the job again.',
  ],
];

const INVALID = /^(InvalidArgument|InvalidParameter|InvalidConfigurationRequest|Client|Validation)/;

/** Several codes say only that a value is wrong; the words tell where it came from. */
function hintForValue(code: string, words: string): string | undefined {
  if (!INVALID.test(code)) return undefined;
  const source = firstFor(words, SOURCES);
  return source === undefined
    ? 'Where these words name something of an input or of the task definition, fix it there. Otherwise it looks like a bug in the action: please report it with them.'
    : `This seems to come from ${source}: check it there.`;
}

const SOURCES: Table = [
  [/price ?class/i, '"price-class"'],
  [/web ?acl/i, '"web-acl-arn"'],
  [/vpc ?origin/i, '"vpc-origin-id"'],
  [/health ?check ?path/i, '"health-check-path"'],
  [/capacity ?provider/i, '"capacity-provider", or from the base service'],
  [/launch.?type|network ?mode/i, '"capacity-provider" or the task definition, which have to go together'],
  [/container ?port/i, '"container-port", or from the task definition'],
  [/container \S+ does not exist/i, '"container"'],
  [/subnet|security ?group/i, '"subnets" and "security-groups", or from the base service'],
  [/\b(cpu|memory)\b/i, '"cpu" and "memory", or from the task definition'],
  [/secret|valueFrom|\bssm\b/i, '"secrets", or from the task definition'],
  [/\bimage\b/i, '"image", or from the task definition'],
  [/environment/i, '"variables", or from the task definition'],
];
