// Owns Medusa's configuration: only what its defaults cannot know. Variables come from the task definition.
import { defineConfig, loadEnv } from '@medusajs/framework/utils';

loadEnv(process.env.NODE_ENV ?? 'development', process.cwd());

/** Puts the address together from parts, where there are any, like some users' configurations. */
function databaseUrl(): string | undefined {
  const { DATABASE_URL, DB_NAME } = process.env;
  if (DATABASE_URL === undefined || DB_NAME === undefined) return DATABASE_URL;
  return Object.assign(new URL(DATABASE_URL), { pathname: `/${DB_NAME}` }).href;
}

const { REDIS_URL: redisUrl } = process.env;

/** All of Medusa's modules for Redis, as its documentation registers them. */
const REDIS_MODULES = [
  { resolve: '@medusajs/medusa/cache-redis', options: { redisUrl } },
  { resolve: '@medusajs/medusa/event-bus-redis', options: { redisUrl } },
  { resolve: '@medusajs/medusa/workflow-engine-redis', options: { redis: { redisUrl } } },
  {
    resolve: '@medusajs/medusa/locking',
    options: {
      providers: [
        { resolve: '@medusajs/medusa/locking-redis', id: 'locking-redis', is_default: true, options: { redisUrl } },
      ],
    },
  },
];

export default defineConfig({
  projectConfig: {
    databaseUrl: databaseUrl(),
    ...(redisUrl !== undefined && { redisUrl }),
    http: {
      storeCors: process.env.STORE_CORS ?? '',
      adminCors: process.env.ADMIN_CORS ?? '',
      authCors: process.env.AUTH_CORS ?? '',
      jwtSecret: process.env.JWT_SECRET ?? 'supersecret',
      cookieSecret: process.env.COOKIE_SECRET ?? 'supersecret',
    },
  },
  modules: [
    ...(redisUrl === undefined ? [] : REDIS_MODULES),
    {
      resolve: '@medusajs/medusa/file',
      options: {
        providers: [
          {
            resolve: '@medusajs/medusa/file-local',
            id: 'local',
            // Without it the address of each file begins with http://localhost:9000.
            options: { backend_url: `${process.env.MEDUSA_BACKEND_URL ?? 'http://localhost:9000'}/static` },
          },
        ],
      },
    },
  ],
});
