// Owns emitting an event, as a workflow of a shop would: it goes into the queue of Medusa's event bus.
import type { MedusaRequest, MedusaResponse } from '@medusajs/framework/http';
import { Modules } from '@medusajs/framework/utils';

export async function POST({ body, scope }: MedusaRequest<{ id: string }>, response: MedusaResponse): Promise<void> {
  await scope.resolve(Modules.EVENT_BUS).emit({ name: 'test.emitted', data: { id: body.id } });
  response.json({});
}
