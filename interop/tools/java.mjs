import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { mustRun } from './command.mjs'
import { cache, hosts } from './folders.mjs'
import { once } from './once.mjs'

/** Where a Java process leaves what it writes of itself. */
export const work = join(cache, 'work')

/**
 * Compiles our host around a library.
 * @param {string} name of the folder in the cache
 * @param {{ jars: string, sources: readonly string[] }} parts the library's folder; folders below `hosts/`
 * @returns {Promise<string>} the class path
 */
export async function compileHost(name, { jars, sources }) {
  const classes = join(cache, 'classes', name)
  const files = sources.flatMap((folder) => {
    const path = join(hosts, folder)
    return readdirSync(path)
      .filter((file) => file.endsWith('.java'))
      .map((file) => join(path, file))
  })
  const digest = createHash('sha256')
  for (const file of files) digest.update(readFileSync(file))
  await once(classes, { files, digest: digest.digest('hex'), jars }, async () => {
    await mustRun(
      `compiling ${sources.join(', ')}`,
      ['javac', '-nowarn', '-d', classes, '-cp', join(jars, '*'), ...files],
      { timeout: 120 },
    )
  })
  return `${classes}:${join(jars, '*')}`
}

/**
 * The words that start a small Java process.
 * @param {string} classPath
 * @param {string} main
 * @param {readonly string[]} words
 * @param {readonly string[]} [options] of the virtual machine
 */
export function java(classPath, main, words, options = []) {
  mkdirSync(work, { recursive: true })
  return [
    'java',
    '-Xmx256m',
    '-XX:TieredStopAtLevel=1',
    `-Duser.dir=${work}`,
    ...options,
    '-cp',
    classPath,
    main,
    ...words,
  ]
}
