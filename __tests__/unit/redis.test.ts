import { describe, expect, test } from '@jest/globals';
import {
  describeRedisContainer,
  isRedisAddress,
  ownRedisVariables,
  REDIS_CONTAINER,
  REDIS_IMAGE,
} from '../../src/environment/redis.ts';

const OWN = 'redis://127.0.0.1:6379';
const LOGS = { logDriver: 'awslogs', options: { 'awslogs-group': '/shop/medusa' } } as const;

test.each([
  ['REDIS_URL', true],
  ['CACHE_REDIS_URL', true],
  ['WE_REDIS_URL', true],
  ['REDIS_URI', true],
  ['REDIS_TLS_URL', true],
  ['VALKEY_URL', true],
  ['REDIS_HOST', true],
  ['LOCKING_REDIS_HOST', true],
  ['REDIS_PASSWORD', false],
  ['REDIS_PORT', false],
  ['REDIS_URL_PREFIX', false],
  ['PREDIS_URL', false],
  ['DATABASE_URL', false],
])('%s holds the address of a Redis: %s', (name, expected) => {
  expect(isRedisAddress(name)).toBe(expected);
});

describe('the inherited variables', () => {
  test('lead to the own Redis, by every name', () => {
    const names = ['DATABASE_URL', 'REDIS_URL', 'CACHE_REDIS_URL', 'EVENTS_REDIS_URL', 'WE_REDIS_URL'];
    expect([...ownRedisVariables(names, false)]).toEqual(names.slice(1).map((name) => [name, OWN]));
  });

  test('lead there by host and port, without password, user and TLS', () => {
    const names = ['REDIS_HOST', 'REDIS_PORT', 'REDIS_PASSWORD', 'REDIS_USERNAME', 'REDIS_TLS'];
    expect(Object.fromEntries(ownRedisVariables(names, false))).toEqual({
      REDIS_HOST: '127.0.0.1',
      REDIS_PORT: '6379',
      REDIS_PASSWORD: undefined,
      REDIS_USERNAME: undefined,
      REDIS_TLS: 'false',
    });
  });

  test('stay where none of them is an address', () => {
    expect(ownRedisVariables(['REDIS_PASSWORD', 'MEDUSA_WORKER_MODE', 'PORT'], false).size).toBe(0);
  });

  test('make Medusa work as well, unless an address is given', () => {
    const names = ['REDIS_URL', 'MEDUSA_WORKER_MODE'];
    expect(ownRedisVariables(names, false).get('MEDUSA_WORKER_MODE')).toBe('shared');
    expect(ownRedisVariables(names, true).has('MEDUSA_WORKER_MODE')).toBe(false);
  });
});

describe('the container', () => {
  test('ends with the task, is reached from the task alone, and keeps and evicts nothing', () => {
    expect(describeRedisContainer(REDIS_IMAGE, { logConfiguration: LOGS }, '1024')).toEqual({
      name: REDIS_CONTAINER,
      image: REDIS_IMAGE,
      essential: false,
      command:
        'redis-server --bind 127.0.0.1 --port 6379 --save  --appendonly no --maxmemory 64mb --maxmemory-policy noeviction'.split(
          ' ',
        ),
      restartPolicy: { enabled: true },
      logConfiguration: LOGS,
    });
  });

  test('reserves memory where the task has none of its own', () => {
    expect(describeRedisContainer(REDIS_IMAGE, {}, undefined)).toMatchObject({ memoryReservation: 32 });
  });

  test('is pinned to what every architecture has', () => {
    expect(REDIS_IMAGE).toMatch(/^public\.ecr\.aws\/docker\/library\/redis:7\.2-alpine@sha256:[0-9a-f]{64}$/);
  });
});
