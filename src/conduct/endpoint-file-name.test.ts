import { describe, expect, it } from 'vitest'
import { endpointFileName } from './endpoint-file-name.ts'

describe('an endpoint name in a file name', () => {
  it('stands as it is where it can', () => {
    expect(endpointFileName('desk-1.lab')).toBe('desk-1.lab')
  })

  it('fits into a file system whatever a device calls itself', () => {
    expect(endpointFileName('x'.repeat(5000)).length).toBeLessThan(100)
    expect(endpointFileName('../../x')).not.toContain('/')
  })

  it('differs for devices whose names differ only in what a file name cannot hold', () => {
    const names = ['urn:imei:1', 'urn_imei_1', 'urn/imei/1', `${'x'.repeat(300)}1`, `${'x'.repeat(300)}2`]
    expect(new Set(names.map(endpointFileName)).size).toBe(names.length)
  })
})
