import { PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { systemClock, VirtualClock } from '#net'
import { operatorUpperTester } from './operator.ts'
import type { UpperTester } from './verbs.ts'

const read = { verb: 'read', endpoint: 'x', path: '/3/0/0', format: 'tlv' } as const

function operator(clock = systemClock) {
  const input = new PassThrough()
  const output = new PassThrough({ encoding: 'utf8' })
  const shown: string[] = []
  output.on('data', (text: string) => shown.push(text))
  let stopped = 0
  const factory = operatorUpperTester({ input, output, clock, timeout: 60, stop: () => stopped++ })
  const tester: UpperTester = factory.of({ endpoint: 'x', serverUri: 'coap://192.0.2.1:5683' })
  const types = async (text: string): Promise<void> => {
    await new Promise(setImmediate)
    input.write(text)
  }
  return { input, factory, tester, types, shown: () => shown.join(''), stopped: () => stopped }
}

describe('an operator', () => {
  it('is told what to do in plain words, and done at Enter', async () => {
    const { tester, types, shown } = operator()
    const done = tester.perform(read)
    await types('\n')
    expect(await done).toBeUndefined()
    expect(shown()).toContain(
      'Make the server read /3/0/0 of client "x" as tlv, then press Enter (s = cannot, q = stop)',
    )
  })

  it('is told where the client is to register', async () => {
    const { tester, types, shown } = operator()
    const done = tester.perform({ verb: 'register' })
    await types('\n')
    await done
    expect(shown()).toContain('so that it registers at coap://192.0.2.1:5683')
  })

  it('answers yes and no, and is asked again after anything else', async () => {
    const { tester, types, shown } = operator()
    const answer = tester.perform({ verb: 'ask-registered', endpoint: 'x' })
    await types('perhaps\n')
    await types('Yes\n')
    expect(await answer).toBe(true)
    expect(shown()).toContain('Please type y or n.')
  })

  it('types a value', async () => {
    const { tester, types } = operator()
    const answer = tester.perform({ verb: 'ask-value', endpoint: 'x', path: '/3303/0/5700' })
    await types(' 21.5 \n')
    expect(await answer).toBe('21.5')
  })

  it('is told of as long as a prompt stands', async () => {
    const input = new PassThrough()
    const told: boolean[] = []
    const asking = (isAsking: boolean): void => void told.push(isAsking)
    const options = { input, output: new PassThrough(), clock: systemClock, timeout: 60, asking }
    const done = operatorUpperTester(options).of({ endpoint: 'x' }).perform(read)
    await new Promise(setImmediate)
    expect(told).toEqual([true])
    input.write('\n')
    await done
    expect(told).toEqual([true, false])
  })

  it('may say that it cannot be done', async () => {
    const { tester, types } = operator()
    const done = tester.perform(read)
    await types('s\n')
    await expect(done).rejects.toThrow('the operator cannot: Make the server read /3/0/0')
  })

  it('may stop the run', async () => {
    const { tester, types, stopped } = operator()
    const done = tester.perform(read)
    await types('q\n')
    await expect(done).rejects.toThrow('stopped the run')
    expect(stopped()).toBe(1)
  })

  it('is not waited for longer than the timeout', async () => {
    const { tester } = operator(new VirtualClock())
    await expect(tester.perform(read)).rejects.toThrow('did not answer within 60 s')
  })

  it('is asked one thing at a time', async () => {
    const { tester, types, shown } = operator()
    const first = tester.perform(read)
    const second = tester.perform({ ...read, path: '/1/0/1' })
    await types('\n')
    await first
    expect(shown()).not.toContain('/1/0/1')
    await types('\n')
    await second
    expect(shown()).toContain('/1/0/1')
  })

  it('goes on after an instruction that could not be done', async () => {
    const { tester, types } = operator()
    const first = tester.perform(read)
    const second = tester.perform(read)
    await types('s\n')
    await expect(first).rejects.toThrow('cannot')
    await types('\n')
    expect(await second).toBeUndefined()
  })

  it('is missed when the input has ended', async () => {
    const { tester, input } = operator()
    input.end()
    await expect(tester.perform(read)).rejects.toThrow('nobody is at the keyboard')
  })
})
