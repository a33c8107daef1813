import { decode, optionNumbers, readUint } from '#coap'
import { pathText } from '#content'
import type { ReferenceClient } from '#peers'
import type { Mutant } from '../../mutant.ts'
import { instead } from '../instead.ts'
import { onDatagrams } from '../on-datagrams.ts'
import { answersWith, onOperation } from './faults.ts'
import { onFirmware } from './firmware-faults.ts'

/** Whoever gives a package says that it is longer than it is: what becomes of it then. */
function whenMisled(otherwise: (client: ReferenceClient) => void) {
  return (client: ReferenceClient): void => {
    let isMisled = false
    onDatagrams<ReferenceClient>(() => ({
      incoming(datagram) {
        const length = readUint(decode(datagram).message?.options ?? [], optionNumbers.size2)
        if (length !== undefined) isMisled = length > 4000
        return datagram
      },
    }))(client)
    instead(client.effects.firmware, 'accepted', (accepted) => (image) => {
      if (isMisled) otherwise(client)
      else accepted(image)
      isMisled = false
    })
  }
}

/** Faults in how packages are fetched, and in what is told of them meanwhile. */
export const firmwareDeliveryMutants: readonly Mutant<ReferenceClient>[] = [
  {
    id: 'firmware-impatient',
    title: 'A download that takes longer than five seconds is given up',
    trips: ['TP/FW/PULL/BV-01 C', 'TP/FW/RESULT/BV-01 C', 'TP/FW/UPDATE/BI-01 C'],
    inject: onFirmware((firmware) => {
      let downloads = 0
      instead(firmware, 'begin', (begin) => (download) => {
        const number = ++downloads
        firmware.host.clock.after(5000, () => {
          if (number === downloads && firmware.state === 1) firmware.trouble('lost')
        })
        return begin(download)
      })
    }),
  },
  {
    id: 'firmware-tlv-2.01',
    title: 'A Package URI in TLV is answered 2.01',
    trips: ['TP/FW/PULL/BV-02 A'],
    inject: answersWith('2.01', { kind: 'write', path: '/5/0' }),
  },
  {
    id: 'firmware-long-uri',
    title: 'A Package URI longer than 127 octets is taken, and nothing is fetched',
    from: 'BUG-236',
    trips: ['TP/FW/PULL/BV-02 B'],
    inject: onFirmware((firmware) =>
      instead(firmware, 'written', (written) => (value) => {
        if (value.type !== 'string' || value.value.length < 128) written(value)
      }),
    ),
  },
  {
    id: 'firmware-waits-for-ever',
    title: 'A package that is shorter than its server says is waited for',
    trips: ['TP/FW/PULL/BI-03 A', 'TP/FW/PULL/BI-03 B'],
    inject: whenMisled(() => {}),
  },
  {
    id: 'firmware-shorter-unsupported',
    title: 'A package that is shorter than its server says is said to be unsupported',
    trips: ['TP/FW/PULL/BI-03 B'],
    inject: whenMisled(({ effects }) => effects.firmware.trouble('unsupported')),
  },
  {
    id: 'firmware-read-5.00',
    title: 'A Read of object 5 as SenML JSON is answered 5.00',
    from: 'BUG-312',
    trips: ['TP/FW/READ/BV-01 A', 'TP/FW/READ/BV-01 B'],
    inject: (client) =>
      onOperation(client, { kind: 'read', path: '/5', accept: 110 }, () => ({ code: '5.00' })),
  },
  {
    id: 'firmware-read-whole',
    title: 'A Read of object 5 gives the Package, too',
    trips: ['TP/FW/READ/BV-01 B'],
    inject: ({ device, store }) =>
      instead(device, 'readable', (readable) => (path) => {
        const value = store.value([5, 0, 0])
        const isObject = pathText(path) === '/5' && value !== undefined
        return isObject ? [...readable(path), { path: [5, 0, 0], value }] : readable(path)
      }),
  },
  {
    id: 'firmware-observe-2.04',
    title: 'An Observe of Firmware Update is answered 2.04',
    trips: ['TP/FW/OBSERVE/BI-01 A'],
    inject: answersWith('2.04', { kind: 'observe', path: '/5/0' }),
  },
  {
    id: 'firmware-package-reported',
    title: 'The Package is reported with the object',
    from: 'BUG-166',
    trips: ['TP/FW/OBSERVE/BI-01 B'],
    // Where a package was pushed before.
    mayTrip: ['int-235 C'],
    inject: ({ device, store }) =>
      instead(device, 'readable', (readable) => (path) => {
        const value = store.value([5, 0, 0])
        const isWhole = pathText(path) === '/5/0' && value !== undefined
        return isWhole ? [...readable(path), { path: [5, 0, 0], value }] : readable(path)
      }),
  },
  {
    id: 'firmware-power-downloading',
    title: 'When its power was cut amid a download, State stays at Downloading',
    trips: ['TP/FW/POWER/BV-01 B'],
    inject: onFirmware((firmware) => {
      firmware.powerLost = () => {
        const { state } = firmware
        if (state === 1) firmware.drop()
      }
    }),
  },
  {
    id: 'firmware-power-no-more',
    title: 'When its power was cut amid a download, it takes no package any more',
    trips: ['TP/FW/POWER/BV-01 C'],
    inject: onFirmware((firmware) => {
      let wasCut = false
      instead(firmware, 'powerLost', (powerLost) => () => {
        wasCut ||= firmware.state === 1
        powerLost()
      })
      instead(firmware, 'takes', (takes) => (value) => takes(value) && (!wasCut || firmware.isReset(value)))
    }),
  },
]
