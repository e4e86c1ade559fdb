// Owns logging, as digests, which secrets the processes of `medusa exec` have.
// biome-ignore lint/correctness/useImportExtensions: Medusa's compiler takes no extension of TypeScript.
import { secretDigests } from '../secret-digests';

export default async function secrets(): Promise<void> {
  console.log(`digests ${JSON.stringify(await secretDigests())}`);
}
