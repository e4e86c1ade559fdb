import { expect, test } from '@jest/globals';
import { isOtherAddress } from '../../src/environment/other-addresses.ts';

test.each([
  'DB_HOST',
  'DB_NAME',
  'db_name',
  'DATABASE_HOST',
  'DATABASE_NAME',
  'POSTGRES_HOST',
  'POSTGRES_DB',
  'POSTGRES_PRISMA_URL',
  'PGHOST',
  'PGDATABASE',
  'PG_URL',
  'RDS_HOSTNAME',
  'RDS_DB_NAME',
  'MEDUSA_DATABASE_URL',
  'ERP_DATABASE_URL',
  'DATABASE_URL_REPLICA',
])('%s may lead to a database', (name) => {
  expect(isOtherAddress(name)).toBe(true);
});

test.each([
  'DATABASE_URL',
  'MEDUSA_PREVIEW_SERVER_URL',
  'DB_USER',
  'DB_PASSWORD',
  'DB_PORT',
  'PGPASSWORD',
  'PGSSLMODE',
  'POSTGRES_PASSWORD',
  'DATABASE_TYPE',
  'REDIS_URL',
  'MEDUSA_BACKEND_URL',
  'NAME',
  'HOST',
  '',
])('%j does not', (name) => {
  expect(isOtherAddress(name)).toBe(false);
});

test('a variable of any name that holds an address is one; DATABASE_URL itself is not', () => {
  expect(isOtherAddress('DB_CONNECTION_STRING')).toBe(true);
  expect(isOtherAddress('STORE', 'postgres://shop@db/medusa')).toBe(true);
  expect(isOtherAddress('STORE', 'https://shop.example.com')).toBe(false);
  expect(isOtherAddress('DATABASE_URL', 'postgres://shop@db/medusa')).toBe(false);
});
