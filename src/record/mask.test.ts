import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isSecretPath, maskText } from './mask.ts'

describe('a path holds a key', () => {
  it.each([[[0, 0, 3]], [[0, 7, 5]], [[21, 0, 1]], [[21, 65534, 2]], [[0, 0, 5, 0]]])('%j', (ids) => {
    expect(isSecretPath(ids)).toBe(true)
  })

  it.each([[[0]], [[0, 0]], [[0, 3, 0]], [[0, 0, 4]], [[3, 0, 3]], [[21, 0, 0]], [[1, 0, 5]]])(
    'but not %j',
    (ids) => {
      expect(isSecretPath(ids)).toBe(false)
    },
  )
})

describe('masked is', () => {
  it.each([
    [
      'a token in a query',
      'GET coap://h/fw.bin?v=1&token=abc123&x=2',
      'GET coap://h/fw.bin?v=1&token=<masked>&x=2',
    ],
    ['a longer name', '"https://h/fw?access_token=abc"', '"https://h/fw?access_token=<masked>"'],
    ['a password in a query', '/fw?Password=a%20b', '/fw?Password=<masked>'],
    ['a password in the user part', 'coaps://me:hunter2@h/fw', 'coaps://me:<masked>@h/fw'],
    [
      'a value beside its path',
      '/0/1/5 = "se cret", /0/1/0 = "coaps://h"',
      '/0/1/5 = <masked>, /0/1/0 = "coaps://h"',
    ],
    ['a value in words', 'writes /21/0/1: 0a0b0c; goes on', 'writes /21/0/1: <masked>; goes on'],
    [
      'a SenML record',
      '[{"n":"/0/0/3","vd":"YWJj"},{"n":"/0/0/2","v":3}]',
      '[{"n":"/0/0/3","vd":<masked>},{"n":"/0/0/2","v":3}]',
    ],
    ['a SenML record that was cut', '[{"n":"/0/0/5","vd":"YWJ', '[{"n":"/0/0/5","vd":<masked>'],
  ])('%s', (_, text, masked) => {
    expect(maskText(text)).toBe(masked)
  })

  it.each([
    'POST /rd?ep=device-1&lt=30&lwm2m=1.1&b=U',
    '/3/0/5 = 1, /10/0/3 = 2, /1/0/0/3 = 4',
    'coap://127.0.0.1:5683/bs?ep=x@y',
    'Read /0/0/3 answered 4.01',
    '2.05 Content "</1/0>,</3/0>"',
  ])('but not %s', (text) => {
    expect(maskText(text)).toBe(text)
  })

  it('no matter what surrounds it', () => {
    const word = fc.string({ unit: fc.constantFrom(...'abz019 /=&?"{}<>:.') })
    fc.assert(
      fc.property(word, word, (before, after) => {
        expect(maskText(`${before}?token=SECRET&${after}`)).not.toContain('SECRET')
      }),
    )
  })

  it('the same when it was masked before', () => {
    const text = '/0/1/5 = "a" coap://a:b@h?key=c'
    expect(maskText(maskText(text))).toBe(maskText(text))
  })
})
