// Owns the command `node scripts/fill-policies.ts FOLDER`: writes the policies of docs/, filled in for the account that the
// simulator starts with, and prints the flags with which the simulator enforces them, each on a line.
import { valuesOf, writePolicies } from '../harness/policies.ts';
import { SHOP } from '../packages/simulator/scenarios/shop.ts';

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('Say which folder: node scripts/fill-policies.ts FOLDER');
for (const policy of writePolicies(folder, valuesOf(SHOP))) process.stdout.write(`--policy=${policy}\n`);
