import { expect, it } from 'vitest'
import { didYouMean } from './did-you-mean.ts'

const ids = ['int-101', 'int-102', 'int-120', 'int-121', 'TP/COAP/FORM/BV-01', 'TP/COAP/FORM/BI-01']

it.each([
  ['endpiont', ['endpoint', 'endpoints', 'entry'], ' (Did you mean endpoint?)'],
  ['int-12O', ids, ' (Did you mean int-120?)'],
  ['int-l02', ids, ' (Did you mean int-102?)'],
  ['int_102', ids, ' (Did you mean int-102?)'],
  ['tp/coap/form/bv-01', ids, ' (Did you mean TP/COAP/FORM/BV-01?)'],
  ['TP/COAP/FORM/BV-1', ids, ' (Did you mean TP/COAP/FORM/BV-01?)'],
  ['TP/COAP/FORM/BX-01', ids, ' (Did you mean one of TP/COAP/FORM/BV-01, TP/COAP/FORM/BI-01?)'],
  ['shot', ['normal', 'short'], ' (Did you mean short?)'],
  ['zzz', ids, ''],
  ['', ids, ''],
  ['x', ['y', 'z'], ''],
  ['int-9', ['int-1', 'int-2', 'int-3', 'int-4'], ''],
])('%j among %j', (word, candidates, hint) => {
  expect(didYouMean(word, candidates)).toBe(hint)
})

it('takes a word of any length', () => {
  const begun = performance.now()
  expect(didYouMean('a'.repeat(100_000), ids)).toBe('')
  expect(performance.now() - begun).toBeLessThan(100)
})
