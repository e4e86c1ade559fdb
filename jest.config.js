// How jest finds and runs the tests: TypeScript as native ES modules, each a real run that takes its time.
import { complaintAbout } from './scripts/node-version.mjs';

const complaint = complaintAbout(process.versions.node);
if (complaint !== undefined) {
  process.stderr.write(`${complaint}\n`);
  process.exit(1);
}

export default {
  testEnvironment: 'node',
  globalSetup: '<rootDir>/__tests__/support/bundle.ts',
  testSequencer: '<rootDir>/__tests__/support/sequencer.mjs',
  roots: ['<rootDir>/__tests__', '<rootDir>/harness', '<rootDir>/packages', '<rootDir>/src'],
  testMatch: ['<rootDir>/{__tests__,packages}/**/*.test.ts'],
  modulePathIgnorePatterns: ['<rootDir>/harness/e2e/medusa', '<rootDir>/harness/e2e/storefront', '<rootDir>/build'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '\\.ts$': ['@swc/jest', { jsc: { target: 'es2023', parser: { syntax: 'typescript' } }, module: { type: 'es6' } }],
  },
  // No measure of anything: it ends a test that waits for what never comes, on a machine however busy.
  testTimeout: 600_000,
  // Tests wait more than they compute: four keep two processors busy.
  maxWorkers: 4,
};
