import fc from 'fast-check'
import { describe, expect } from 'vitest'
import { fuzz } from '../fuzz.fixture.ts'
import { fileXml, objectXml } from './definition.fixture.ts'
import { RegistryError } from './error.ts'
import { parseObjects } from './parse.ts'

const valid = fileXml(objectXml({ items: [{ description: '<![CDATA[x]]> &amp; y' }, { id: 1 }] }))
const markup = [
  '<',
  '>',
  '&',
  ']]>',
  '<!--',
  '-->',
  '<![CDATA[',
  '<?',
  '"',
  '\0',
  '</LWM2M>',
  '<!DOCTYPE',
  'ID=',
]
const replaced = fc.tuple(
  fc.nat(valid.length),
  fc.nat(30),
  fc.oneof(fc.constantFrom(...markup), fc.string({ maxLength: 5 })),
)

describe('object definitions', () => {
  fuzz(
    'that were changed are refused with a RegistryError and nothing else',
    1500,
    fc.property(fc.array(replaced, { minLength: 1, maxLength: 4 }), (changes) => {
      let text = valid
      for (const [at, length, insert] of changes) text = text.slice(0, at) + insert + text.slice(at + length)
      try {
        parseObjects(text, 'a.xml')
      } catch (error) {
        expect(error).toBeInstanceOf(RegistryError)
      }
    }),
  )

  fuzz(
    'of noise are refused with a RegistryError',
    100,
    fc.property(fc.uint8Array({ maxLength: 60 }), (octets) => {
      expect(() => parseObjects(octets, 'a.xml')).toThrow(RegistryError)
    }),
  )
})
