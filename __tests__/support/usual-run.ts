// Owns what is usual in a run, which transcripts leave out: the calls that read, and the outputs. life-of-a-preview.test.ts shows it.

type Usual = Record<string, string[]>;

const UNCHANGED = [
  'cloudfront:ListDistributions',
  'cloudfront:ListTagsForResource',
  'cloudfront:ListVpcOrigins',
  'ecs:DescribeServices',
  'ecs:DescribeTaskDefinition',
  'elasticloadbalancing:DescribeListeners',
  'elasticloadbalancing:DescribeLoadBalancerAttributes',
  'elasticloadbalancing:DescribeLoadBalancers',
  'elasticloadbalancing:DescribeRules',
  'elasticloadbalancing:DescribeTags',
  'elasticloadbalancing:DescribeTargetGroupAttributes',
  'elasticloadbalancing:DescribeTargetGroups',
];

/** The distinct calls that read, by the run that makes them. */
export const USUAL_READS: Usual = {
  'nothing is asked': [],
  'as in an unchanged run': UNCHANGED,
  'as in a first deploy': [
    'cloudfront:GetVpcOrigin',
    'cloudfront:ListDistributions',
    'cloudfront:ListVpcOrigins',
    'ec2:DescribeAvailabilityZones',
    'ec2:DescribeInternetGateways',
    'ec2:DescribeManagedPrefixLists',
    'ec2:DescribeSecurityGroupRules',
    'ec2:DescribeSecurityGroups',
    'ec2:DescribeVpcBlockPublicAccessOptions',
    'ecs:DescribeServices',
    'ecs:DescribeTaskDefinition',
    'elasticloadbalancing:DescribeAccountLimits',
    'elasticloadbalancing:DescribeListeners',
    'elasticloadbalancing:DescribeLoadBalancerAttributes',
    'elasticloadbalancing:DescribeLoadBalancers',
    'elasticloadbalancing:DescribeRules',
    'elasticloadbalancing:DescribeTargetGroups',
  ],
  'as in a removal': [
    'cloudfront:GetDistribution',
    'cloudfront:ListDistributions',
    'cloudfront:ListTagsForResource',
    'ecs:DescribeServices',
    'ecs:DescribeTaskDefinition',
    'ecs:ListTaskDefinitions',
    'elasticloadbalancing:DescribeListeners',
    'elasticloadbalancing:DescribeRules',
    'elasticloadbalancing:DescribeTags',
    'elasticloadbalancing:DescribeTargetGroupAttributes',
    'elasticloadbalancing:DescribeTargetGroups',
  ],
};

const ADDRESS = [
  'url = https://d….cloudfront.net',
  'admin-url = https://d….cloudfront.net/app',
  'vpc-origin-id = vo_…',
  'task-definition-arn = arn:aws:ecs:eu-west-1:123456789012:task-definition/shop-pr-42:1',
  'log-group = /shop/medusa',
];
/** The database is the base service's. */
const KEY = ['publishable-key = '];
const DISTRIBUTION = ['distribution-id = E…'];
const NAMES = [
  'environment = pr-42',
  'cluster = shop',
  'service = shop-pr-42',
  'access-header = ',
  'comment-url = https://github.com/acme/shop/pull/42#issuecomment-…',
];
const emptied = (lines: string[]) => lines.map((line) => line.replace(/(?<==).*/, ' '));

/** The outputs but for `action` and `reason`, by what became of the preview. */
export const USUAL_OUTPUTS: Usual = {
  'of a preview that is up': [...ADDRESS, ...KEY, ...DISTRIBUTION, ...NAMES],
  'of a preview that was removed': [...emptied(ADDRESS), ...KEY, ...DISTRIBUTION, ...NAMES],
  'of a preview that was never there': emptied([...ADDRESS, ...KEY, ...DISTRIBUTION]).concat(NAMES),
  'all empty': emptied([...ADDRESS, ...KEY, ...DISTRIBUTION, ...NAMES]),
};

/** The name of what is most like these lines, with the lines that it has not and, after them, those that are missing. */
export function compareWithUsual(lines: string[], usual: Usual): { name: string; more: string[]; less: string[] } {
  const compared = Object.entries(usual).map(([name, expected]) => ({
    name,
    more: lines.filter((line) => !expected.includes(line)),
    less: expected.filter((line) => !lines.includes(line)),
  }));
  const [nearest] = compared.sort((one, other) => sizeOf(one) - sizeOf(other));
  if (nearest === undefined) throw new Error('Nothing is usual.');
  return nearest;
}

function sizeOf({ more, less }: { more: string[]; less: string[] }): number {
  return more.length + less.length;
}
