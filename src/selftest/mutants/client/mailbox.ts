import type { ReferenceClient } from '#peers'
import type { Mutant } from '../../mutant.ts'
import { instead } from '../instead.ts'

type MailboxMutant = Omit<Mutant<ReferenceClient>, 'variant'>

const mailbox = '3443/0'
const eid = [3443, 0, 1]

/** Operations on resources of the mailbox are answered so. */
function answers(
  { device }: ReferenceClient,
  kinds: readonly string[],
  resources: readonly number[],
  code: '2.04' | '4.04',
): void {
  instead(device, 'perform', (perform) => (operation) => {
    const [object, , resource = -1] = operation.path
    return object === 3443 && kinds.includes(operation.kind) && resources.includes(resource)
      ? { code }
      : perform(operation)
  })
}

const faults: readonly MailboxMutant[] = [
  {
    id: 'esim-one-block',
    title: 'takes no message that is longer than a block',
    trips: ['ESIM-109 A'],
    inject({ mailbox: box }) {
      const isLong = (value: unknown): boolean => value instanceof Uint8Array && value.length > 1024
      instead(
        box,
        'refusal',
        (refusal) => (nodes) => (nodes.some(({ value }) => isLong(value?.value)) ? '4.00' : refusal(nodes)),
      )
    },
  },
  {
    id: 'esim-open-to-servers',
    title: 'lets every Server write to the mailbox',
    trips: ['ESIM-710 A'],
    inject({ further }) {
      instead(further, 'deviceFor', (deviceFor) => (account) => {
        const device = deviceFor(account)
        instead(
          device.access,
          'refusal',
          (refusal) => (operation) => (operation.path[0] === 3443 ? undefined : refusal(operation)),
        )
        return device
      })
    },
  },
  {
    id: 'esim-two-mailboxes',
    title: 'registers two instances of the mailbox',
    trips: ['ESIM-101 A'],
    inject(client) {
      instead(client, 'objectLink', (objectLink) => (object) => [
        ...objectLink(object),
        ...(object === 3443 ? [{ target: '/3443/1', attributes: [] }] : []),
      ])
    },
  },
  {
    id: 'esim-clear-unlisted',
    title: 'does not list Clear IPA message',
    trips: ['ESIM-101 B'],
    inject({ device }) {
      instead(
        device.discovery,
        'links',
        (links) => (path) => links(path).filter(({ target }) => target !== `/${mailbox}/4`),
      )
    },
  },
  {
    id: 'esim-read-without-state',
    title: 'leaves State out of a Read of the whole mailbox',
    trips: ['ESIM-102 A'],
    inject({ device }) {
      instead(device, 'visible', (visible) => (path) => {
        const nodes = visible(path)
        return path.length < 3
          ? nodes.filter((node) => node.path.slice(0, 3).join('/') !== `${mailbox}/0`)
          : nodes
      })
    },
  },
  {
    id: 'esim-reads-eim-message',
    title: 'gives the message of the eIM to a Read of the whole mailbox',
    trips: ['ESIM-102 B'],
    inject({ device, store }) {
      instead(device, 'visible', (visible) => (path) => [
        ...visible(path),
        ...(path[0] === 3443 && path.length < 3 ? store.nodes([3443, 0, 2]) : []),
      ])
    },
  },
  {
    id: 'esim-iccid-for-eid',
    title: 'shows an ICCID in the place of the EID',
    trips: ['ESIM-919 A', 'ESIM-102 C'],
    inject({ store }) {
      store.set(eid, { type: 'string', value: '89000000000000000018' })
    },
  },
  {
    id: 'esim-wrong-read',
    title: 'answers a Read of what cannot be read with 4.04',
    trips: ['ESIM-103 A'],
    inject: (client) => answers(client, ['read'], [2, 4], '4.04'),
  },
  {
    id: 'esim-wrong-write',
    title: 'takes a Write of the EID, and drops it',
    trips: ['ESIM-103 B'],
    inject: (client) => answers(client, ['write'], [1], '2.04'),
  },
  {
    id: 'esim-wrong-execute',
    title: 'answers an Execute of eIM message with 2.04',
    trips: ['ESIM-103 C'],
    inject({ device }) {
      instead(
        device.writing,
        'write',
        (write) => (path, content, mode) =>
          path.join('/') === `${mailbox}/2` && mode === 'partial'
            ? { code: '2.04' }
            : write(path, content, mode),
      )
    },
  },
  {
    id: 'esim-octets-as-text',
    title: 'does not know octets as they are',
    trips: ['ESIM-104 A', 'ESIM-104 C'],
    inject({ device }) {
      instead(
        device.writing,
        'write',
        (write) => (path, content, mode) =>
          content.contentFormat === 42 ? { code: '4.15' } : write(path, content, mode),
      )
    },
  },
  {
    id: 'esim-octets-alone',
    title: 'takes a message as octets alone',
    trips: ['ESIM-104 B'],
    inject({ device }) {
      instead(
        device.writing,
        'write',
        (write) => (path, content, mode) =>
          path.join('/') === `${mailbox}/2` && mode === 'replace' && content.contentFormat !== 42
            ? { code: '4.15' }
            : write(path, content, mode),
      )
    },
  },
  {
    id: 'esim-tlv-as-message',
    title: 'hands the octets of a payload in TLV to its IPA as they are',
    trips: ['ESIM-104 C'],
    inject({ device, mailbox: box }) {
      instead(device.writing, 'write', (write) => (path, content, mode) => {
        if (path[0] !== 3443 || content.contentFormat !== 11542) return write(path, content, mode)
        box.take(content.payload)
        return { code: '2.04' }
      })
    },
  },
  {
    id: 'esim-takes-while-busy',
    title: 'takes a message while it deals with another, and drops it',
    trips: ['ESIM-105 A'],
    inject({ mailbox: box }) {
      instead(box, 'refusal', () => () => undefined)
      instead(box, 'take', (take) => (message) => {
        if (!box.isBusy()) take(message)
      })
    },
  },
  {
    id: 'esim-refusal-forgets',
    title: 'forgets the message it deals with when it refuses another',
    trips: ['ESIM-105 B'],
    inject({ mailbox: box }) {
      let isForgotten = false
      instead(box, 'refusal', (refusal) => (nodes) => {
        const code = refusal(nodes)
        isForgotten ||= code !== undefined
        return code
      })
      instead(box, 'work', (work) => (message) => {
        if (isForgotten) box.setState(0)
        else work(message)
        isForgotten = false
      })
    },
  },
  {
    id: 'esim-refusal-sticks',
    title: 'stays at State 1 when it has refused a message, until it is told to clear',
    trips: ['ESIM-105 C'],
    inject({ mailbox: box }) {
      let hasRefused = false
      instead(box, 'refusal', (refusal) => (nodes) => {
        const code = refusal(nodes)
        hasRefused ||= code !== undefined
        return code
      })
      instead(box, 'setState', (setState) => (state) => setState(hasRefused ? 1 : state))
      instead(box, 'clear', (clear) => () => {
        hasRefused = false
        clear()
        box.setState(0)
      })
    },
  },
  {
    id: 'esim-hides-message',
    title: 'gives no message to a Read while Send is muted',
    trips: ['ESIM-106 A'],
    inject({ device, account }) {
      instead(
        device,
        'read',
        (read) => (path, accept) =>
          path.join('/') === `${mailbox}/3` && account.isMute ? { code: '4.04' } : read(path, accept),
      )
    },
  },
  {
    id: 'esim-read-clears',
    title: 'forgets its message when it was read',
    trips: ['ESIM-106 B'],
    inject({ device, mailbox: box }) {
      let reads = 0
      instead(device, 'read', (read) => (path, accept) => {
        const response = read(path, accept)
        const isMessage = path.join('/') === `${mailbox}/3` && (response.payload?.length ?? 0) > 0
        if (isMessage && ++reads === 2) box.clear()
        return response
      })
    },
  },
  {
    id: 'esim-clear-refused',
    title: 'answers Clear IPA message with 5.00, and clears all the same',
    trips: ['ESIM-106 C'],
    inject({ device }) {
      instead(device, 'execute', (execute) => (path, content) => {
        const response = execute(path, content)
        return path[0] === 3443 ? { code: '5.00' } : response
      })
    },
  },
  {
    id: 'esim-clear-keeps',
    title: 'keeps its message in IPA message when it is told to clear it',
    trips: ['ESIM-106 D'],
    inject({ mailbox: box, store }) {
      instead(box, 'clear', (clear) => () => {
        const held = store.value([3443, 0, 3])!
        clear()
        store.set([3443, 0, 3], held)
      })
    },
  },
  {
    id: 'esim-clear-stays-busy',
    title: 'stays at State 1 for a while when it was cleared',
    trips: ['ESIM-106 E'],
    inject({ device, mailbox: box, options }) {
      let isTold = false
      instead(device, 'execute', (execute) => (path, content) => {
        isTold = path.join('/') === `${mailbox}/4`
        return execute(path, content)
      })
      instead(box, 'clear', (clear) => () => {
        clear()
        if (!isTold) return
        isTold = false
        box.setState(1)
        options.network.clock.after(9000, () => box.setState(0))
      })
    },
  },
  {
    id: 'esim-sends-longer',
    title: 'sends an octet more than a message with EUICCInfo2 has',
    trips: ['ESIM-107 A'],
    inject({ sending }) {
      instead(
        sending,
        'nodes',
        (nodes) => (paths) =>
          nodes(paths).map((node) =>
            node.path[0] === 3443 && node.value?.type === 'opaque' && isInfo2(node.value.value)
              ? { ...node, value: { type: 'opaque', value: Uint8Array.from([...node.value.value, 0]) } }
              : node,
          ),
      )
    },
  },
  {
    id: 'esim-sent-stays-busy',
    title: 'stays at State 1 for a while when its Send was taken',
    trips: ['ESIM-107 C'],
    inject({ mailbox: box, options }) {
      instead(box, 'send', (send) => async () => {
        await send()
        box.setState(1)
        options.network.clock.after(8000, () => box.setState(0))
      })
    },
  },
  {
    id: 'esim-sends-though-observed',
    title: 'sends its message though it is observed, and reports nothing',
    trips: ['ESIM-108 B'],
    inject({ mailbox: box }) {
      instead(box, 'way', () => () => 'send')
    },
  },
  {
    id: 'esim-reported-waits',
    title: 'waits for Clear IPA message though its notification was acknowledged',
    trips: ['ESIM-108 C'],
    inject({ mailbox: box }) {
      instead(box, 'reported', () => () => {})
    },
  },
]

/** Whether EUICCInfo2 stands in a message. */
function isInfo2(message: Uint8Array): boolean {
  return Buffer.from(message).includes(Buffer.of(0xbf, 0x22))
}

/** Faults of a mailbox of SGP.32 (object 3443). */
export const mailboxMutants: readonly Mutant<ReferenceClient>[] = faults.map((mutant) => ({
  variant: 'with-euicc',
  ...mutant,
}))
