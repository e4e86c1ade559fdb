// Owns what the stand-in image has in place of the real pg: as much of PostgreSQL as making and dropping a database asks for.
// Each database is a file in the folder of its server, so that two tasks may come at the same time, and so is each connection.
const { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const VERSION = '16.4';
/** The databases that every server has, and the base service's own. */
const STANDING = ['postgres', 'template0', 'template1', 'medusa'];

let connections = 0;

function failure(code, message) {
  return Object.assign(new Error(message), { code });
}

const STATEMENTS = [
  [/^SHOW server_version$/, () => [{ server_version: VERSION }]],
  [/^SELECT pg_advisory_lock/, () => []],
  [/^SELECT shobj_description/, (server, _, { values: [name, mark] }) => server.describe(name, mark)],
  [/^SELECT 1 FROM pg_tables/, (server, _, { database }) => server.describeTables(database)],
  [/^SELECT token FROM api_key WHERE type = 'publishable'/, (server, _, { database }) => server.listKeys(database)],
  [
    /^INSERT INTO api_key \(token, type\) VALUES \(\$1, 'publishable'\)$/,
    (server, _, { database, values: [token] }) => server.makeKey(database, token),
  ],
  [/^CREATE TABLE IF NOT EXISTS \w+ \(\)$/, (server, _, { database }) => server.makeTable(database)],
  [/^DROP DATABASE IF EXISTS "([^"]+)" WITH \(FORCE\)$/, (server, [name]) => server.drop(name)],
  [
    /^CREATE DATABASE "([^"]+)" ALLOW_CONNECTIONS false TEMPLATE "([^"]+)"$/,
    (server, [name, source]) => server.create(name, source),
  ],
  [/^COMMENT ON DATABASE "([^"]+)" IS '([^']*)'$/, (server, [name, comment]) => server.change(name, { comment })],
  [/^ALTER DATABASE "([^"]+)" RENAME TO "([^"]+)"$/, (server, [name, other]) => server.rename(name, other)],
  [
    /^ALTER DATABASE "([^"]+)" ALLOW_CONNECTIONS true$/,
    (server, [name]) => server.change(name, { mayBeConnectedTo: true }),
  ],
];

class Server {
  #folder;

  constructor(folder) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true });
  }

  #fileOf(name) {
    return join(this.#folder, `${encodeURIComponent(name)}.json`);
  }

  #read(name) {
    if (!existsSync(this.#fileOf(name))) throw failure('3D000', `database "${name}" does not exist`);
    return JSON.parse(readFileSync(this.#fileOf(name), 'utf8'));
  }

  /** The file appears whole: the simulator reads it at any moment. */
  #write(row) {
    const file = this.#fileOf(row.name);
    const whole = `${file}.${process.pid}`;
    writeFileSync(whole, JSON.stringify(row));
    renameSync(whole, file);
  }

  /** Returns the file of the connection. */
  connect(name) {
    // Where nothing is of that name, nobody can connect to it.
    if (!STANDING.includes(name)) this.#read(name);
    connections += 1;
    const file = join(this.#folder, `${encodeURIComponent(name)}.${process.pid}-${connections}.connection`);
    writeFileSync(file, '');
    return file;
  }

  /** By another process that lives. One that was killed leaves its file. */
  #isInUse(name) {
    const [begin, end] = [`${encodeURIComponent(name)}.`, '.connection'];
    const files = readdirSync(this.#folder).filter((file) => file.startsWith(begin) && file.endsWith(end));
    return files
      .map((file) => Number.parseInt(file.slice(begin.length, -end.length), 10))
      .some((processId) => processId !== process.pid && isAlive(processId));
  }

  describe(name, mark) {
    if (STANDING.includes(name)) return [{ is_ours: false, is_usable: true }];
    if (!existsSync(this.#fileOf(name))) return [];
    const { comment, mayBeConnectedTo } = this.#read(name);
    return [{ is_ours: comment === mark, is_usable: mayBeConnectedTo }];
  }

  describeTables(name) {
    return STANDING.includes(name) || this.#read(name).hasTables ? [{}] : [];
  }

  /** Nobody asks for the contents of the databases that every server has. */
  makeTable(name) {
    if (!STANDING.includes(name)) this.change(name, { hasTables: true });
    return [];
  }

  /** Nobody asks for the keys of the base service's own database. */
  listKeys(name) {
    if (STANDING.includes(name)) return [];
    const { hasTables, keys = [] } = this.#read(name);
    if (!hasTables) throw failure('42P01', 'relation "api_key" does not exist');
    return keys.filter(({ type, isRevoked }) => type === 'publishable' && !isRevoked);
  }

  makeKey(name, token) {
    if (!STANDING.includes(name)) this.change(name, { keys: [{ token, type: 'publishable' }] });
    return [];
  }

  create(name, source) {
    if (this.#isInUse(source)) throw failure('55006', `source database "${source}" is being accessed by other users`);
    const { hasTables, keys } = STANDING.includes(source) ? {} : this.#read(source);
    if (existsSync(this.#fileOf(name))) throw failure('42P04', `database "${name}" already exists`);
    this.#write({ name, source, comment: null, mayBeConnectedTo: false, hasTables, keys });
    return [];
  }

  change(name, change) {
    this.#write({ ...this.#read(name), ...change, name });
    return [];
  }

  rename(name, other) {
    if (existsSync(this.#fileOf(other))) throw failure('42P04', `database "${other}" already exists`);
    this.#write({ ...this.#read(name), name: other });
    return this.drop(name);
  }

  drop(name) {
    rmSync(this.#fileOf(name), { force: true });
    return [];
  }
}

exports.Client = class Client {
  #server;
  #connection;

  constructor({ connectionString }) {
    const { hostname, pathname } = new URL(connectionString);
    this.database = decodeURIComponent(pathname.slice(1));
    this.host = hostname;
  }

  on() {}

  async connect() {
    this.#server = new Server(join(process.env.STAND_IN_DATABASES, this.host));
    this.#connection = this.#server.connect(this.database);
  }

  async query(text, values = []) {
    const statement = text.replace(/\s+/g, ' ').trim();
    for (const [pattern, run] of STATEMENTS) {
      const [, ...parts] = pattern.exec(statement) ?? [];
      if (pattern.test(statement)) return { rows: run(this.#server, parts, { values, database: this.database }) };
    }
    throw failure('42601', `the stand-in does not know: ${statement}`);
  }

  escapeIdentifier(name) {
    return `"${name.replaceAll('"', '""')}"`;
  }

  escapeLiteral(text) {
    return `'${text.replaceAll("'", "''")}'`;
  }

  async end() {
    if (this.#connection) rmSync(this.#connection, { force: true });
  }
};

function isAlive(processId) {
  try {
    return process.kill(processId, 0);
  } catch {
    return false;
  }
}
