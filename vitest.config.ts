import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Tests compile real sources on machines that do other work too; the limit only ends what hangs.
    // Most tests wait for processes: a worker for each core pays, on two cores too.
    maxWorkers: '100%',
    testTimeout: 120_000,
    hookTimeout: 120_000,
    allowOnly: false,
  },
});
