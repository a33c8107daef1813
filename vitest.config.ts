import { defineConfig } from 'vitest/config'

const heap = 'src/**/*.heap.test.ts'
const include = ['src/**/*.test.ts', 'testcases/**/*.test.ts']
/** What is played in bad weather, whole by `npm run weather` (`--mode weather`), else a sample of it. */
const weather = 'src/selftest/*weather.test.ts'

export default defineConfig(({ mode }) => ({
  resolve: { conditions: ['lwm2m-source'] },
  ssr: { resolve: { conditions: ['lwm2m-source'], externalConditions: ['lwm2m-source'] } },
  test: {
    testTimeout: 60_000,
    // By itself vitest leaves one processor alone, which of two is half.
    maxWorkers: '100%',
    provide: { weather: mode === 'weather' ? 'whole' : 'sample' },
    projects:
      mode === 'weather'
        ? [{ extends: true, test: { name: 'weather', include: [weather] } }]
        : [
            { extends: true, test: { name: 'suite', include, exclude: [heap] } },
            // What a hostile payload may cost is shown where memory is short.
            { extends: true, test: { name: 'heap', include: [heap], execArgv: ['--max-old-space-size=64'] } },
          ],
  },
}))

declare module 'vitest' {
  interface ProvidedContext {
    weather: 'whole' | 'sample'
  }
}
