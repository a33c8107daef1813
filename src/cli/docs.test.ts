import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { packageRoot } from '../package-root.ts'
import { call, workFolder } from './cli.fixture.ts'

const work = workFolder()
afterAll(work.remove)

const docs = join(packageRoot(), 'docs')
const commands = readdirSync(docs)
  .filter((name) => name.endsWith('.md'))
  .flatMap((name) => {
    const text = readFileSync(join(docs, name), 'utf8')
    const blocks = [...text.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block = '']) => block.trim())
    return blocks.flatMap((block) => block.split('\n')).map((command) => ({ name, command }))
  })

/** The words of a command, as a shell in our folder would have them. */
const wordsOf = (command: string): string[] =>
  command
    .replace(/^npx lwm2m-conformance /, '')
    .split(' ')
    .map((word) => word.replace(/^esim-(keys|euicc)(?=\/|$)/, (folder) => join(work.path, folder)))

describe('commands in docs', () => {
  it('are there', () => {
    expect(commands.length).toBeGreaterThan(0)
    expect(commands.filter(({ command }) => !command.startsWith('npx lwm2m-conformance '))).toEqual([])
  })

  it.each(commands.filter(({ command }) => / esim (keys|euicc) /.test(command)))(
    '$name: $command',
    async ({ command }) => {
      const { code, err } = await call(wordsOf(command))
      expect([code, err]).toEqual([0, ''])
    },
  )

  it.each(commands.filter(({ command }) => / (run|serve) /.test(command)))(
    '$name: $command',
    async ({ command }) => {
      const words = wordsOf(command).map((word) =>
        word.replace(/^0\.0\.0\.0:5683$|^127\.0\.0\.1:8080$/, '127.0.0.1:0'),
      )
      const out = words[0] === 'run' ? ['--out', join(work.path, 'reports')] : []
      const calling = call([...words, ...out])
      await expect.poll(() => calling.written(), { timeout: 50_000 }).not.toBe('')
      calling.interrupt()
      expect((await calling).code).toBe(130)
    },
  )
})
