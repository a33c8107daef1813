import type { Access, Device } from '#lwm2m'
import type { ReferenceClient } from '#peers'
import type { Mutant } from '../../mutant.ts'
import { instead } from '../instead.ts'

/** Puts a fault into what every Server of the Client may do. */
function ofAll(fault: (access: Access, device: Device) => void): (client: ReferenceClient) => void {
  return (client) => {
    fault(client.device.access, client.device)
    instead(client.further, 'deviceFor', (deviceFor) => (account) => {
      const device = deviceFor(account)
      fault(device.access, device)
      return device
    })
  }
}

type Judged = Parameters<Access['refusal']>[0]

/** Lets some operations pass, whatever the rights. */
function unguarded(...kinds: readonly Judged['kind'][]) {
  return ofAll((access) =>
    instead(
      access,
      'refusal',
      (refusal) => (operation) => (kinds.includes(operation.kind) ? undefined : refusal(operation)),
    ),
  )
}

/** Refuses an operation on an object to one Server, whatever its rights. */
function refused(kind: Judged['kind'], object: number) {
  return (device: Device): void =>
    instead(
      device.access,
      'refusal',
      (refusal) => (operation) =>
        operation.kind === kind && operation.path[0] === object ? '4.01' : refusal(operation),
    )
}

/** Puts a fault into what the second Server meets. */
function ofSecond(fault: (device: Device) => void): (client: ReferenceClient) => void {
  return ({ further }) =>
    instead(further, 'deviceFor', (deviceFor) => (account) => {
      const device = deviceFor(account)
      fault(device)
      return device
    })
}

/** Does what it refuses. */
function doesAllTheSame(kind: Judged['kind']) {
  return ofSecond((device) =>
    instead(device.access, 'refusal', (refusal) => (operation) => {
      const code = refusal(operation)
      if (code !== undefined && operation.kind === kind) device.perform(operation)
      return code
    }),
  )
}

/** Faults in what a Server may do where there are several. */
export const accessMutants: readonly Mutant<ReferenceClient>[] = [
  {
    id: 'read-unguarded',
    title: 'A Read asks for no right, and gives all there is',
    trips: ['TP/DM/ACL/BI-01 A', 'TP/DM/ACL/BV-02 C', 'TP/DM/ACL/BV-02 D', 'TP/DM/ACL/BV-03 D'],
    inject: unguarded('read'),
  },
  {
    id: 'observe-unguarded',
    title: 'An Observe asks for no right',
    trips: ['TP/DM/ACL/BI-01 B'],
    inject: unguarded('observe'),
  },
  {
    id: 'write-attributes-unguarded',
    title: 'Write-Attributes asks for no right',
    trips: ['TP/DM/ACL/BI-01 C'],
    inject: unguarded('write-attributes'),
  },
  {
    id: 'write-unguarded',
    title: 'A Write asks for no right',
    trips: ['TP/DM/ACL/BI-01 D', 'TP/DM/ACL/BI-01 E', 'TP/DM/ACL/BV-02 B'],
    inject: unguarded('write'),
  },
  {
    id: 'writes-what-it-refuses',
    title: 'A Write without the right is answered 4.01, and done',
    trips: ['TP/DM/ACL/BI-01 E'],
    inject: doesAllTheSame('write'),
  },
  {
    id: 'execute-unguarded',
    title: 'An Execute asks for no right',
    trips: ['TP/DM/ACL/BI-01 F'],
    inject: unguarded('execute'),
  },
  {
    id: 'discover-guarded',
    title: 'A Discover of an object asks for the right to read its instances',
    trips: ['TP/DM/ACL/BI-01 G'],
    inject: ofAll((access) =>
      instead(
        access,
        'refusal',
        (refusal) => (operation) =>
          operation.kind === 'discover' && operation.path[0] === 3 && !access.may('read', [3, 0])
            ? '4.01'
            : refusal(operation),
      ),
    ),
  },
  {
    id: 'nothing-for-one-is-nothing-for-all',
    title: 'Where one Server has no right, no Server has any',
    trips: ['TP/DM/ACL/BI-01 H'],
    inject: ({ device: { access } }) =>
      instead(
        access,
        'rightsBy',
        (rightsBy) => (entry) => (entry !== undefined && access.listed(entry, 2) === 0 ? 0 : rightsBy(entry)),
      ),
  },
  {
    id: 'owner-cannot-give',
    title: 'The owner of an Access Control instance is refused to write it',
    from: 'BUG-240',
    trips: [
      ...(['TP/DM/ACL/BV-01 A', 'TP/DM/ACL/BV-01 E', 'TP/DM/ACL/BV-01 F'] as const),
      ...(['TP/DM/ACL/BV-03 E', 'TP/DM/ACL/BV-03 F'] as const),
    ],
    unsettles: ['TP/DM/ACL/BI-01', 'TP/DM/ACL/BV-02'],
    inject: ofAll((access) => {
      access.rightsOnEntry = () => 1
    }),
  },
  {
    id: 'second-cannot-read-the-device',
    title: 'The second Server may not read the Device, whatever its rights',
    trips: ['TP/DM/ACL/BV-01 B', 'TP/DM/ACL/BV-02 A'],
    inject: ofSecond(refused('read', 3)),
  },
  {
    id: 'second-cannot-attach',
    title: 'Write-Attributes asks for the right to write, too',
    trips: ['TP/DM/ACL/BV-01 C'],
    inject: ofAll((access) =>
      instead(
        access,
        'refusal',
        (refusal) => (operation) =>
          operation.kind === 'write-attributes' && !access.may('write', operation.path)
            ? '4.01'
            : refusal(operation),
      ),
    ),
  },
  {
    id: 'second-cannot-observe',
    title: 'The second Server may not observe, whatever its rights',
    trips: ['TP/DM/ACL/BV-01 D'],
    inject: ofSecond(refused('observe', 3)),
  },
  {
    id: 'second-cannot-write',
    title: 'The second Server may not write the Device, whatever its rights',
    trips: ['TP/DM/ACL/BV-01 E'],
    inject: ofSecond(refused('write', 3)),
  },
  {
    id: 'second-cannot-execute',
    title: 'The second Server may not execute, whatever its rights',
    trips: ['TP/DM/ACL/BV-01 F'],
    inject: ofSecond(refused('execute', 3)),
  },
  {
    id: 'no-default-right',
    title: 'Rights by default are given to nobody',
    trips: ['TP/DM/ACL/BV-02 A'],
    inject: ofAll((access) =>
      instead(
        access,
        'listed',
        (listed) => (entry, server) => (server === 0 ? undefined : listed(entry, server)),
      ),
    ),
  },
  {
    id: 'any-default-is-everything',
    title: 'By default everybody may do everything, when anything',
    trips: ['TP/DM/ACL/BV-02 B'],
    inject: ofAll((access) =>
      instead(
        access,
        'listed',
        (listed) => (entry, server) =>
          server === 0 && listed(entry, 0) !== undefined ? 31 : listed(entry, server),
      ),
    ),
  },
  {
    id: 'default-right-first',
    title: 'Rights by default are added to those of a Server that is named',
    trips: ['TP/DM/ACL/BV-02 C'],
    inject: ofAll((access) =>
      instead(
        access,
        'rightsBy',
        (rightsBy) => (entry) => rightsBy(entry) | (entry === undefined ? 0 : (access.listed(entry, 0) ?? 0)),
      ),
    ),
  },
  {
    id: 'nothing-said-is-everything',
    title: 'A Server that an entry gives nothing may do everything',
    trips: ['TP/DM/ACL/BV-02 D', 'TP/DM/ACL/BV-03 D', 'TP/DM/ACL/BI-02 A', 'TP/DM/ACL/BI-02 B'],
    inject: ofAll((access) =>
      instead(
        access,
        'listed',
        (listed) => (entry, server) => listed(entry, server) ?? (server === 0 ? 31 : undefined),
      ),
    ),
  },
  {
    id: 'create-needs-write',
    title: 'A Create asks for the right to write',
    trips: ['TP/DM/ACL/BV-03 A'],
    inject: ofAll((access) =>
      instead(access, 'may', (may) => (right, path) => may(right === 'create' ? 'write' : right, path)),
    ),
  },
  {
    id: 'created-for-nobody',
    title: 'What a Server creates has no Access Control instance',
    trips: ['TP/DM/ACL/BV-03 B'],
    inject: ofAll((access) => {
      access.own = () => {}
    }),
  },
  {
    id: 'owner-has-no-rights',
    title: 'An owner that is not named has no rights',
    trips: ['TP/DM/ACL/BV-03 C'],
    inject: ofSecond(({ access }) =>
      instead(
        access,
        'rightsBy',
        (rightsBy) => (entry) =>
          entry !== undefined && access.listed(entry, 2) === undefined && access.isOwner(entry)
            ? 0
            : rightsBy(entry),
      ),
    ),
  },
  {
    id: 'first-never-reads-what-others-made',
    title: 'The first Server may not read what another created, whatever its rights',
    trips: ['TP/DM/ACL/BV-03 F'],
    inject: ({ device: { access } }) =>
      instead(
        access,
        'rightsBy',
        (rightsBy) => (entry) =>
          entry !== undefined && access.entryFor(16, 203) === entry ? 0 : rightsBy(entry),
      ),
  },
  {
    id: 'delete-unguarded',
    title: 'A Delete asks for no right',
    trips: ['TP/DM/ACL/BV-03 G', 'TP/DM/ACL/BV-03 H'],
    inject: unguarded('delete'),
  },
  {
    id: 'creator-cannot-delete',
    title: 'The second Server may not delete what it created',
    trips: ['TP/DM/ACL/BV-03 H'],
    inject: ofSecond(refused('delete', 16)),
  },
  {
    id: 'create-unguarded',
    title: 'A Create asks for no right',
    trips: ['TP/DM/ACL/BI-02 A', 'TP/DM/ACL/BI-02 B'],
    inject: unguarded('create'),
  },
  {
    id: 'creates-what-it-refuses',
    title: 'A Create without the right is answered 4.01, and done',
    trips: ['TP/DM/ACL/BI-02 B'],
    inject: doesAllTheSame('create'),
  },
]
