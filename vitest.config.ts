import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

const heap = 'src/**/*.heap.test.ts'
/** What is played in bad weather, whole by `npm run weather` (`--mode weather`), else a sample of it. */
const weather = 'src/selftest/*weather.test.ts'

/** Takes longest of all, longest first: begun last, any of them would keep one processor while the other is idle. */
const long = [
  'package',
  'weather',
  'channels',
  'compliant',
  'server-weather',
  'oscore',
  'mistakes',
  'object-cases',
]

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const index = long.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`))
      return index < 0 ? long.length : index
    }
    return (await super.sort(files)).sort((one, other) => rank(one) - rank(other))
  }
}

export default defineConfig(({ mode }) => ({
  resolve: { conditions: ['lwm2m-source'] },
  ssr: { resolve: { conditions: ['lwm2m-source'], externalConditions: ['lwm2m-source'] } },
  test: {
    testTimeout: 60_000,
    // By itself vitest leaves one processor alone, which of two is half.
    maxWorkers: '100%',
    sequence: { sequencer: LongestFirst },
    provide: { weather: mode === 'weather' ? 'whole' : 'sample' },
    projects:
      mode === 'weather'
        ? [{ extends: true, test: { name: 'weather', include: [weather] } }]
        : [
            // Files of one worker share what is loaded, so that what a file leaves behind must end with it.
            {
              extends: true,
              test: {
                name: 'suite',
                include: ['src/**/*.test.ts', 'testcases/**/*.test.ts'],
                exclude: [heap],
                isolate: false,
                setupFiles: ['src/worlds-end.fixture.ts'],
              },
            },
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
