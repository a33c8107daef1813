import { encode } from '#coap'
import { type DatagramFault, messageIn } from './on-datagrams.ts'

/** Every second message of its own has the message id of the one before. */
export function reusesIds(): DatagramFault {
  const written = new Map<number, number>()
  const meant = new Map<number, number>()
  let before: number | undefined
  return {
    outgoing(datagram) {
      const message = messageIn(datagram)
      if (message === undefined || (message.type !== 'CON' && message.type !== 'NON')) return datagram
      let messageId = written.get(message.messageId)
      if (messageId === undefined) {
        messageId = before ?? message.messageId
        before = before === undefined ? messageId : undefined
        written.set(message.messageId, messageId)
        meant.set(messageId, message.messageId)
      }
      return messageId === message.messageId ? datagram : encode({ ...message, messageId })
    },
    incoming(datagram) {
      const message = messageIn(datagram)
      const messageId = message && meant.get(message.messageId)
      if (message === undefined || messageId === undefined || messageId === message.messageId) return datagram
      return message.type === 'ACK' || message.type === 'RST' ? encode({ ...message, messageId }) : datagram
    },
  }
}
