// Owns showing, as digests, which secrets the processes of this server have.
import type { MedusaRequest, MedusaResponse } from '@medusajs/framework/http';
// biome-ignore lint/correctness/useImportExtensions: Medusa's compiler takes no extension of TypeScript.
import { secretDigests } from '../../secret-digests';

export async function GET(_request: MedusaRequest, response: MedusaResponse): Promise<void> {
  response.json(await secretDigests());
}
