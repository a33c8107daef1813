import { existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { archiveLimits, readArchive } from './archive.ts'
import { fileXml, objectXml } from './definition.fixture.ts'
import { importRegistry } from './import.ts'
import { loadRegistry } from './registry.ts'
import { temporaryFolder } from './temporary.fixture.ts'

const file = (...parameters: Parameters<typeof objectXml>) => fileXml(objectXml(...parameters))

function zipFile(entries: Parameters<typeof zipSync>[0]): string {
  const folder = temporaryFolder({ 'source.zip': zipSync(entries) })
  return join(folder, 'source.zip')
}

describe('importRegistry', () => {
  it('takes a folder in the official layout, each version once', () => {
    const source = temporaryFolder({
      '10250.xml': file({ version: '1.1' }),
      'version_history/10250-1_0.xml': file(),
      'version_history/10250-1_1.xml': file({ version: '1.1' }),
      'DDF.xml': '<DDFList/>',
      'README.md': 'hello',
      'LWM2M.xsd': '<schema/>',
    })
    const target = join(temporaryFolder(), 'deep', 'registry')
    expect(importRegistry(source, target)).toEqual({
      imported: [
        { object: 10_250, version: '1.1', file: '10250.xml' },
        { object: 10_250, version: '1.0', file: 'version_history/10250-1_0.xml' },
      ],
      skipped: [],
    })
    expect(readdirSync(target).sort()).toEqual(['10250-1_0.xml', '10250-1_1.xml', 'DDF.xml'])
    expect(loadRegistry({ folders: [target] }).versions(10_250)).toEqual(['1.0', '1.1'])
  })

  it('takes a zip archive with folders inside', () => {
    const target = temporaryFolder()
    const source = zipFile({
      'registry-main/10250.xml': strToU8(file()),
      'registry-main/common.xml': strToU8('<LWM2M/>'),
    })
    expect(importRegistry(source, target).imported).toMatchObject([{ object: 10_250 }])
    expect(readdirSync(target).sort()).toEqual(['10250-1_0.xml', 'Common.xml'])
  })

  it('splits a file of many objects and keeps the licence with each', () => {
    const text = fileXml(objectXml({ id: 10_300 }), objectXml({ id: 10_301 })).replace(
      '?>',
      '?>\n<!-- licence -->',
    )
    const target = temporaryFolder()
    importRegistry(temporaryFolder({ 'both.xml': text }), target)
    expect(readdirSync(target).sort()).toEqual(['10300-1_0.xml', '10301-1_0.xml'])
    const second = readFileSync(join(target, '10301-1_0.xml'), 'utf8')
    expect(second).toContain('<!-- licence -->')
    expect(second).not.toContain('10300')
    expect(loadRegistry({ folders: [target] }).get(10_301)?.resources.size).toBe(1)
  })

  it('skips what it cannot use, says why, and goes on', () => {
    const source = temporaryFolder({
      'a.xml': '<broken',
      'b.xml': '<!DOCTYPE x><LWM2M/>',
      'c.xml': '<html/>',
      'd.xml': file({ version: 'two' }),
      'e.xml': file(),
      'f.xml': file({ name: 'another' }),
    })
    const { imported, skipped } = importRegistry(source, temporaryFolder())
    expect(imported).toEqual([{ object: 10_250, version: '1.0', file: 'e.xml' }])
    expect(skipped.map(({ file: name, why }) => `${name} | ${why}`)).toEqual([
      expect.stringMatching(/^a\.xml \| a\.xml:1:\d+: not well-formed XML/),
      expect.stringMatching(/^b\.xml \| b\.xml:1:1: <!DOCTYPE is not allowed/),
      expect.stringMatching(/^c\.xml \| c\.xml:1: root element is <html>/),
      'd.xml | object 10250 has version "two", not two numbers like 1.0',
      'f.xml | object 10250 version 1.0 was already taken from e.xml',
    ])
  })

  it('does not follow symbolic links of a folder', () => {
    const outside = temporaryFolder({ '10250.xml': file() })
    const source = temporaryFolder()
    symlinkSync(join(outside, '10250.xml'), join(source, '10250.xml'))
    const { imported, skipped } = importRegistry(source, temporaryFolder())
    expect(imported).toEqual([])
    expect(skipped).toEqual([
      { file: '10250.xml', why: 'is not a regular file; symbolic links are not followed' },
    ])
  })

  it('says so when the source does not exist', () => {
    expect(() => importRegistry('/nowhere', temporaryFolder())).toThrow('/nowhere: does not exist')
  })
})

describe('an unsafe archive', () => {
  it.each([
    ['../evil.xml', 'climbs out'],
    ['a/../../evil.xml', 'climbs out'],
    ['/etc/evil.xml', 'absolute name'],
    ['C:/evil.xml', 'drive letter'],
    ['a\\..\\evil.xml', 'backslash'],
  ])('with entry %s is refused whole and writes nothing', (name, why) => {
    const target = join(temporaryFolder(), 'registry')
    const source = zipFile({ '10250.xml': strToU8(file()), [name]: strToU8(file({ id: 10_251 })) })
    expect(() => importRegistry(source, target)).toThrow(`source.zip: entry "${name}"`)
    expect(() => importRegistry(source, target)).toThrow(why)
    expect(existsSync(target)).toBe(false)
  })

  it('with a symbolic link is refused', () => {
    const link = zipSync({ 'link.xml': [strToU8('/etc/passwd'), { os: 3, attrs: (0o120777 << 16) >>> 0 }] })
    expect(() => readArchive(link, 'a.zip', () => true)).toThrow('a.zip: entry "link.xml" is a symbolic link')
  })

  it('that would inflate beyond the limit is refused before inflating', () => {
    const bomb = zipSync({ 'a.xml': strToU8('a') })
    const directory = bomb.findLastIndex(
      (_, at) => bomb[at] === 0x50 && bomb[at + 1] === 0x4b && bomb[at + 2] === 1,
    )
    new DataView(bomb.buffer, bomb.byteOffset).setUint32(
      directory + 24,
      archiveLimits.inflatedOctets + 1,
      true,
    )
    expect(() => readArchive(bomb, 'a.zip', () => true)).toThrow(
      /entry "a\.xml" passes the limit of 268435456 octets/,
    )
  })

  it('with too many entries is refused', () => {
    const many = Object.fromEntries(
      Array.from({ length: archiveLimits.entries + 1 }, (_, n) => [`${n}`, new Uint8Array()]),
    )
    expect(() => readArchive(zipSync(many, { level: 0 }), 'a.zip', () => true)).toThrow(
      /beyond the limit of 20000 entries/,
    )
  })

  it('that is no archive is refused', () => {
    const source = temporaryFolder({ 'a.zip': 'hello' })
    expect(() => importRegistry(join(source, 'a.zip'), temporaryFolder())).toThrow(
      /a\.zip: is not a zip archive/,
    )
  })

  it('that is damaged is refused', () => {
    const damaged = zipSync({ 'a.xml': strToU8('hello '.repeat(50)) })
    damaged.fill(0xff, 35, 45)
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'a.zip'), damaged)
    expect(() => importRegistry(join(folder, 'a.zip'), temporaryFolder())).toThrow(
      /a\.zip: is a damaged zip archive/,
    )
  })
})
