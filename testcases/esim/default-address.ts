import type { MessageFromEimToIpa, Psmo, Told } from '#testcase'
import { dataIn } from './told.ts'

/** Asks for the default SM-DP+ address. */
export const askingAddress: MessageFromEimToIpa = {
  kind: 'transferEimPackageRequest',
  value: { kind: 'ipaEuiccDataRequest', value: { tagList: [0x81] } },
}

/** Sets the address that profiles are loaded from by default. */
export function setsTo(defaultDpAddress: string): Psmo {
  return { kind: 'setDefaultDpAddress', value: { defaultDpAddress } }
}

/** The default SM-DP+ address in a message; undefined where there is none. */
export function addressIn(message: Told['message']): string | undefined {
  const data = dataIn(message)
  return data?.kind === 'ipaEuiccData' ? data.value.defaultSmdpAddress : undefined
}
