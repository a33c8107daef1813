import { describe, expect, it } from 'vitest'
import { clauseLink } from './clause-link.ts'
import { exitMeaning, inSeconds, iutName, printable } from './words.ts'

describe('a clause leads to', () => {
  it.each([
    ['RFC 7252 §4.4', 'https://www.rfc-editor.org/rfc/rfc7252.html#section-4.4'],
    ['RFC 8613', 'https://www.rfc-editor.org/rfc/rfc8613.html'],
    [
      'Core 1.1.1 §6.2.2',
      'https://www.openmobilealliance.org/release/LightweightM2M/V1_1_1-20190617-A/HTML-Version/OMA-TS-LightweightM2M_Core-V1_1_1-20190617-A.html',
    ],
  ])('%s', (clause, url) => {
    expect(clauseLink(clause)).toBe(url)
  })

  it.each(['ETS int-102 C', 'Core 1.0.2 §5.3', 'Core 9.9 §1', ''])('nowhere from "%s"', (clause) => {
    expect(clauseLink(clause)).toBeUndefined()
  })
})

it.each([
  [0, '0.0 s'],
  [1_449, '1.4 s'],
  [9_400, '9.4 s'],
  [9_600, '10 s'],
  [119_000, '119 s'],
  [250_000, '4 min 10 s'],
])('%i ms are %s', (ms, text) => {
  expect(inSeconds(ms)).toBe(text)
})

it('an IUT nobody named is called so', () => {
  expect(iutName({ vendor: '' })).toBe('unnamed IUT')
})

it('an exit code without a meaning is still told', () => {
  expect([exitMeaning(77), exitMeaning(null)]).toEqual(['exit code 77', 'the run never came to its end'])
})

it('text loses what moves cursors, turns the writing or breaks XML, and nothing else', () => {
  expect(printable('a\u001b[2Kb\u202ec\ud800d\uffff')).toBe('a\ufffd[2Kb\ufffdc\ufffdd\ufffd')
  expect(printable('Grüße 漢字 😀 "<&>\'')).toBe('Grüße 漢字 😀 "<&>\'')
})
