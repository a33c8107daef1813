import { defineConfig } from 'vitest/config'

const heap = 'src/**/*.heap.test.ts'
const apart = 'src/**/*.apart.test.ts'
const include = ['src/**/*.test.ts', 'testcases/**/*.test.ts']

export default defineConfig({
  resolve: { conditions: ['lwm2m-source'] },
  ssr: { resolve: { conditions: ['lwm2m-source'], externalConditions: ['lwm2m-source'] } },
  test: {
    testTimeout: 60_000,
    // By itself vitest leaves one processor alone, which of two is half.
    maxWorkers: '100%',
    projects: [
      // No module holds state: test files share what the thread they run on has loaded.
      {
        extends: true,
        test: { name: 'suite', include, exclude: [heap, apart], pool: 'threads', isolate: false },
      },
      // What puts another module in the place of one would do so to others.
      { extends: true, test: { name: 'apart', include: [apart] } },
      // What a hostile payload may cost is shown where memory is short.
      { extends: true, test: { name: 'heap', include: [heap], execArgv: ['--max-old-space-size=64'] } },
    ],
  },
})
