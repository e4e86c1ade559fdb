// Owns finding variables other than DATABASE_URL that may contain the address of a database, or a part of it. Pure.

const DATABASES = ['DB', 'DATABASE', 'POSTGRES', 'POSTGRESQL', 'PG'];
/** The last word of a name, after one of the above: `DB_HOST`, `RDS_DB_NAME`. */
const PARTS = ['HOST', 'HOSTNAME', 'SERVER', 'ENDPOINT', 'NAME', 'DATABASE', 'DB'];
/** Any later word: `MEDUSA_DATABASE_URL`, `POSTGRES_PRISMA_URL`, `DATABASE_URL_REPLICA`. */
const ADDRESSES = ['URL', 'URI', 'DSN', 'STRING'];
/** Names without a separator: https://www.postgresql.org/docs/current/libpq-envars.html */
const OF_POSTGRES = ['PGHOST', 'PGHOSTADDR', 'PGDATABASE', 'PGSERVICE', 'RDS_HOSTNAME'];

const ADDRESS = /^postgres(?:ql)?:\/\//i;

/** User, password and TLS settings alone are not an address, and may complete DATABASE_URL. The value of a secret is unknown. */
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
