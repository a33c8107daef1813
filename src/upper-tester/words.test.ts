import { describe, expect, it } from 'vitest'
import { fillWords, placeholdersIn, splitCommand } from './words.ts'

describe('a command', () => {
  it.each([
    ['a b  c', ['a', 'b', 'c']],
    [`a 'b c' "d e"`, ['a', 'b c', 'd e']],
    [`--name="my client"`, ['--name=my client']],
    [`a '' ""`, ['a', '', '']],
    ['a\\ b', ['a b']],
    [`"a\\"b" '\\n'`, ['a"b', '\\n']],
    ['echo $HOME | cat', ['echo', '$HOME', '|', 'cat']],
  ])('%s is split like a shell does', (command, words) => {
    expect(splitCommand(command)).toEqual(words)
  })

  it('with an open quote is refused', () => {
    expect(() => splitCommand(`a 'b`)).toThrow("has a ' that is not closed")
  })

  it('without a word is refused', () => {
    expect(() => splitCommand('  ')).toThrow('is empty')
  })

  it('has its placeholders filled in after splitting, so that a value stays one word', () => {
    const words = fillWords(splitCommand('client -n {endpoint} -u {host}:{port}'), {
      endpoint: 'my client',
      host: '::1',
      port: '5683',
    })
    expect(words).toEqual(['client', '-n', 'my client', '-u', '::1:5683'])
  })

  it('with an unknown placeholder is refused with those that are known', () => {
    expect(() => placeholdersIn('client {url}')).toThrow(/unknown \{url\}; known are \{uri\} /)
  })

  it('is refused when the run has no value for a placeholder', () => {
    expect(() => fillWords(['{key}'], {})).toThrow('the run has no {key}')
  })
})
