import { describe, expect, it } from 'vitest'
import { etsProfileId, etsProfiles, listedPath, profilesOf, withProfiles } from './profile.ts'
import { parseRegister, registerDraft } from './registration.ts'

const utf8 = new TextEncoder()
const stated = (query: string[], list = '') =>
  parseRegister({ query, payload: utf8.encode(list), ...(list === '' ? {} : { contentFormat: 40 }) })
    .registration

describe('a Profile ID in a Register (Core 1.2 §6.2.1)', () => {
  it('is written as a parameter, and read', () => {
    const { query = [] } = registerDraft({ endpoint: 'a', pid: etsProfileId })
    expect(query).toContain('pid=6:27354b9a')
    expect(stated([...query]).pid).toBe(etsProfileId)
  })

  it('may be one of several, by commas or by parameters', () => {
    expect(stated(['pid=oma:a,v:b', 'pid=v:c']).pid).toBe('oma:a,v:b,v:c')
  })

  it('stands for the objects of its profile', () => {
    const known = withProfiles(stated([`pid=${etsProfileId}`]), etsProfiles)
    expect(known?.objects.map(listedPath)).toEqual(['/1/0', '/3/0'])
    expect(known?.profile?.map(listedPath)).toEqual(['/1/0', '/3/0'])
  })

  it('is added to by the list, each object once', () => {
    const known = withProfiles(stated([`pid=${etsProfileId}`], '</3/0>,</4/0>'), etsProfiles)
    expect(known?.objects.map(listedPath)).toEqual(['/3/0', '/4/0', '/1/0'])
  })

  it('is not resolved when one of several is unknown', () => {
    expect(withProfiles(stated([`pid=${etsProfileId},v:unheard`], '</3/0>'), etsProfiles)).toBeUndefined()
  })

  it('may stand for whole objects, as profiles are told', () => {
    const profiles = profilesOf({ 'v:all': ['/5', '/6/1'] })
    expect(withProfiles(stated(['pid=v:all']), profiles)?.objects.map(listedPath)).toEqual(['/5', '/6/1'])
  })
})

it('a registration without a Profile ID is left as it is', () => {
  const plain = stated(['lt=60'], '</3/0>')
  expect(withProfiles(plain, etsProfiles)).toBe(plain)
})
