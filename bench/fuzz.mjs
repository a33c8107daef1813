// The tests that feed decoders and sessions with changed octets, at length: npm run fuzz -- [inputs for each room] [seed] [room …]
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const [inputs = '1000000', seed = String(Date.now() % 2 ** 31), ...rooms] = process.argv.slice(2)
if (!/^[1-9]\d*$/.test(inputs) || !/^\d+$/.test(seed)) {
  console.error(
    'npm run fuzz -- [inputs for each room] [seed] [room …], as in: npm run fuzz -- 20000 7 dtls coap',
  )
  process.exit(2)
}
console.log(`${inputs} inputs for each room, from seed ${seed} on`)
const vitest = fileURLToPath(new URL('../node_modules/vitest/vitest.mjs', import.meta.url))
const files = rooms.length === 0 ? ['/fuzz.test.ts'] : rooms.map((room) => `src/${room}/fuzz.test.ts`)
const options = [
  '--project',
  'suite',
  '--project',
  'rooms',
  '--testTimeout',
  '0',
  '--disableConsoleIntercept',
]
const child = spawn(process.execPath, [vitest, 'run', ...options, ...files], {
  cwd: fileURLToPath(new URL('..', import.meta.url)),
  env: { ...process.env, FUZZ_INPUTS: inputs, FUZZ_SEED: seed },
  stdio: 'inherit',
})
child.on('close', (code) => {
  process.exitCode = code ?? 1
})
