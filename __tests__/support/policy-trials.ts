// Owns what somebody with a role of ours might try on what is not ours, and why AWS leaves some of it open.
import type { Check } from '../../packages/simulator/iam/check.ts';

export interface Trial {
  attempt: string;
  /** Each is an attempt of its own. */
  checks: Check[];
  /** Empty where every policy denies it. */
  why: string;
}

const OWNER = 'acme/shop:shop';
const MADE_OURS = { 'aws:RequestTag/medusa-preview:owner': OWNER, 'aws:TagKeys': ['medusa-preview:owner'] };
/** An environment of another `name`, and with it of another role. */
const IS_STAGING = { 'aws:ResourceTag/medusa-preview:owner': 'acme/shop:staging' };
/** The storefront of the same pull request has a `name` of its own as well. */
const IS_STOREFRONT = { 'aws:ResourceTag/medusa-preview:owner': 'acme/shop:shop-storefront' };
const IS_OURS = { 'aws:ResourceTag/medusa-preview:owner': OWNER };
const MADE_GUARD = { 'aws:RequestTag/medusa-preview:guard': 'shared', 'aws:TagKeys': ['medusa-preview:guard'] };

const ecs = (rest: string) => `arn:aws:ecs:eu-west-1:123456789012:${rest}`;
const balancing = (rest: string) => `arn:aws:elasticloadbalancing:eu-west-1:123456789012:${rest}`;
const edge = (rest: string) => `arn:aws:cloudfront::123456789012:${rest}`;
const inCluster = (name: string) => ({ 'ecs:cluster': ecs(`cluster/${name}`) });
const ofFamily = (name: string) => ({ 'ecs:task-definition': ecs(`task-definition/${name}:1`) });

/** By these names the policies are filled in, so that what is beside them is not meant. */
export const NAMED = { LISTENER: 'shop-internal/1/2', 'SECURITY-GROUP': 'sg-1', SERVICE: 'medusa' };

const check = (action: string, resource: string, context: Check['context'] = {}): Check => ({
  action,
  resource,
  context,
});

export const TRIALS: Trial[] = [
  {
    attempt: 'update a service that is not ours, such as production',
    checks: [
      check('ecs:UpdateService', ecs('service/shop/payments'), inCluster('shop')),
      check('ecs:UpdateService', ecs('service/other/medusa'), inCluster('other')),
    ],
    why: '',
  },
  {
    attempt:
      'change or remove an environment of another `name`, such as staging or the storefront, or run its task definition',
    checks: [
      check('cloudfront:UpdateDistribution', edge('distribution/ESTAGING'), IS_STAGING),
      check('cloudfront:DeleteDistribution', edge('distribution/ESTAGING'), IS_STAGING),
      check('cloudfront:DeleteDistribution', edge('distribution/ESTOREFRONT'), IS_STOREFRONT),
      check('ecs:UpdateService', ecs('service/shop/shop-storefront-pr-1'), { ...IS_STOREFRONT, ...inCluster('shop') }),
      check('ecs:DeleteService', ecs('service/shop/shop-staging'), { ...IS_STAGING, ...inCluster('shop') }),
      check('ecs:RunTask', ecs('task-definition/shop-medusa:1'), { ...IS_STAGING, ...inCluster('shop') }),
    ],
    why: '',
  },
  {
    attempt: 'have a service of ours run the task definition of others',
    checks: [
      check('ecs:CreateService', ecs('service/shop/shop-pr-1'), {
        ...MADE_OURS,
        ...inCluster('shop'),
        ...ofFamily('payments'),
      }),
      check('ecs:UpdateService', ecs('service/shop/shop-pr-1'), {
        ...IS_OURS,
        ...inCluster('shop'),
        ...ofFamily('payments'),
      }),
    ],
    why: '',
  },
  {
    attempt: 'register a revision in the family of others',
    checks: [check('ecs:RegisterTaskDefinition', ecs('task-definition/payments:*'), MADE_OURS)],
    why: 'AWS has been seen to ask for the right on `*`. A family that is started without the number of a revision runs its newest: name the number',
  },
  {
    attempt: 'update the service that `service:` names',
    checks: [check('ecs:UpdateService', ecs('service/shop/medusa'), inCluster('shop'))],
    why: 'that is what it is for',
  },
  {
    attempt: 'give a task another role than the two that are named',
    checks: [
      check('iam:PassRole', 'arn:aws:iam::123456789012:role/admin', {
        'iam:PassedToService': 'ecs-tasks.amazonaws.com',
      }),
    ],
    why: '',
  },
  {
    attempt: 'give a task any secret that the execution role may read',
    checks: [check('ecs:RegisterTaskDefinition', ecs('task-definition/shop-pr-1:*'), MADE_OURS)],
    why: 'AWS has no key for the secrets of a task definition: let that role read only what the code of a pull request may have',
  },
  {
    attempt: 'run a task, or make a service, in another cluster',
    checks: [
      check('ecs:RunTask', ecs('task-definition/shop-pr-1:1'), { ...IS_OURS, ...MADE_OURS, ...inCluster('other') }),
      check('ecs:CreateService', ecs('service/other/shop-pr-1'), { ...MADE_OURS, ...inCluster('other') }),
    ],
    why: '',
  },
  {
    attempt: 'run tasks of any size and number',
    checks: [
      check('ecs:RunTask', ecs('task-definition/shop-pr-1:1'), { ...IS_OURS, ...MADE_OURS, ...inCluster('shop') }),
    ],
    why: 'AWS has keys for the size (`ecs:task-cpu`, `ecs:task-memory`) and none for the number: the quota of Fargate, and a budget with an alarm',
  },
  {
    attempt: 'take over an EC2 instance of the cluster, with a privileged container or a mount of its disk',
    checks: [
      check('ecs:RegisterTaskDefinition', ecs('task-definition/shop-pr-1:*'), {
        ...MADE_OURS,
        'ecs:compute-compatibility': ['EC2'],
        'ecs:privileged': 'true',
      }),
    ],
    why: 'a cluster for Fargate alone has no instance. `ecs:compute-compatibility` can require Fargate of each revision, which those of a service on instances cannot meet',
  },
  {
    attempt: 'run a task in any subnet and security group',
    checks: [
      check('ecs:RunTask', ecs('task-definition/shop-pr-1:1'), { ...IS_OURS, ...MADE_OURS, ...inCluster('shop') }),
    ],
    why: '`ecs:RunTask` has no key for either. `ecs:CreateService` has one for subnets, which alone would keep nobody out',
  },
  {
    attempt: 'make a rule on another listener',
    checks: [
      check('elasticloadbalancing:CreateRule', balancing('listener/app/shop-public/3/4'), MADE_OURS),
      check('elasticloadbalancing:CreateRule', balancing('listener/app/shop-public/3/4'), MADE_GUARD),
    ],
    why: '',
  },
  {
    attempt: 'make a rule of any priority, condition and action on the listener that is named',
    checks: [
      check('elasticloadbalancing:CreateRule', balancing('listener/app/shop-internal/1/2'), MADE_OURS),
      check('elasticloadbalancing:CreateRule', balancing('listener/app/shop-internal/1/2'), MADE_GUARD),
    ],
    why: 'AWS has no key for what is in a rule: give previews a listener, or a load balancer, of their own',
  },
  {
    attempt: 'reorder the rules of a listener',
    checks: [
      check('elasticloadbalancing:SetRulePriorities', balancing('listener-rule/app/shop-internal/1/2/3'), IS_OURS),
    ],
    why: '',
  },
  {
    attempt: 'change or delete a rule that is not ours',
    checks: [
      check('elasticloadbalancing:ModifyRule', balancing('listener-rule/app/shop-internal/1/2/3')),
      check('elasticloadbalancing:DeleteRule', balancing('listener-rule/app/shop-internal/1/2/3')),
    ],
    why: '',
  },
  {
    attempt: 'open a port of another security group',
    checks: [check('ec2:AuthorizeSecurityGroupIngress', 'arn:aws:ec2:eu-west-1:123456789012:security-group/sg-2')],
    why: '',
  },
  {
    attempt: 'open any port of the security group that is named, to anybody',
    checks: [check('ec2:AuthorizeSecurityGroupIngress', 'arn:aws:ec2:eu-west-1:123456789012:security-group/sg-1')],
    why: 'AWS has no key for port and source',
  },
  {
    attempt: 'make a VPC origin for any load balancer or instance',
    checks: [check('cloudfront:CreateVpcOrigin', '*', MADE_OURS)],
    why: 'AWS has no key for what it leads to',
  },
  {
    attempt: 'make a distribution with our tag that leads anywhere, by any VPC origin of the account too',
    checks: [check('cloudfront:CreateDistribution', '*', MADE_OURS)],
    why: 'AWS has no key but the tags of the request',
  },
  {
    attempt: 'call a distribution of others ours, and then change it',
    checks: [check('cloudfront:TagResource', edge('distribution/EOTHER'), MADE_OURS)],
    why: 'CloudFront does not distinguish tags of something new from tags of something that is there',
  },
  {
    attempt: 'the same with a distribution that is protected',
    checks: [
      check('cloudfront:TagResource', edge('distribution/EPROTECTED0001'), MADE_OURS),
      check('cloudfront:UpdateDistribution', edge('distribution/EPROTECTED0001'), IS_OURS),
      check('cloudfront:DeleteDistribution', edge('distribution/EPROTECTED0001'), IS_OURS),
    ],
    why: '',
  },
  {
    attempt: 'give a distribution of others a tag that means something to others',
    checks: [
      check('cloudfront:TagResource', edge('distribution/EOTHER'), {
        ...MADE_OURS,
        'aws:TagKeys': ['medusa-preview:owner', 'Team'],
      }),
    ],
    why: '',
  },
  {
    attempt: 'change, publish or delete a function that is no gate, such as one of production',
    checks: ['UpdateFunction', 'PublishFunction', 'DeleteFunction'].map((name) =>
      check(`cloudfront:${name}`, edge('function/redirects')),
    ),
    why: '',
  },
  {
    attempt: 'change the gate of another `name`, or delete it',
    checks: ['UpdateFunction', 'PublishFunction', 'DeleteFunction'].map((name) =>
      check(`cloudfront:${name}`, edge('function/medusa-preview-0f')),
    ),
    why: 'functions have no tags that a policy could ask for. A gate that is in use cannot be deleted, and the next deploy repairs one that was changed',
  },
  {
    attempt: 'read the settings of any distribution, with the headers that it sends to its origin',
    checks: [check('cloudfront:ListDistributions', '*')],
    why: 'AWS takes no resource: such a header is no secret from this role',
  },
  {
    attempt: 'read another log group',
    checks: [
      check('logs:GetLogEvents', 'arn:aws:logs:eu-west-1:123456789012:log-group:/payments:log-stream:medusa/medusa/1'),
    ],
    why: '',
  },
  {
    attempt: 'deregister any task definition',
    checks: [check('ecs:DeregisterTaskDefinition', '*')],
    why: 'AWS takes neither a resource nor tags. A revision that is deregistered still runs where it runs, and can be registered again',
  },
  {
    attempt: 'read any task definition, with its variables',
    checks: [check('ecs:DescribeTaskDefinition', '*')],
    why: 'AWS takes no resource: secrets belong in `secrets`',
  },
  {
    attempt: 'run the task definition of others, or tag their service',
    checks: [
      check('ecs:RunTask', ecs('task-definition/payments:1'), { ...MADE_OURS, ...inCluster('shop') }),
      check('ecs:TagResource', ecs('service/shop/payments'), MADE_OURS),
    ],
    why: '',
  },
  {
    attempt: 'read a secret, or open a shell in a task',
    checks: [
      check('secretsmanager:GetSecretValue', 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop-1'),
      check('ecs:ExecuteCommand', ecs('task/shop/1'), { ...IS_OURS, ...inCluster('shop') }),
    ],
    why: '',
  },
];
