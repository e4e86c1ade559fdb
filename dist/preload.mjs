// Owns what Node does before the backend starts: it is loaded through NODE_OPTIONS, and told what to do after the # of its
// own address.
//   https    CloudFront speaks HTTPS with every viewer and removes X-Forwarded-Proto; the load balancer's HTTP listener then
//            writes http, and Express drops each cookie that is Secure. So what is true is said again.
//   noindex  search engines stay away.
import { subscribe } from 'node:diagnostics_channel';

const asked = new URLSearchParams(new URL(import.meta.url).hash.slice(1));

// Node's own channel: nothing is patched, and a process or worker thread that serves nothing is left alone.
subscribe('http.server.request.start', ({ request, response }) => {
  if (asked.has('https')) request.headers['x-forwarded-proto'] = 'https';
  if (asked.has('noindex')) response.setHeader('X-Robots-Tag', 'noindex');
});
