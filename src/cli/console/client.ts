import { parsePath, pathText } from '#content'
import type { ReferenceClient } from '#peers'
import { UserError } from '../../user-error.ts'
import type { Instructions } from './console.ts'
import { nodeLines, responseLines, typedValue } from './values.ts'

/** What a served Client can be told. */
export function clientInstructions(client: ReferenceClient): Instructions {
  const status = (): string[] => [client.isRegistered ? 'registered' : 'not registered']
  // One that was not told to leave registers by itself, again and again.
  let left = false
  return {
    status: { takes: '', does: 'Tell whether it is registered', perform: status },
    register: {
      takes: '',
      does: 'Register anew, after deregister or by switching it off and on',
      perform: async () => {
        if (!left) {
          await client.reboot()
          return ['rebooted']
        }
        left = false
        await client.register()
        return status()
      },
    },
    update: {
      takes: '',
      does: 'Send an Update',
      perform: async () => {
        registered(client)
        await client.update()
        return status()
      },
    },
    deregister: {
      takes: '',
      does: 'De-register',
      perform: async () => {
        registered(client)
        left = true
        await client.deregister()
        return status()
      },
    },
    reboot: {
      takes: '',
      does: 'Switch it off and on, so that it registers',
      perform: async () => {
        left = false
        await client.reboot()
        return ['rebooted']
      },
    },
    bootstrap: {
      takes: '',
      does: 'Forget its server account, and bootstrap',
      perform: async () => {
        if (client.bootstrapDevice.ownAccount() === undefined)
          throw new UserError('it knows no bootstrap-server; serve takes one by --bootstrap')
        left = false
        await client.stop()
        client.forgetServer()
        await client.start()
        return ['rebooted without its server account']
      },
    },
    'insert-card': {
      takes: 'URI LIFETIME SHORT-SERVER-ID',
      does: 'Put in a smartcard with this server account, and switch it off and on',
      perform: async ([uri = '', lifetime = '', id = '']) => {
        if (!/^\d+$/.test(lifetime) || !/^\d+$/.test(id))
          throw new UserError('give the lifetime and the short server id as whole numbers')
        client.cards.card = { uri, lifetime: Number(lifetime), shortServerId: Number(id) }
        left = false
        await client.reboot()
        return ['rebooted with the card']
      },
    },
    'remove-card': {
      takes: '',
      does: 'Take the smartcard out again',
      perform: () => {
        client.cards.card = undefined
        return ['there is no card in it']
      },
    },
    defer: {
      takes: '',
      does: 'Put the next installation of firmware off, as its user may',
      perform: () => {
        client.effects.firmware.isPutOff = true
        return ['the next installation is put off']
      },
    },
    read: {
      takes: 'PATH',
      does: 'Show the values that it has at and below a path',
      perform: ([text = '']) => {
        const nodes = client.device.readable(parsePath(text))
        if (nodes.length === 0) throw new UserError(`it has nothing to read at ${text}`)
        return ['', ...nodeLines(nodes)]
      },
    },
    set: {
      takes: 'PATH VALUE',
      does: 'Let a value change by itself: text, a number, true, octets in hexadecimal',
      perform: ([text = '', value = '']) => {
        const path = parsePath(text)
        const type = client.store.value(path)?.type
        if (type === undefined || client.device.isClosed(path[0] ?? 0))
          throw new UserError(`it has no value at ${pathText(path)}; read shows those that it has`)
        client.setValue(text, typedValue(value, type, path))
        return nodeLines(client.store.nodes(path))
      },
    },
    send: {
      takes: '[PATH…]',
      does: 'Send values by itself (Send); default: /3/0',
      perform: async (given) => {
        const paths = given.length === 0 ? ['/3/0'] : given
        registered(client)
        if (client.sending.isMuted()) return ['its server has muted Send (/1/x/23), nothing is sent']
        if (client.sending.nodes(paths).length === 0)
          throw new UserError(`it has nothing to send at ${paths.join(', ')}`)
        return responseLines(await client.sending.send(paths), () => [])
      },
    },
  }
}

/** @throws UserError when it is not */
function registered(client: ReferenceClient): void {
  if (!client.isRegistered) throw new UserError('it is not registered')
}
