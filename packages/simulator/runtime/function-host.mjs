// Owns a process that serves a function's events: node function-host.mjs FILE HANDLER, each event a message, and its answer as well.
import { pathToFileURL } from 'node:url';

const [file, name] = process.argv.slice(2);
const loaded = import(pathToFileURL(file).href);
// Whoever asks sees the failure with the answer.
loaded.catch(() => undefined);

process.on('message', async (event) => {
  try {
    const exported = await loaded;
    const handler = exported[name] ?? exported.default?.[name];
    const result = JSON.stringify((await handler(event)) ?? null);
    process.send({ result });
  } catch (error) {
    process.send({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
});
process.on('disconnect', () => process.exit());
