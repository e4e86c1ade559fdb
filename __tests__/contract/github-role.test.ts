import { describe, expect, test } from '@jest/globals';
import { fillIn, type PolicyName, readPolicy } from '../../harness/policies.ts';
import { filledIn, type Json, readTemplate, type Values } from '../support/cloudformation.ts';

const template = readTemplate('github-role.yaml');

describe('the role', () => {
  const REPOSITORY = { Owner: 'acme', OwnerId: '12', Repository: 'shop', RepositoryId: '34' };
  const FOUNDATION = {
    Cluster: 'shop',
    Listener: 'shop-internal/1a/2b',
    LogGroup: '/shop/medusa',
    TaskRoles: 'arn:aws:iam::123456789012:role/execution,arn:aws:iam::123456789012:role/task',
    ProtectedDistributions: 'arn:aws:cloudfront::123456789012:distribution/E1',
  };
  const AWS = { 'AWS::Partition': 'aws', 'AWS::Region': 'eu-west-1', 'AWS::AccountId': '123456789012' };
  const OF_PURPOSE: Record<string, { parameters: Values; policy: PolicyName; context: string }> = {
    previews: { parameters: { Name: 'shop' }, policy: 'iam-policy', context: 'pull_request' },
    staging: {
      parameters: { Environment: 'staging', Name: 'staging', Service: 'medusa' },
      policy: 'iam-policy-in-place',
      context: 'environment:staging',
    },
    forks: {
      parameters: { Environment: 'preview-of-forks', Name: 'forks' },
      policy: 'iam-policy',
      context: 'environment:preview-of-forks',
    },
    sweep: {
      parameters: { Name: '*', Workflow: 'sweep.yml' },
      policy: 'iam-policy-sweep',
      context: 'ref:refs/heads/main',
    },
    commands: {
      parameters: { Name: 'shop', Workflow: 'commands.yml' },
      policy: 'iam-policy',
      context: 'ref:refs/heads/main',
    },
  };
  const PURPOSES = Object.entries(OF_PURPOSE);
  const partWith = (resource: 'Role' | 'OncePolicy', purpose: string, parameters: Values) =>
    filledIn(template, {
      ...AWS,
      ...REPOSITORY,
      ...FOUNDATION,
      Purpose: purpose,
      ...OF_PURPOSE[purpose]?.parameters,
      ...parameters,
    }).properties(resource);
  const roleWith = (purpose: string, parameters: Values = {}) => partWith('Role', purpose, parameters);
  /** One action or resource is as good as a list of one. */
  const comparable = (statements: Json[]) =>
    statements.map((each) => ({ ...each, Action: [each.Action].flat(), Resource: [each.Resource].flat() }));
  const documented = (name: PolicyName, environments: string) =>
    comparable(
      JSON.parse(
        fillIn(readPolicy(name), {
          ...{ REGION: 'eu-west-1', ACCOUNT: '123456789012', CLUSTER: 'shop', SERVICE: 'medusa' },
          ...{
            NAME: environments,
            'OWNER-TAG': `acme/shop:${environments}`,
            LISTENER: FOUNDATION.Listener,
            'LOG-GROUP': FOUNDATION.LogGroup,
          },
          ...{ 'EXECUTION-ROLE': 'execution', 'TASK-ROLE': 'task', 'SECURITY-GROUP': 'sg-1', 'TAG-KEY': 'Team' },
          'PROTECTED-DISTRIBUTION': 'E1',
        }),
      ).Statement,
    );

  test.each(PURPOSES)('%s may do what the policy in docs says, filled in', (purpose, { policy, parameters }) => {
    const { Name = '' } = parameters;
    const given = { TagKeys: 'Team', Once: 'true', SecurityGroup: 'sg-1' };
    const { Policies } = roleWith(purpose, given);
    const once = partWith('OncePolicy', purpose, given);
    expect(Policies).toHaveLength(1);
    expect(comparable(Policies[0].PolicyDocument.Statement)).toEqual(documented(policy, Name));
    expect(comparable(once.PolicyDocument.Statement)).toEqual(documented('iam-policy-once', Name));
    expect([once.Roles, template.Resources.OncePolicy.Condition]).toEqual([['Role'], 'IsOnce']);
  });

  test.each(PURPOSES)('%s may have the names that are good for it, and no others', (purpose, { parameters }) => {
    const refusals = (Name: string) => {
      const { fill } = filledIn(template, { ...REPOSITORY, ...FOUNDATION, Purpose: purpose, ...parameters, Name });
      const rules = Object.values<Json>(template.Rules).filter((rule) => fill(rule.RuleCondition));
      return rules.flatMap((rule) => rule.Assertions).filter(({ Assert }) => !fill(Assert)).length;
    };
    expect([String(parameters.Name), '*', 'shop'].map((Name) => refusals(Name))).toEqual([
      0,
      purpose === 'sweep' ? 0 : 1,
      ['staging', 'forks'].includes(purpose) ? 1 : 0,
    ]);
    expect(template.Parameters.Name.Default).toBeUndefined();
  });

  test('leaves the statement on protected distributions out only where none is said to be there', () => {
    const sidsOf = (role: Json) => role.Policies[0].PolicyDocument.Statement.map(({ Sid }: Json) => Sid);
    expect(sidsOf(roleWith('previews'))).toContain('LeaveTheProtectedAlone');
    expect(sidsOf(roleWith('previews', { ProtectedDistributions: 'none' }))).not.toContain('LeaveTheProtectedAlone');
  });

  describe.each(PURPOSES)('of %s', (purpose, { context, parameters }) => {
    const [statement] = roleWith(purpose).AssumeRolePolicyDocument.Statement;
    const { StringEquals } = statement.Condition;
    const trusts = (claims: Values) => isTrusted(StringEquals, claims);
    const workflow = parameters.Workflow ?? 'preview.yml';
    const claims = {
      aud: 'sts.amazonaws.com',
      repository_id: '34',
      sub: `repo:acme/shop:${context}`,
      job_workflow_ref: `acme/shop/.github/workflows/${workflow}@refs/heads/main`,
    };

    test('trusts its own runs, in both forms of their subject, and nobody else', () => {
      expect(Object.keys(statement.Condition)).toEqual(['StringEquals']);
      expect(statement.Principal).toEqual({ Federated: 'GitHubOidcProvider' });
      expect(trusts(claims)).toBe(true);
      expect(trusts({ ...claims, sub: `repo:acme@12/shop@34:${context}` })).toBe(true);
      const contexts = [...Object.values(OF_PURPOSE).map((each) => each.context), 'ref:refs/heads/feature'];
      for (const other of contexts.filter((each) => each !== context)) {
        expect([other, trusts({ ...claims, sub: `repo:acme/shop:${other}` })]).toEqual([other, false]);
      }
      expect(trusts({ ...claims, sub: `repo:mallory/shop:${context}`, repository_id: '99' })).toBe(false);
      expect(trusts({ ...claims, repository_id: '99' })).toBe(false);
    });

    test('trusts another workflow only where none is named', () => {
      const other = { ...claims, job_workflow_ref: 'acme/shop/.github/workflows/other.yml@refs/heads/main' };
      expect(trusts(other)).toBe(parameters.Workflow === undefined);
    });
  });

  test.each(['previews', 'sweep', 'commands'])(
    'of %s trusts the jobs of an environment in their place where one is named',
    (purpose) => {
      const [{ Condition }] = roleWith(purpose, { Environment: 'careful' }).AssumeRolePolicyDocument.Statement;
      expect(Condition.StringEquals['token.actions.githubusercontent.com:sub']).toEqual([
        'repo:acme@12/shop@34:environment:careful',
        'repo:acme/shop:environment:careful',
      ]);
    },
  );

  test('of previews can be left to one workflow as it is on the default branch, and not to the copy of a pull request', () => {
    const [{ Condition }] = roleWith('previews', { Workflow: 'preview-deploy.yml' }).AssumeRolePolicyDocument.Statement;
    const claims = { aud: 'sts.amazonaws.com', repository_id: '34', sub: 'repo:acme/shop:pull_request' };
    const isTrustedAs = (ref: string) =>
      isTrusted(Condition.StringEquals, { ...claims, job_workflow_ref: `acme/shop/.github/workflows/${ref}` });
    expect(isTrustedAs('preview-deploy.yml@refs/heads/main')).toBe(true);
    expect(isTrustedAs('preview-deploy.yml@refs/pull/42/merge')).toBe(false);
    expect(isTrustedAs('preview-deploy.yml@refs/heads/feature')).toBe(false);
    expect(isTrustedAs('preview.yml@refs/pull/42/merge')).toBe(false);
    expect(isTrusted(Condition.StringEquals, claims)).toBe(false);
  });

  test('uses the provider that the account has, and pushes only to the repository that is named', () => {
    const { AssumeRolePolicyDocument, Policies } = roleWith('previews', {
      OidcProvider: 'arn:provider',
      ImageRepository: 'shop/medusa',
    });
    expect(AssumeRolePolicyDocument.Statement[0].Principal).toEqual({ Federated: 'arn:provider' });
    const [logIn, push] = Policies[1].PolicyDocument.Statement;
    expect(logIn).toMatchObject({ Action: 'ecr:GetAuthorizationToken' });
    expect(push.Resource).toBe('arn:aws:ecr:eu-west-1:123456789012:repository/shop/medusa');
  });
});

/** AWS compares the claims of the token exactly, and each key has to be there. */
function isTrusted(stringEquals: Json, claims: Values): boolean {
  return Object.entries<Json>(stringEquals).every(([key, value]) =>
    [value].flat().includes(claims[key.replace('token.actions.githubusercontent.com:', '')]),
  );
}
