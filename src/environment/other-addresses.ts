// Owns telling which variables beside DATABASE_URL may hold the address of a database, or a part of it. Pure.

const DATABASES = ['DB', 'DATABASE', 'POSTGRES', 'POSTGRESQL', 'PG'];
/** As the last word: `DB_HOST`, `RDS_DB_NAME`. */
const PARTS = ['HOST', 'HOSTNAME', 'SERVER', 'ENDPOINT', 'NAME', 'DATABASE', 'DB'];
/** Anywhere behind: `MEDUSA_DATABASE_URL`, `POSTGRES_PRISMA_URL`, `DATABASE_URL_REPLICA`. */
const ADDRESSES = ['URL', 'URI', 'DSN', 'STRING'];
/** In one word: https://www.postgresql.org/docs/current/libpq-envars.html */
const OF_POSTGRES = ['PGHOST', 'PGHOSTADDR', 'PGDATABASE', 'PGSERVICE', 'RDS_HOSTNAME'];

const ADDRESS = /^postgres(?:ql)?:\/\//i;

/** User, password and TLS alone lead nowhere: they complete DATABASE_URL. Of a secret there is no value to be seen. */
export function isOtherAddress(name: string, value = ''): boolean {
  if (name === 'DATABASE_URL') return false;
  if (ADDRESS.test(value)) return true;
  const words = name.toUpperCase().split('_');
  const [last = '', beforeLast = ''] = words.toReversed();
  const behind = words.slice(words.findIndex((word) => DATABASES.includes(word)) + 1);
  const isPart = DATABASES.includes(beforeLast) && PARTS.includes(last);
  const isAddress = behind.length < words.length && behind.some((word) => ADDRESSES.includes(word));
  return isPart || isAddress || OF_POSTGRES.includes(name.toUpperCase());
}
