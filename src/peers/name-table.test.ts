import { describe, expect, it } from 'vitest'
import { NameTable } from './name-table.ts'

const [one, another] = [1, 2].map((id) => ({ identity: { id: Uint8Array.of(id) } }))

describe('endpoint names', () => {
  it('stand for the Sender ID that they were first served under', () => {
    const names = new NameTable(false)
    expect(names.nameOf(one!, 'me')).toBe('me')
    names.take(one!, 'me')
    expect([names.nameOf(one!, 'me'), names.nameOf(one!, 'you'), names.nameOf(one!, undefined)]).toEqual([
      ...['me', undefined, 'me'],
    ])
    expect(names.nameOf(another!, 'you')).toBe('you')
  })

  it('stand for the account, where DTLS tells who asks', () => {
    const names = new NameTable(true)
    expect(names.nameOf({}, undefined)).toBeUndefined()
    names.take({}, 'me')
    expect([names.nameOf({}, 'you'), names.nameOf({}, undefined)]).toEqual([undefined, 'me'])
  })

  it('stand for nobody in the clear', () => {
    const names = new NameTable(false)
    names.take({}, 'me')
    expect([names.nameOf({}, 'you'), names.nameOf({}, undefined)]).toEqual(['you', undefined])
  })
})
