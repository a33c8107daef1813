import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { mustRun, runToEnd } from './tools/command.mjs'
import { cache, root } from './tools/folders.mjs'

/**
 * The suite as its users get it: packed, installed with npm into an empty folder, and from there a run against a client
 * that the same package serves. Prints a line.
 * @returns {Promise<number>} 1 where it does not judge there as it does here
 */
export async function checkInstalled() {
  mkdirSync(cache, { recursive: true })
  const folder = mkdtempSync(join(cache, 'installed-'))
  try {
    await mustRun('packing the suite', ['npm', 'pack', '--pack-destination', folder], {
      cwd: root,
      timeout: 120,
    })
    const archive = readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? ''
    const install = ['npm', 'install', '--no-audit', '--no-fund', '--prefix', folder, join(folder, archive)]
    await mustRun('installing the suite', install, { cwd: folder, timeout: 300 })
    const programme = join(folder, 'node_modules', '.bin', 'lwm2m-conformance')
    const client = `${programme} serve --as client --listen 127.0.0.1:0 --server {uri} --bootstrap {bootstrapUri} --endpoint {endpoint}`
    const words = ['run', 'client', '--listen', '127.0.0.1:0', '--endpoint', 'packed', '--cases', '101,203']
    const { code, output } = await runToEnd(programme, [...words, '--launch', client], {
      cwd: folder,
      timeout: 120,
    })
    const isJudged = code === 0 && existsSync(join(folder, 'reports', 'latest', 'allure.html'))
    const seen = isJudged ? '' : `: exit ${code}, ${output.trim().slice(-300)}`
    console.log(
      `${isJudged ? 'ok     ' : 'WRONG  '}  the suite, packed and installed into an empty folder, judges and reports${seen}`,
    )
    return isJudged ? 0 : 1
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
