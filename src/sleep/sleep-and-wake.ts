// Owns the two commands of this folder as a run loads them: together, so that the bundle has what they share once.

export { sleep } from './sleep.ts';
export { wake } from './wake.ts';
