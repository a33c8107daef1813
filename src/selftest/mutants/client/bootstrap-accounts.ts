import type { ReferenceClient } from '#peers'
import type { Mutant } from '../../mutant.ts'
import { instead } from '../instead.ts'

/** Whether the account of the Bootstrap-Server was written since the last Bootstrap-Request. */
function noteOwnWrites({ bootstrapDevice, bootstrapping }: ReferenceClient): () => boolean {
  let written = false
  instead(bootstrapDevice, 'write', (write) => (path, request) => {
    written ||= path[0] === 0 && path[1] === bootstrapDevice.ownAccount()
    return write(path, request)
  })
  instead(bootstrapping, 'draft', (draft) => () => {
    written = false
    return draft()
  })
  return () => written
}

/** Faults in what a Client makes of whole objects, and of a new account of its Bootstrap-Server. */
export const bootstrapAccountMutants: readonly Mutant<ReferenceClient>[] = [
  {
    id: 'object-write-4.00',
    title: 'Bootstrap-Write of a whole object is refused',
    from: 'BUG-017',
    trips: ['TP/BS/WRITE/BV-03 A', 'TP/BS/WRITE/BV-03 B'],
    inject: ({ bootstrapDevice }) =>
      instead(
        bootstrapDevice,
        'write',
        (write) => (path, request) => (path.length === 1 ? { code: '4.00' } : write(path, request)),
      ),
  },
  {
    id: 'object-write-2.01',
    title: 'Bootstrap-Write of a whole object is answered 2.01',
    trips: ['TP/BS/WRITE/BV-03 A'],
    inject: ({ bootstrapDevice }) =>
      instead(bootstrapDevice, 'write', (write) => (path, request) => {
        const answer = write(path, request)
        return path.length === 1 && answer.code === '2.04' ? { code: '2.01' } : answer
      }),
  },
  {
    id: 'object-write-nothing',
    title: 'Bootstrap-Write of a whole object is answered, and nothing is written',
    trips: ['TP/BS/WRITE/BV-03 B'],
    inject: ({ bootstrapDevice }) =>
      instead(
        bootstrapDevice,
        'write',
        (write) => (path, request) => (path.length === 1 ? { code: '2.04' } : write(path, request)),
      ),
  },
  {
    id: 'own-account-written-finish',
    title: 'When its account of the Bootstrap-Server was written, Bootstrap-Finish makes it start anew',
    from: 'BUG-028',
    trips: ['TP/BS/OWN/BV-01 A', 'TP/BS/OWN/BV-01 B'],
    unsettles: ['TP/BS/PEER/BI-01'],
    inject: (client) => {
      const isWritten = noteOwnWrites(client)
      instead(client.bootstrapping, 'answers', (answers) => (request) => {
        if (!isWritten() || request.path.join('/') !== 'bs') return answers(request)
        void client.reboot()
        return true
      })
    },
  },
  {
    id: 'own-account-written-silent',
    title: 'When its account of the Bootstrap-Server was written, it does not register after that bootstrap',
    trips: ['TP/BS/OWN/BV-01 B'],
    mayTrip: ['TP/OBJ/DEVICE/BV-01 B'],
    // It is not there for what comes next, or for what closes the run.
    unsettles: ['TP/OBJ/DEVICE/BV-01', 'TP/COAP/FORM/BV-01', 'TP/COAP/FORM/BV-02', 'TP/COAP/ALIVE/BV-01'],
    inject: (client) => {
      const isWritten = noteOwnWrites(client)
      instead(client, 'register', (register) => async () => {
        if (!isWritten()) await register()
      })
    },
  },
  {
    id: 'hold-off-ignored',
    title: 'It sends a Bootstrap-Request as soon as it is told to, whatever its Client Hold-Off Time',
    from: 'BUG-030',
    strict: true,
    trips: ['TP/BS/OWN/BV-01 C'],
    inject: (client) => Object.defineProperty(client.account, 'holdOff', { value: 0 }),
  },
]
