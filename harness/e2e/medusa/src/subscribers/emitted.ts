// Owns handling the event, under a lock: it is cached, and a line in the log says on which database, and in which mode.
import type { SubscriberArgs, SubscriberConfig } from '@medusajs/framework';
import { Modules } from '@medusajs/framework/utils';

export default async function handleEvent({ event, container }: SubscriberArgs<{ id: string }>): Promise<void> {
  const { id } = event.data;
  const { DATABASE_URL = '', MEDUSA_WORKER_MODE } = process.env;
  const database = new URL(DATABASE_URL).pathname.slice(1);
  await container.resolve(Modules.LOCKING).execute([id], async () => {
    await container.resolve(Modules.CACHE).set(id, database);
    console.log(`event ${id} handled on ${database} as ${MEDUSA_WORKER_MODE}`);
  });
}

export const config: SubscriberConfig = { event: 'test.emitted' };
