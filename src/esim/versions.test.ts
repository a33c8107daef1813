import { describe, expect, it } from 'vitest'
import * as esim from './index.ts'
import { decode, encode } from './index.ts'

const octets = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'))
const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex').toUpperCase()
const eid = '89049032123451234512345678901235'

describe('versions', () => {
  const notification = {
    kind: 'pendingNotification',
    value: {
      kind: 'compactOtherSignedNotification',
      value: {
        tbsOtherNotification: {
          content: {
            seqNumber: 8,
            profileManagementOperation: ['disable'],
            notificationAddress: 'dp.test',
          },
        },
        euiccNotificationSignature: new Uint8Array(2),
      },
    },
  } as const

  it('a notification stands without a tag in v1.0 and under A0 later', () => {
    const body = 'BF2F10 800108 81020520 0C0764702E74657374 5F37020000'.replaceAll(' ', '')
    expect(hexOf(encode(esim.handleNotification, notification, '1.0'))).toBe(
      `BF3D1A A118 ${body}`.replaceAll(' ', ''),
    )
    expect(hexOf(encode(esim.handleNotification, notification, '1.2'))).toBe(
      `BF3D1C A01A A118 ${body}`.replaceAll(' ', ''),
    )
  })

  it('an empty answer is nothing in v1.0 and a SEQUENCE later', () => {
    const empty = { kind: 'emptyResponse', value: true } as const
    expect(hexOf(encode(esim.provideEimPackageResultResponse, empty, '1.0'))).toBe('BF5000')
    expect(hexOf(encode(esim.provideEimPackageResultResponse, empty, '1.2'))).toBe('BF50023000')
    expect(decode(esim.provideEimPackageResultResponse, octets('BF5000'), '1.0')).toEqual({
      value: empty,
      findings: [],
    })
  })

  it('the network is told under 81 in v1.0 and under 82 later', () => {
    const request = { eidValue: eid, rPLMN: octets('62F210') }
    expect(hexOf(encode(esim.getEimPackageRequest, request, '1.0')).slice(-10)).toBe('810362F210')
    expect(hexOf(encode(esim.getEimPackageRequest, request, '1.2')).slice(-10)).toBe('820362F210')
  })

  it('a download that failed says why from v1.2 on', () => {
    const failed = { profileDownloadTriggerResultData: { kind: 'profileDownloadError', value: {} } } as const
    expect(hexOf(encode(esim.profileDownloadTriggerResult, failed, '1.0'))).toBe('BF54023000')
    expect(() => encode(esim.profileDownloadTriggerResult, failed)).toThrow(
      'profileDownloadErrorReason: it is missing',
    )
    const read = decode(esim.profileDownloadTriggerResult, octets('BF5402 3000'))
    expect(read.value).toEqual(failed)
    expect(read.findings).toMatchObject([
      { offset: 3, text: expect.stringContaining('profileDownloadErrorReason') },
    ])
  })

  it('v1.3 says why a package was refused without a signature', () => {
    const refusal = {
      kind: 'euiccPackageErrorUnsigned',
      value: { eimId: 'eim1', euiccPackageErrorCode: 4 },
    } as const
    expect(hexOf(encode(esim.euiccPackageResultArm, refusal, '1.3'))).toBe('A209800465696D318F0104')
  })
})
