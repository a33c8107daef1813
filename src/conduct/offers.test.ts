import { expect, it } from 'vitest'
import type { Answer } from '#sides'
import { linksIn, tellsWhatIsThere } from './offers.ts'

const payload = new TextEncoder().encode('</3/0>,</3/0/7>;dim=2')
const answer = (contentFormat: number | undefined): Answer => ({
  ...{ code: '2.05', location: [], observe: undefined, isProtected: false, at: 0, frame: null },
  ...{ format: undefined, contentFormat, payload, nodes: [], links: [], findings: [] },
})

it('a Discover without a Content-Format shows what a Client has', () => {
  expect(linksIn(answer(undefined)).map(({ target }) => target)).toEqual(['/3/0', '/3/0/7'])
})

it('what is said to be in another format is no list of links', () => {
  expect(linksIn(answer(0))).toEqual([])
})

it('a Discover tells what there is by a list, or as there is no such instance; trouble tells nothing', () => {
  const told = [
    answer(40),
    answer(undefined),
    { ...answer(undefined), code: '4.04' } as const,
    answer(11542),
    { ...answer(undefined), code: '5.00' } as const,
    { ...answer(undefined), code: '4.05' } as const,
  ]
  expect(told.map(tellsWhatIsThere)).toEqual([true, true, true, false, false, false])
})
