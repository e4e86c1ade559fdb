import { expect, test } from '@jest/globals';
import { problemsOfTargets } from '../../src/checks/foundation.ts';
import { describeTargets, isHealthy } from '../../src/environment/targets.ts';
import type { Front } from '../../src/foundation/balancing.ts';

const ENTRY = { container: 'medusa', port: 9000 };
const PLAIN = {
  protocol: 'HTTP',
  protocolVersion: 'HTTP1',
  healthCheck: { path: '/health', codes: '200' },
  healthCheckProtocol: 'HTTP',
  healthCheckPort: 'traffic-port',
};

function front(targetGroup: Front['targetGroup']): Front {
  return { balanced: { containerName: 'medusa', containerPort: 9000 }, targetGroup };
}

const SECURE = front({
  Protocol: 'HTTPS',
  ProtocolVersion: 'HTTP1',
  HealthCheckProtocol: 'HTTP',
  HealthCheckPort: '9001',
  HealthCheckPath: '/ready',
  Matcher: { HttpCode: '200,204' },
});

test('are as the base service has them', () => {
  expect(describeTargets(SECURE, ENTRY, {})).toEqual({
    protocol: 'HTTPS',
    protocolVersion: 'HTTP1',
    healthCheck: { path: '/ready', codes: '200,204' },
    healthCheckProtocol: 'HTTP',
    healthCheckPort: '9001',
  });
});

test('are looked at by the path that is asked for, which answers 200', () => {
  expect(describeTargets(SECURE, ENTRY, { asked: '/health' }).healthCheck).toEqual({ path: '/health', codes: '200' });
});

test.each([
  ['without a target group', undefined, ENTRY],
  ['past the proxy that the target group leads to', SECURE, { container: 'medusa', port: 8000 }],
  [
    'behind a network load balancer',
    front({ Protocol: 'TCP', HealthCheckProtocol: 'TCP', HealthCheckPort: 'traffic-port' }),
    ENTRY,
  ],
])('are those of Medusa %s', (_, behind, entry) => {
  expect(describeTargets(behind, entry, {})).toEqual(PLAIN);
});

test.each(['HTTP2', 'GRPC'])(
  'of the version %s are refused, since no HTTP listener leads to them',
  (ProtocolVersion) => {
    expect(problemsOfTargets({ targets: describeTargets(front({ ProtocolVersion }), ENTRY, {}) })).toEqual([
      expect.stringContaining(`its target group uses the protocol version ${ProtocolVersion}`),
    ]);
    expect(problemsOfTargets({ targets: describeTargets(SECURE, ENTRY, {}) })).toEqual([]);
  },
);

test.each([
  ['200', [200], [199, 201, 404]],
  ['200,301-303', [200, 301, 302, 303], [300, 304]],
  ['200-599', [200, 499], [500, 503]],
])('codes %s', (codes, good, bad) => {
  expect(good.filter((status) => !isHealthy(status, { path: '/', codes }))).toEqual([]);
  expect(bad.filter((status) => isHealthy(status, { path: '/', codes }))).toEqual([]);
});
