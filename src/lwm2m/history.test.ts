import { expect, it } from 'vitest'
import { History } from './history.ts'

it('keeps the newest reports while one is under way, and gives them oldest first', () => {
  const history = new History<number>()
  expect(history.keeps('a', 1, 2)).toBe(false)
  history.begins('a')
  expect([2, 3, 4].map((report) => history.keeps('a', report, 2))).toEqual([true, true, true])
  expect([history.next('a'), history.next('a'), history.next('a')]).toEqual([3, 4, undefined])
  expect(history.keeps('a', 5, 2)).toBe(false)
})

it('keeps nothing where nothing is to be kept, and nothing of what has ended', () => {
  const history = new History<number>()
  history.begins('a')
  expect(history.keeps('a', 1, 0)).toBe(false)
  history.keeps('a', 2, 1)
  history.end('a')
  expect(history.next('a')).toBeUndefined()
})
