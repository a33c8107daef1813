import { etsProfileId } from '#lwm2m'
import type { ReferenceClient } from '#peers'
import { withEuicc } from '../../esim.ts'
import type { Mutant } from '../../mutant.ts'
import { carried } from '../carried.ts'
import { messageMutants } from '../messages.ts'
import { tooLargeMutants } from '../too-large.ts'
import { accessMutants } from './access.ts'
import { argumentMutants } from './arguments.ts'
import { attributeMutants } from './attributes.ts'
import { blockBugMutants } from './block-bugs.ts'
import { blockMutants } from './blocks.ts'
import { bootstrapMutants } from './bootstrap.ts'
import { bootstrapAccountMutants } from './bootstrap-accounts.ts'
import { bootstrapOperationMutants } from './bootstrap-operations.ts'
import { bootstrapSequenceMutants } from './bootstrap-sequence.ts'
import { cancellationMutants } from './cancellations.ts'
import { coapMutants } from './coap.ts'
import { compositeMutants } from './composite.ts'
import { compositeCborMutants } from './composite-cbor.ts'
import { compositeEtchMutants } from './composite-etch.ts'
import { discoverMutants } from './discover.ts'
import { depthMutants } from './discover-depth.ts'
import { clientDtlsMutants } from './dtls.ts'
import { resuming } from './dtls-sessions.ts'
import { esimMutants } from './esim.ts'
import { executeMutants } from './execute.ts'
import { fieldBugMutants } from './field-bugs.ts'
import { firmwareMutants } from './firmware.ts'
import { firmwareDeliveryMutants } from './firmware-delivery.ts'
import { firmwareInstallationMutants } from './firmware-installation.ts'
import { firmwareProtocolMutants } from './firmware-protocols.ts'
import { firmwarePurposeMutants } from './firmware-purposes.ts'
import { mailboxMutants } from './mailbox.ts'
import { multipleMutants } from './multiple.ts'
import { newerAttributeMutants } from './newer-attributes.ts'
import { nonsenseBugMutants } from './nonsense-bugs.ts'
import { objectMutants } from './objects.ts'
import { withOtherObjects } from './objects-faults.ts'
import { objectPurposeMutants } from './objects-purposes.ts'
import { observationMutants } from './observation.ts'
import { observationBugMutants } from './observation-bugs.ts'
import { opaqueMutants } from './opaque.ts'
import { clientOscoreMutants } from './oscore.ts'
import { oscoreBootstrapMutants } from './oscore-bootstrap.ts'
import { periodMutants } from './periods.ts'
import { portfolioMutants } from './portfolio.ts'
import { readFormatMutants, readLevelMutants } from './read-formats.ts'
import { refusalMutants } from './refusals.ts'
import { registrationMutants } from './registration.ts'
import { registrationModeMutants } from './registration-modes.ts'
import { registrationPurposeMutants } from './registration-purposes.ts'
import { remoteSimMutants } from './remote-sim.ts'
import { reportingMutants } from './reporting.ts'
import { securedMutants } from './secured.ts'
import { securityMutants } from './security.ts'
import { sendMutants } from './send.ts'
import { serverMutants } from './servers.ts'
import { softwareMutants } from './software.ts'
import { tcpMutants } from './tcp.ts'
import { toldBugMutants } from './told-bugs.ts'
import { typeMutants } from './types.ts'
import { writeMutants } from './write.ts'

/** Sound clients that differ from the reference in what they have. */
export const clientVariants: readonly Mutant<ReferenceClient>[] = [
  ...carried(
    'under-oscore',
    'under-oscore-1.2',
    'over-psk',
    'over-rpk',
    'over-x509',
    'over-tls-psk',
    'over-tls-x509',
    'over-tcp',
    'over-tcp-1.2',
  ),
  {
    id: 'over-psk-with-ids',
    title: 'offers connection ids and resumes sessions',
    channel: 'psk',
    claims: ['CID', 'BOOTSTRAP'],
    isNarrow: true,
    trips: [],
    inject: resuming({}),
  },
  {
    id: 'with-euicc',
    title: 'has an eUICC that an eIM may manage',
    area: 'eSIM',
    trips: [],
    inject: withEuicc,
  },
  {
    id: 'with-euicc-1.0',
    title: 'has an eUICC, and cannot send',
    lwm2m: '1.0',
    area: 'eSIM',
    trips: [],
    inject: withEuicc,
  },
  {
    id: 'queue-mode',
    title: 'registers in queue mode',
    trips: [],
    inject: ({ manner }) => {
      manner.queueMode = true
    },
  },
  {
    id: 'alternate-root',
    title: 'has its objects below /lwm2m',
    trips: [],
    inject: ({ manner }) => {
      manner.rootPath = '/lwm2m'
    },
  },
  {
    id: 'profile-id',
    title: 'has Server and Device alone, and registers with their Profile ID',
    lwm2m: '1.2',
    trips: [],
    inject: ({ manner, store }) => {
      manner.profileId = etsProfileId
      for (const object of store.objects()) if (![0, 1, 3].includes(object)) store.dropObject(object)
    },
  },
  {
    id: 'other-objects',
    title: 'has version 1.0 of Cellular Connectivity, and has chosen its bearer',
    trips: [],
    inject: withOtherObjects,
  },
  {
    id: 'profile-id-and-list',
    title: 'registers with a Profile ID, and lists what the profile lacks',
    lwm2m: '1.2',
    trips: [],
    inject: ({ manner }) => {
      manner.profileId = etsProfileId
    },
  },
  {
    id: 'without-options',
    title: 'has neither composite operations nor Discover with a depth',
    lwm2m: '1.2',
    trips: [],
    inject: ({ device }) => {
      device.composite.isSupported = () => false
      device.discovery.downTo = (path) => device.discovery.links(path)
    },
  },
  {
    id: 'queue-mode-over-tcp',
    title: 'registers in queue mode over TCP',
    transport: 'tcp',
    area: 'Registration',
    trips: [],
    inject: ({ manner }) => {
      manner.queueMode = true
    },
  },
]

/** Every mutant of the reference Client. */
export const clientMutants: readonly Mutant<ReferenceClient>[] = [
  ...cancellationMutants,
  ...clientOscoreMutants,
  ...oscoreBootstrapMutants,
  ...securedMutants,
  ...clientDtlsMutants,
  ...registrationMutants,
  ...registrationModeMutants,
  ...registrationPurposeMutants,
  ...bootstrapMutants,
  ...bootstrapOperationMutants,
  ...bootstrapAccountMutants,
  ...bootstrapSequenceMutants,
  ...securityMutants,
  ...discoverMutants,
  ...depthMutants,
  ...compositeMutants,
  ...argumentMutants,
  ...multipleMutants,
  ...opaqueMutants,
  ...refusalMutants,
  ...readFormatMutants,
  ...readLevelMutants,
  ...writeMutants,
  ...executeMutants,
  ...reportingMutants,
  ...observationMutants,
  ...objectMutants,
  ...objectPurposeMutants,
  ...periodMutants,
  ...newerAttributeMutants,
  ...sendMutants,
  ...portfolioMutants,
  ...firmwareMutants,
  ...firmwarePurposeMutants,
  ...firmwareDeliveryMutants,
  ...firmwareInstallationMutants,
  ...firmwareProtocolMutants,
  ...softwareMutants,
  ...remoteSimMutants,
  ...coapMutants,
  ...serverMutants,
  ...blockMutants,
  ...blockBugMutants,
  ...tooLargeMutants<ReferenceClient>((rule) => 'ACEG'[rule]!),
  ...messageMutants<ReferenceClient>((rule) => 'ACEG'[rule]!),
  ...tcpMutants,
  ...typeMutants,
  ...attributeMutants,
  ...accessMutants,
  ...compositeCborMutants,
  ...compositeEtchMutants,
  ...fieldBugMutants,
  ...observationBugMutants,
  ...nonsenseBugMutants,
  ...toldBugMutants,
  ...mailboxMutants,
  ...esimMutants,
]
