import type { Device } from '#lwm2m'
import type { FurtherAccount, ReferenceClient } from '#peers'
import type { Mutant } from '../../mutant.ts'
import { instead } from '../instead.ts'

/** Changes what a further Server is shown. */
function shown(fault: (device: Device) => void): (client: ReferenceClient) => void {
  return ({ further }) =>
    instead(further, 'deviceFor', (deviceFor) => (account) => {
      const device = deviceFor(account)
      fault(device)
      return device
    })
}

/** Faults with several Servers. */
export const serverMutants: readonly Mutant<ReferenceClient>[] = [
  {
    id: 'registers-at-the-last-alone',
    title: 'With two accounts it registers at the second Server only',
    trips: ['int-950 A'],
    inject: (client) =>
      instead(client, 'serverUri', (serverUri) => () => client.account.others()[0]?.uri ?? serverUri()),
  },
  {
    id: 'registers-at-the-first-alone',
    title: 'With two accounts it registers at the first Server only',
    trips: ['int-950 B'],
    inject: ({ further }) => {
      further.accounts = () => []
    },
  },
  {
    id: 'second-list-with-security',
    title: 'The second Server is told of the Security object',
    trips: ['int-950 C'],
    inject: ({ further }) =>
      instead(further, 'fieldsFor', (fieldsFor) => (account) => {
        const { links = [], ...fields } = fieldsFor(account)
        return { ...fields, links: [...links, { target: '/0/0', attributes: [] }] }
      }),
  },
  {
    id: 'attributes-of-the-first-alone',
    title: 'Only the first Server may attach attributes',
    trips: ['int-951 A', 'int-951 C', 'TP/DM/ACL/BV-01 C'],
    inject: shown((device) => {
      device.writeAttributes = () => ({ code: '4.05' })
    }),
  },
  {
    id: 'attributes-shared',
    title: 'Attributes are the same for all Servers',
    trips: ['int-951 B'],
    inject: (client) =>
      shown((device) => {
        const { device: first } = client
        device.writeAttributes = (path, query) => first.writeAttributes(path, query)
        device.discovery.links = (path) => first.discovery.links(path)
      })(client),
  },
  {
    id: 'attributes-of-the-second-hidden',
    title: 'The second Server is not shown what it attached',
    trips: ['int-951 C'],
    inject: shown((device) =>
      instead(
        device.discovery,
        'links',
        (links) => (path) => links(path).map((link) => ({ ...link, attributes: [] })),
      ),
    ),
  },
  {
    id: 'device-hidden-from-the-second',
    title: 'The second Server is not shown the errors of the Device',
    trips: ['int-951 D'],
    inject: shown((device) =>
      instead(
        device.discovery,
        'links',
        (links) => (path) => links(path).filter(({ target }) => target !== '/3/0/11'),
      ),
    ),
  },
  {
    id: 'registers-out-of-order',
    title: 'The Registration Priority Order of its accounts is not heeded',
    trips: ['TP/REG/ORDER/BV-01 A'],
    inject: ({ further }) => {
      further.earlier = () => []
    },
  },
  {
    id: 'remembers-accounts',
    title: 'It registers at Servers whose account was deleted',
    trips: ['TP/BS/LEAVE/BV-01 A'],
    inject: ({ further }) => {
      const all = new Map<string, FurtherAccount>()
      instead(further, 'accounts', (accounts) => () => {
        for (const account of accounts()) all.set(account.uri, account)
        return [...all.values()]
      })
    },
  },
]
