// Owns the stand-in storefront: an HTTP server that looks to a deployment as a Next.js storefront does. It leads visitors on to the
// page of their country, and echoes everything else.
import { createServer } from 'node:http';
import process from 'node:process';
import { echo } from './echo.mjs';
import { sendPage } from './reply.mjs';

const HOME = '/us';
const PAGE = '<!doctype html><html><head><title>Shop</title></head><body><h1>Shop</h1></body></html>';

const server = createServer((request, response) => {
  const [path, query] = request.url.split(/\?(.*)/s);
  if (path === '/') response.writeHead(307, { location: query ? `${HOME}?${query}` : HOME }).end();
  else if (path === HOME) sendPage(response, PAGE);
  else void echo(request, response);
});
server.listen(Number(process.env.PORT ?? 3000), process.env.HOST, () => {
  console.log(`✓ Ready on port ${server.address().port}`);
});
process.once('SIGTERM', () => {
  server.close(() => process.exit(0));
  server.closeIdleConnections();
});
