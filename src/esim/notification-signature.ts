import type { KeyObject } from 'node:crypto'
import { encode } from './codec.ts'
import {
  type NotificationMetadata,
  notificationMetadata,
  type PendingNotification,
  type ProfileInstallationResult,
  profileInstallationResultData,
} from './notification.ts'
import { checkOctets, type SignatureCheck, signOctets } from './signature.ts'

/** The eUICC's own certificates, in DER, which go with a notification. */
export interface EuiccCertificates {
  readonly euiccCertificate: Uint8Array
  readonly eumCertificate: Uint8Array
}

/** A notification with the signature of the eUICC, over the metadata as a whole. */
export function signNotification(
  key: KeyObject,
  content: NotificationMetadata,
  certificates: EuiccCertificates,
): PendingNotification {
  const der = encode(notificationMetadata, content)
  return {
    kind: 'otherSignedNotification',
    value: {
      tbsOtherNotification: { der, content },
      euiccNotificationSignature: signOctets(key, der),
      ...certificates,
    },
  }
}

type InstallationData = ProfileInstallationResult['profileInstallationResultData']['content']

/** The result of an installation, with the signature of the eUICC over its data as a whole. */
export function signInstallationResult(key: KeyObject, content: InstallationData): ProfileInstallationResult {
  const der = encode(profileInstallationResultData, { content })
  return { profileInstallationResultData: { der, content }, euiccSignPIR: signOctets(key, der) }
}

/**
 * Whether a notification is from the eUICC with this public key. Undefined for the compact result of an installation,
 * whose signature is over the form that it was made from.
 */
export function checkNotification(
  key: KeyObject,
  notification: PendingNotification,
): SignatureCheck | undefined {
  switch (notification.kind) {
    case 'profileInstallationResult': {
      const { profileInstallationResultData: data, euiccSignPIR } = notification.value
      return checkOctets(key, data.der ?? encode(profileInstallationResultData, data), euiccSignPIR)
    }
    case 'otherSignedNotification':
    case 'compactOtherSignedNotification': {
      const { tbsOtherNotification: tbs, euiccNotificationSignature } = notification.value
      return checkOctets(
        key,
        tbs.der ?? encode(notificationMetadata, tbs.content),
        euiccNotificationSignature,
      )
    }
    case 'compactProfileInstallationResult':
      return undefined
  }
}
