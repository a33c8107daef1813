import * as esim from './index.ts'

// Messages whose octets were made by another encoder from the ASN.1 of SGP.32, with made-up signatures and keys.

interface Vector {
  readonly name: string
  readonly message: esim.Element<unknown>
  readonly hex: string
}

const eid = '89049032123451234512345678901235'
const iccid = '98001032547698103214'
const signed11 = `5F3740${'11'.repeat(64)}`
const signed22 = `5F3740${'22'.repeat(64)}`
const point = `${'AA'.repeat(32)}${'BB'.repeat(32)}`

/** The same in every version. */
export const commonVectors: readonly Vector[] = [
  {
    name: 'enable',
    message: esim.euiccPackageRequest,
    hex: `BF518182303D800465696D315A10${eid}8101018210000102030405060708090A0B0C0D0E0FA00EA30C5A0A${iccid}${signed11}`,
  },
  {
    name: 'enable with rollback',
    message: esim.euiccPackageRequest,
    hex: `BF518184303F800465696D315A10${eid}8101018210000102030405060708090A0B0C0D0E0FA010A30E5A0A${iccid}0500${signed11}`,
  },
  {
    name: 'disable',
    message: esim.euiccPackageRequest,
    hex: `BF518182303D800465696D315A10${eid}8101018210000102030405060708090A0B0C0D0E0FA00EA40C5A0A${iccid}${signed11}`,
  },
  {
    name: 'delete',
    message: esim.euiccPackageRequest,
    hex: `BF518182303D800465696D315A10${eid}8101018210000102030405060708090A0B0C0D0E0FA00EA50C5A0A${iccid}${signed11}`,
  },
  {
    name: 'disable and delete',
    message: esim.euiccPackageRequest,
    hex: `BF518190304B800465696D315A10${eid}8101018210000102030405060708090A0B0C0D0E0FA01CA40C5A0A${iccid}A50C5A0A${iccid}${signed11}`,
  },
  {
    name: 'list profiles',
    message: esim.euiccPackageRequest,
    hex: `BF51773032800465696D315A10${eid}8101018210000102030405060708090A0B0C0D0E0FA003BF2D00${signed11}`,
  },
  {
    name: 'get RAT',
    message: esim.euiccPackageRequest,
    hex: `BF51763031800465696D315A10${eid}8101018210000102030405060708090A0B0C0D0E0FA002A600${signed11}`,
  },
  {
    name: 'configure immediate enable',
    message: esim.euiccPackageRequest,
    hex: `BF51818A3045800465696D315A10${eid}8101018210000102030405060708090A0B0C0D0E0FA016A71480008210736D64702E6578616D706C652E636F6D${signed11}`,
  },
  {
    name: 'add eIM',
    message: esim.euiccPackageRequest,
    hex: `BF5181FB3081B5800465696D315A10${eid}8101018210000102030405060708090A0B0C0D0E0FA18185A88182800465696D32811065696D322E6578616D706C652E636F6D8201028301018401FFA55BA059301306072A8648CE3D020106082A8648CE3D03010703420004${point}87020780${signed11}`,
  },
  {
    name: 'update eIM',
    message: esim.euiccPackageRequest,
    hex: `BF5181FB3081B5800465696D315A10${eid}8101018210000102030405060708090A0B0C0D0E0FA18185AA8182800465696D32811065696D322E6578616D706C652E636F6D8201028301018401FFA55BA059301306072A8648CE3D020106082A8648CE3D03010703420004${point}87020780${signed11}`,
  },
  {
    name: 'delete eIM',
    message: esim.euiccPackageRequest,
    hex: `BF517C3037800465696D315A10${eid}8101018210000102030405060708090A0B0C0D0E0FA108A906800465696D32${signed11}`,
  },
  {
    name: 'list eIMs',
    message: esim.euiccPackageRequest,
    hex: `BF51763031800465696D315A10${eid}8101018210000102030405060708090A0B0C0D0E0FA102AB00${signed11}`,
  },
  {
    name: 'result of enable',
    message: esim.euiccPackageResultArm,
    hex: `A0683023800465696D318101018210000102030405060708090A0B0C0D0E0F8301073003830100${signed11}`,
  },
  {
    name: 'profile not found, processing ended',
    message: esim.euiccPackageResultArm,
    hex: `A06B3026800465696D318101018210000102030405060708090A0B0C0D0E0F8301073006830101020102${signed11}`,
  },
  {
    name: 'result of rollback',
    message: esim.euiccPackageResultArm,
    hex: `A0683023800465696D318101018210000102030405060708090A0B0C0D0E0F83010730038C0100${signed11}`,
  },
  {
    name: 'eIM added, token',
    message: esim.euiccPackageResultArm,
    hex: `A06A3025800465696D318101018210000102030405060708090A0B0C0D0E0F8301073005A803840102${signed11}`,
  },
  {
    name: 'eIM not added',
    message: esim.euiccPackageResultArm,
    hex: `A06A3025800465696D318101018210000102030405060708090A0B0C0D0E0F8301073005A803020101${signed11}`,
  },
  {
    name: 'last eIM deleted',
    message: esim.euiccPackageResultArm,
    hex: `A0683023800465696D318101018210000102030405060708090A0B0C0D0E0F8301073003890102${signed11}`,
  },
  {
    name: 'list of eIMs',
    message: esim.euiccPackageResultArm,
    hex: `A071302C800465696D318101018210000102030405060708090A0B0C0D0E0F830107300CAB0AA0083006800465696D31${signed11}`,
  },
  {
    name: 'list of profiles',
    message: esim.euiccPackageResultArm,
    hex: `A0818E3049800465696D318101018210000102030405060708090A0B0C0D0E0F8301073029BF2D26A024E3225A0A${iccid}4F10A0000005591010FFFFFFFF89000011009F700101${signed11}`,
  },
  {
    name: 'replay refused, signed',
    message: esim.euiccPackageResultArm,
    hex: `A163301E800465696D318101018210000102030405060708090A0B0C0D0E0F020104${signed11}`,
  },
  { name: 'refused, unsigned', message: esim.euiccPackageResultArm, hex: `A209800465696D31840100` },
  { name: 'poll', message: esim.getEimPackageRequest, hex: `BF4F125A10${eid}` },
  { name: 'nothing waits', message: esim.getEimPackageResponse, hex: `BF4F03020101` },
  {
    name: 'a download waits',
    message: esim.getEimPackageResponse,
    hex: `BF4F31BF542EA01A80183124736D64702E6578616D706C652E636F6D244D415443488210000102030405060708090A0B0C0D0E0F`,
  },
  {
    name: 'download from the default SM-DP+',
    message: esim.profileDownloadTriggerRequest,
    hex: `BF5404A0028100`,
  },
  {
    name: 'download by way of an SM-DS',
    message: esim.profileDownloadTriggerRequest,
    hex: `BF5415A013A211800F6C70612E64732E67736D612E636F6D`,
  },
  { name: 'package received', message: esim.transferEimPackageResponse, hex: `BF4E020500` },
  { name: 'package refused', message: esim.transferEimPackageResponse, hex: `BF4E03020101` },
  { name: 'acknowledgements', message: esim.eimAcknowledgements, hex: `BF5306800105800106` },
  { name: 'rollback', message: esim.profileRollbackRequest, hex: `BF58038001FF` },
  {
    name: 'rollback done, with result',
    message: esim.profileRollbackResponse,
    hex: `BF5870020100BF516AA0683023800465696D318101018210000102030405060708090A0B0C0D0E0F83010730038C0100${signed11}`,
  },
  {
    name: 'first eIM',
    message: esim.addInitialEimRequest,
    hex: `BF578188A08185308182800465696D32811065696D322E6578616D706C652E636F6D8201028301018401FFA55BA059301306072A8648CE3D020106082A8648CE3D03010703420004${point}87020780`,
  },
  { name: 'first eIM added, token', message: esim.addInitialEimResponse, hex: `BF5705A003840101` },
  { name: 'data asked for', message: esim.ipaEuiccDataRequest, hex: `BF520A5C08BF20BF22A5A6A8A9` },
]

/** As v1.2 and later have them. */
export const laterVectors: readonly Vector[] = [
  { name: 'result acknowledged', message: esim.provideEimPackageResultResponse, hex: `BF5006BF5303800107` },
  { name: 'result taken', message: esim.provideEimPackageResultResponse, hex: `BF50023000` },
  { name: 'EID not found', message: esim.provideEimPackageResultResponse, hex: `BF5003020102` },
  {
    name: 'result of a package',
    message: esim.provideEimPackageResult,
    hex: `BF50735A10${eid}BF515EA05C3017800465696D3181010182040A0B0C0D8301073003830100${signed22}`,
  },
  {
    name: 'result of a package, with a notification',
    message: esim.provideEimPackageResult,
    hex: `BF5081DC5A10${eid}3081C7BF515EA05C3017800465696D3181010182040A0B0C0D8301073003830100${signed22}A064A162BF2F1C800108810205200C0764702E746573745A0A${iccid}${signed22}`,
  },
  {
    name: 'data refused',
    message: esim.provideEimPackageResult,
    hex: `BF50205A10${eid}BF520BA10980040A0B0C0D020101`,
  },
  {
    name: 'data',
    message: esim.provideEimPackageResult,
    hex: `BF50285A10${eid}BF5213A0118109736D64702E7465737487040A0B0C0D`,
  },
  {
    name: 'download failed',
    message: esim.provideEimPackageResult,
    hex: `BF50205A10${eid}BF540B82040A0B0C0D300380017F`,
  },
  {
    name: 'package refused',
    message: esim.provideEimPackageResult,
    hex: `BF501D5A10${eid}A00980040A0B0C0D020101`,
  },
  {
    name: 'compact notification',
    message: esim.handleNotification,
    hex: `BF3D66A064A162BF2F1C800108810205200C0764702E746573745A0A${iccid}${signed22}`,
  },
  { name: 'poll', message: esim.getEimPackageRequest, hex: `BF4F125A10${eid}` },
  {
    name: 'poll after fallback',
    message: esim.getEimPackageRequest,
    hex: `BF4F1C5A10${eid}8000810101820362F210`,
  },
  {
    name: 'data asked for, by sequence numbers',
    message: esim.ipaEuiccDataRequest,
    hex: `BF521A5C08BF20BF22A5A6A8A9A103800103A20380010783040A0B0C0D`,
  },
  { name: 'memory reset done', message: esim.euiccMemoryResetResponse, hex: `BF6406800100810100` },
  { name: 'default SM-DP+', message: esim.setDefaultDpAddressRequest, hex: `BF650B8009736D64702E74657374` },
  { name: 'all eIMs', message: esim.getEimConfigurationDataRequest, hex: `BF5500` },
  { name: 'one eIM', message: esim.getEimConfigurationDataRequest, hex: `BF5508A006800465696D31` },
  { name: 'execute fallback', message: esim.executeFallbackMechanismRequest, hex: `BF5D038001FF` },
  { name: 'no fallback', message: esim.executeFallbackMechanismResponse, hex: `BF5D03800106` },
  { name: 'immediate enable, without refresh', message: esim.immediateEnableRequest, hex: `BF5A03800100` },
  {
    name: 'connectivity parameters',
    message: esim.getConnectivityParametersResponse,
    hex: `BF5F06A0048102AABB`,
  },
  {
    name: 'no connectivity parameters',
    message: esim.getConnectivityParametersResponse,
    hex: `BF5F03810101`,
  },
  {
    name: 'results of fallback and default SM-DP+',
    message: esim.euiccPackageResultArm,
    hex: `A05F301A800465696D31810101830107300C8D0103020102BF6503800100${signed22}`,
  },
]

/** The value without the octets that were kept of signed parts, so that they have to be made anew. */
export function anew(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(anew)
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value
  const entries = Object.entries(value).filter(([name]) => name !== 'der' || !('content' in value))
  return Object.fromEntries(entries.map(([name, part]) => [name, anew(part)]))
}
