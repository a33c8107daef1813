import coapPacket from 'coap-packet'
import { decode, encode } from '#coap'
import { compare } from './measure.mjs'

const links = '</1/0>;ver=1.1,</3/0>,</4/0>,</5/0>,</6/0>,</3303/0>,</3303/1>;ver=1.1'
const option = (name, text) => ({ name, value: Buffer.from(text) })

/** A registration, its answer, a Read and its SenML answer: what travels most. */
const datagrams = [
  {
    code: 'POST',
    confirmable: true,
    options: [
      option('Uri-Path', 'rd'),
      { name: 'Content-Format', value: Buffer.of(40) },
      option('Uri-Query', 'lwm2m=1.1'),
      option('Uri-Query', 'ep=urn:imei:490154203237518'),
      option('Uri-Query', 'lt=86400'),
      option('Uri-Query', 'b=U'),
    ],
    payload: Buffer.from(links),
  },
  { code: '2.01', ack: true, options: [option('Location-Path', 'rd'), option('Location-Path', '5a3f')] },
  {
    code: 'GET',
    confirmable: true,
    options: ['3', '0']
      .map((segment) => option('Uri-Path', segment))
      .concat({ name: 'Accept', value: Buffer.of(112) }),
  },
  {
    code: '2.05',
    ack: true,
    options: [{ name: 'Content-Format', value: Buffer.of(112) }],
    payload: Buffer.alloc(512, 0x61),
  },
].map((packet, index) =>
  coapPacket.generate({ ...packet, messageId: 1000 + index, token: Buffer.from('0102030405060708', 'hex') }),
)

const repetitions = 5_000

/** Reading and writing CoAP messages, ours against coap-packet. Reported only: ours also judges what it reads. */
export async function coap() {
  for (const datagram of datagrams) {
    if (!Buffer.from(encode(decode(datagram).message)).equals(datagram)) {
      throw new Error(`what we write is not what we read: ${datagram.toString('hex')}`)
    }
  }
  const loop = (turn) => () => {
    for (let repetition = 0; repetition < repetitions; repetition++)
      for (const datagram of datagrams) turn(datagram)
  }
  const { ours, base, ratio } = await compare(
    loop((datagram) => encode(decode(datagram).message)),
    loop((datagram) => coapPacket.generate(coapPacket.parse(datagram))),
    9,
  )
  const each = (value) => `${((value * 1000) / (repetitions * datagrams.length)).toFixed(2)} µs`
  return {
    what: 'CoAP message read and written (coap-packet)',
    ours: each(ours),
    base: each(base),
    ratio: `${ratio.toFixed(2)} ×`,
    target: 'none',
    missed: false,
  }
}
