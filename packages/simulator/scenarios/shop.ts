// Owns the scenario that the command starts with: the account of a shop, and the stand-ins of its backend and its storefront.
import { join } from 'node:path';
import type { Scenario } from '../scenario.ts';

const STAND_IN = join(import.meta.dirname, '../stand-in');

export const SHOP: Scenario = {
  images: {
    // Its other tags misbehave by themselves.
    medusa: {
      command: ['medusa', 'start'],
      workingDirectory: STAND_IN,
      programs: join(STAND_IN, 'bin'),
      modules: join(STAND_IN, 'modules'),
      listeningSeconds: 2,
      missingTag: 'missing',
      outOfMemoryTag: 'oom',
      endlessTag: 'stuck',
    },
    storefront: {
      command: ['storefront'],
      workingDirectory: STAND_IN,
      programs: join(STAND_IN, 'bin'),
      listeningSeconds: 2,
    },
    'public.ecr.aws/docker/library/redis': {
      command: ['redis-server'],
      workingDirectory: STAND_IN,
      programs: join(STAND_IN, 'bin'),
      listeningSeconds: 2,
      loopbackPort: 6379,
    },
  },
  loadBalancer: { scheme: 'internal', subnets: 'public', admits: ['10.0.0.0/16'] },
  network: { name: 'shop', hasInternetGateway: true },
  backend: {
    repository: 'medusa',
    databaseUrl: 'postgres://medusa:secret@shop-db.internal:5432/medusa?sslmode=no-verify',
  },
  base: {
    cluster: 'shop',
    service: 'medusa',
    family: 'shop-medusa',
    container: 'medusa',
    logGroup: '/shop/medusa',
    logPrefix: 'medusa',
    executionRole: 'shop-medusa-execution',
    taskRole: 'shop-medusa-task',
    cpu: '512',
    memory: '1024',
    hasContainerLimits: false,
    variables: {
      NODE_ENV: 'production',
      PORT: '9000',
      STORE_CORS: 'https://shop.example.com',
      ADMIN_CORS: 'https://admin.example.com',
      AUTH_CORS: 'https://shop.example.com,https://admin.example.com',
      MEDUSA_WORKER_MODE: 'shared',
    },
    secrets: {
      DATABASE_URL: { name: 'shop/medusa/database-url-kG4fQz', value: '' },
      REDIS_URL: { name: 'shop/medusa/redis-url-Tq5RvM', value: 'redis://shop-redis.internal:6379' },
      JWT_SECRET: { name: 'shop/medusa/jwt-secret-Wb7Tn2', value: 'stand-in-jwt-secret' },
      COOKIE_SECRET: { name: 'shop/medusa/cookie-secret-xR9sLd', value: 'stand-in-cookie-secret' },
    },
    // Terraform's `default_tags` would leave them so.
    settings: {},
    tags: { Project: 'shop', Environment: 'production', ManagedBy: 'terraform' },
  },
  hasVpcOrigin: false,
  instances: [],
  fullCapacity: [],
  faults: [],
  functions: [],
  pullRequests: [],
};
