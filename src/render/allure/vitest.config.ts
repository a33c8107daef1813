import { dirname } from 'node:path'
import { env, execArgv } from 'node:process'
import { fileURLToPath } from 'node:url'
import AllureVitestReporter from 'allure-vitest/reporter'
import { defineConfig } from 'vitest/config'
import { revise } from './revise.ts'
import { type AllureSetting, settingVariable } from './setting.ts'

const here = fileURLToPath(import.meta.url)
const folder = dirname(here)
const setting: AllureSetting = JSON.parse(env[settingVariable] ?? 'null')
/** Sources run under Vitest only while the suite itself is developed; what is published is JavaScript. */
const conditions = here.endsWith('.ts') ? ['lwm2m-source'] : []

// Whoever started this process waits for it; without them nobody does.
process.once('disconnect', () => process.exit(1))
process.channel?.unref()

export default defineConfig({
  root: folder,
  cacheDir: setting.cache,
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    dir: folder,
    include: ['case.spec.{ts,js}'],
    exclude: [],
    provide: { allureSetting: setting },
    reporters: [
      new AllureVitestReporter({
        resultsDir: setting.results,
        listeners: [{ beforeTestResultWrite: revise }],
        environmentInfo: { ...setting.environment },
      }),
    ],
    // Beside Vitest in one process it would need more memory than the run itself.
    pool: 'forks',
    execArgv,
    maxWorkers: 1,
    isolate: false,
    testTimeout: 0,
    watch: false,
  },
})

declare module 'vitest' {
  interface ProvidedContext {
    allureSetting: AllureSetting
  }
}
