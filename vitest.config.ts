import { defineConfig } from 'vitest/config'

/** What waits for something that comes by itself waits this long before it fails: a busy machine is slow, and no fault. */
const patience = { poll: { timeout: 10_000 } }

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          setupFiles: ['vitest.setup.ts'],
          include: ['src-*/**/*.test.ts', 'src-*/**/*.test.tsx', 'bench/**/*.test.ts', 'architecture/**/*.test.ts'],
          environment: 'node',
          testTimeout: 30_000,
          expect: patience,
          // Files share what they import: loading it anew for each takes longer than the tests themselves.
          isolate: false,
        },
      },
      {
        test: {
          name: 'integration',
          include: ['e2e/integration/**/*.test.ts'],
          environment: 'node',
          testTimeout: 60_000,
          hookTimeout: 60_000,
          expect: patience,
          // Engines and venues of their own; more at once than two would wait for each other on a small machine.
          maxWorkers: 2,
        },
      },
    ],
  },
})
