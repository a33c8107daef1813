import { describe, expect, it } from 'vitest'
import { UserError } from '../user-error.ts'
import { parseCaseSelection } from './case-selection.ts'

const numbers = [0, 4, 101, 102, 199, 201, 260, 301, 302, 303, 304, 1630, 1635, 2010]
const purposes = ['TP/DM/TYPES/BV-01', 'TP/REP/ATTR/BV-01', 'TP/REP/ATTR/BI-02', 'ESIM-101', 'ESIM-301']

function picked(text: string): (number | string)[] {
  const selects = parseCaseSelection(text)
  return [
    ...numbers.filter((number) => selects(`int-${number}`, number)),
    ...purposes.filter((id) => selects(id)),
  ]
}

describe('a selection of cases', () => {
  it.each<[string, (number | string)[]]>([
    ['101', [101]],
    ['int-102', [102]],
    ['1.1-int-102', [102]],
    ['2xx', [201, 260]],
    ['0xx', [0, 4]],
    ['16xx', [1630, 1635]],
    ['30x', [301, 302, 303, 304]],
    ['301..303', [301, 302, 303]],
    ['101, 2xx,301..302', [101, 201, 260, 301, 302]],
    ['TP/REP/*', ['TP/REP/ATTR/BV-01', 'TP/REP/ATTR/BI-02']],
    ['TP/*/BV-*', ['TP/DM/TYPES/BV-01', 'TP/REP/ATTR/BV-01']],
    ['TP/DM/TYPES/BV-01,0', [0, 'TP/DM/TYPES/BV-01']],
    ['ESIM-301', ['ESIM-301']],
    ['ESIM-3*,101', [101, 'ESIM-301']],
    ['ESIM-*', ['ESIM-101', 'ESIM-301']],
    ['999', []],
  ])('%s', (text, expected) => {
    expect(picked(text)).toEqual(expected)
  })

  it.each([
    '',
    '101,',
    'abc',
    '30q',
    '301..',
    '..303',
    'xx',
    '1xxxx',
    'TP',
    '-101',
    'ESIM',
    'ESIM-3xx',
    '101 102',
    '(1',
  ])('cannot be "%s"', (text) => {
    expect(() => parseCaseSelection(text)).toThrow(UserError)
    expect(() => parseCaseSelection(text)).toThrow('is no selection; write numbers (101), ranges')
  })

  it('has no range that ends before it begins', () => {
    expect(() => parseCaseSelection('303..301')).toThrow('the range 303..301 ends before it begins')
  })
})
