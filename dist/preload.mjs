// Owns what Node does before the backend starts: it is loaded through NODE_OPTIONS, and told what to do after the # of its
// own address.
//   https    CloudFront speaks HTTPS with every viewer and removes X-Forwarded-Proto; the load balancer's HTTP listener then
//            writes http, and Express drops each cookie that is Secure. So what is true is said again.
//   noindex  search engines stay away.
//   database=NAME  DATABASE_URL leads to the database of that name on the same server; all else in it stays as it is.
import { subscribe } from 'node:diagnostics_channel';

const asked = new URLSearchParams(new URL(import.meta.url).hash.slice(1));

// Node's own channel: nothing is patched, and a process or worker thread that serves nothing is left alone.
subscribe('http.server.request.start', ({ request, response }) => {
  if (asked.has('https')) request.headers['x-forwarded-proto'] = 'https';
  if (asked.has('noindex')) response.setHeader('X-Robots-Tag', 'noindex');
});

const database = asked.get('database');
if (database) {
  const [address, server] = /^(postgres(?:ql)?:\/\/[^/?#]*)\/[^?#]+/.exec(process.env.DATABASE_URL) ?? [];
  // Better not to start at all than to start with the database that belongs to the base service.
  if (!address) {
    console.error('DATABASE_URL is no address such as postgres://user:password@host:5432/medusa');
    process.exit(41);
  }
  // For whoever makes or drops it; a process that this one starts finds it there already.
  process.env.MEDUSA_PREVIEW_SERVER_URL ??= process.env.DATABASE_URL;
  process.env.DATABASE_URL = `${server}/${database}${process.env.DATABASE_URL.slice(address.length)}`;
}
