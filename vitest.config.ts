import { defineConfig } from 'vitest/config'

const heap = 'src/**/*.heap.test.ts'
const include = ['src/**/*.test.ts', 'testcases/**/*.test.ts']

export default defineConfig({
  resolve: { conditions: ['lwm2m-source'] },
  ssr: { resolve: { conditions: ['lwm2m-source'], externalConditions: ['lwm2m-source'] } },
  test: {
    testTimeout: 60_000,
    // By itself vitest leaves one processor alone, which of two is half.
    maxWorkers: '100%',
    projects: [
      { extends: true, test: { name: 'suite', include, exclude: [heap] } },
      // What a hostile payload may cost is shown where memory is short.
      { extends: true, test: { name: 'heap', include: [heap], execArgv: ['--max-old-space-size=64'] } },
    ],
  },
})
