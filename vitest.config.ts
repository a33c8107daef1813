import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: { conditions: ['lwm2m-source'] },
  ssr: { resolve: { conditions: ['lwm2m-source'], externalConditions: ['lwm2m-source'] } },
  test: {
    include: ['src/**/*.test.ts', 'testcases/**/*.test.ts'],
    testTimeout: 60_000,
  },
})
