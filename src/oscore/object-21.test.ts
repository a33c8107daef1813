import { describe, expect, it } from 'vitest'
import { SecurityContext } from './context.ts'
import { type OscoreValue, otherEnd, parametersOf, resourcesOf } from './object-21.ts'
import { clients, octets } from './vectors.fixture.ts'

const reading = (values: Record<number, OscoreValue>) => parametersOf((id) => values[id])

describe('object 21', () => {
  it('holds the parameters of a context', () => {
    const parameters = { ...clients.withIdContext, aead: 10, hkdf: 5 }
    const held = resourcesOf(parameters)
    expect([...held.keys()]).toEqual([0, 1, 2, 3, 4, 5, 6])
    expect(parametersOf((id) => held.get(id))).toEqual(parameters)
    expect(new SecurityContext(parameters).commonIv).toEqual(
      new SecurityContext(clients.withIdContext).commonIv,
    )
  })

  it('says what it need not say by defaults', () => {
    const parameters = reading({ 0: octets('0102'), 1: octets(''), 2: octets('01') })
    expect(parameters).toEqual({
      masterSecret: octets('0102'),
      senderId: octets(''),
      recipientId: octets('01'),
    })
    expect(new SecurityContext(parameters).aead.name).toBe('AES-CCM-16-64-128')
  })

  it('is text in its versions 1.0 and 1.1', () => {
    const parameters = reading({ 0: 'secret', 1: 'é', 2: 's', 3: 10n })
    expect(parameters).toMatchObject({ senderId: octets('c3a9'), recipientId: octets('73'), aead: 10 })
  })

  it.each([
    [{ 1: 'a', 2: 'b' }, '/21/x/0 is missing'],
    [{ 0: 'a', 1: 5, 2: 'b' }, '/21/x/1 is a number'],
    [{ 0: 'a', 1: 'b', 2: 'c', 3: 'AES' }, '/21/x/3 should be the number'],
  ])('is refused with %j', (values: Record<number, OscoreValue>, text) => {
    expect(() => reading(values)).toThrow(text)
  })

  it('has its identifiers the other way round at the other end', () => {
    expect(otherEnd(clients.unsalted)).toMatchObject({ senderId: octets('01'), recipientId: octets('00') })
  })
})
