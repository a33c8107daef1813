import type { ReferenceServer } from '#peers'
import { withEim } from '../../esim.ts'
import type { Mutant } from '../../mutant.ts'
import { carried } from '../carried.ts'
import { messageMutants } from '../messages.ts'
import { serverNameMutants } from '../names.ts'
import { onDatagrams } from '../on-datagrams.ts'
import { reusesIds } from '../reused-ids.ts'
import { tooLargeMutants } from '../too-large.ts'
import { blockMutants } from './blocks.ts'
import { compositeMutants } from './composites.ts'
import { serverDtlsMutants } from './dtls.ts'
import { eimMutants } from './eim.ts'
import { firmwareMutants } from './firmware.ts'
import { objectMutants } from './objects.ts'
import { observationMutants } from './observation.ts'
import { operationMutants } from './operations.ts'
import { serverOscoreMutants } from './oscore.ts'
import { registrationMutants } from './registration.ts'
import { registrationModeMutants } from './registration-modes.ts'
import { registrationPurposeMutants } from './registration-purposes.ts'
import { remoteSimMutants } from './remote-sim.ts'
import { reportMutants } from './reports.ts'
import { securedMutants } from './secured.ts'
import { shownMutants } from './shown.ts'
import { takenBlockMutants } from './taken-blocks.ts'
import { tcpMutants } from './tcp.ts'

/** Sound Servers that are differently equipped. */
export const serverVariants: readonly Mutant<ReferenceServer>[] = [
  ...carried(
    'under-oscore',
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
    title: 'takes up connection ids and lets sessions be resumed',
    channel: 'psk',
    claims: ['CID'],
    isNarrow: true,
    trips: [],
    inject(server) {
      server.otherwise = { server: { cid: new TextEncoder().encode('of the server'), sessions: new Map() } }
    },
  },
  {
    id: 'with-eim',
    title: 'is an eIM as well',
    area: 'eSIM',
    trips: [],
    inject: withEim,
  },
  {
    id: 'with-eim-1.0',
    title: 'is an eIM as well, to which nothing can be sent',
    lwm2m: '1.0',
    area: 'eSIM',
    trips: [],
    inject: withEim,
  },
]

/** Deliberate faults of the reference Server. */
export const serverMutants: readonly Mutant<ReferenceServer>[] = [
  ...serverOscoreMutants,
  ...securedMutants,
  ...serverDtlsMutants,
  ...serverNameMutants,
  ...registrationMutants,
  ...registrationModeMutants,
  ...registrationPurposeMutants,
  ...operationMutants,
  ...compositeMutants,
  ...observationMutants,
  ...firmwareMutants,
  ...remoteSimMutants,
  ...eimMutants,
  ...objectMutants,
  ...reportMutants,
  ...blockMutants,
  ...takenBlockMutants,
  ...shownMutants,
  ...tcpMutants,
  {
    id: 'message-ids-twice',
    title: 'Each message id is used twice',
    trips: ['TP/COAP/FORM/BV-02 B'],
    inject: onDatagrams(reusesIds),
  },
  ...tooLargeMutants<ReferenceServer>((rule) => 'BDFH'[rule]!),
  ...messageMutants<ReferenceServer>((rule) => 'BDFH'[rule]!),
]
