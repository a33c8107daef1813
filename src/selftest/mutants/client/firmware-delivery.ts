import { decode, optionNumbers, readUint } from '#coap'
import { pathText } from '#content'
import type { ReferenceClient } from '#peers'
import type { Mutant } from '../../mutant.ts'
import { instead } from '../instead.ts'
import { onDatagrams } from '../on-datagrams.ts'
import { answersWith, onOperation } from './faults.ts'
import { onFirmware, takenWith, tellsState } from './firmware-faults.ts'

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
    instead(client.effects.firmware, 'downloaded', (downloaded) => (image) => {
      if (isMisled) otherwise(client)
      else downloaded(image)
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
    id: 'firmware-sleeper-2.01',
    title: 'In queue mode, a Package URI is answered 2.01',
    variant: 'queue-mode',
    trips: ['TP/FW/PULL/BV-03 A', 'int-778 D', 'TP/FW/RESULT/BV-03 D', 'int-756 C', 'int-771 C'],
    inject: takenWith('2.01', '/5/0/1', false),
  },
  {
    id: 'firmware-sleeper-not-fetched',
    title: 'In queue mode, nothing is fetched',
    from: 'BUG-235',
    variant: 'queue-mode',
    trips: [
      'TP/FW/PULL/BV-03 B',
      'int-778 B',
      'int-778 C',
      'TP/FW/RESULT/BV-03 B',
      'TP/FW/RESULT/BV-03 C',
      'int-756 D',
      'int-771 D',
      'TP/FW/PULL/BI-01 B',
      'TP/FW/PULL/BI-01 C',
      'TP/FW/PULL/BI-02 B',
      'TP/FW/PULL/BI-02 C',
      'TP/FW/PULL/BI-03 A',
      'TP/FW/PULL/BI-03 B',
      'TP/FW/PULL/BV-01 A',
      'TP/FW/PULL/BV-02 B',
      'TP/FW/RESULT/BV-01 A',
    ],
    unsettles: [
      'int-775',
      'TP/FW/POWER/BV-01',
      'TP/FW/RESET/BV-03',
      'TP/FW/RESET/BV-04',
      'TP/FW/UPDATE/BI-01',
    ],
    inject: onFirmware((firmware) =>
      instead(firmware, 'written', (written) => (value) => {
        if (value.type !== 'string' || value.value === '') written(value)
        else firmware.tell(1, 0)
      }),
    ),
  },
  {
    id: 'firmware-sleeper-idle-at-once',
    title: 'In queue mode, State is Idle when a package is there',
    variant: 'queue-mode',
    trips: [
      'TP/FW/PULL/BV-03 C',
      'int-755 E',
      'int-756 F',
      'int-760 G',
      'int-770 G',
      'int-771 F',
      'int-779 A',
      'TP/FW/POWER/BV-01 C',
      'TP/FW/PULL/BI-03 A',
      'TP/FW/PULL/BI-03 B',
      'TP/FW/PULL/BV-01 D',
      'TP/FW/PULL/BV-02 C',
      'TP/FW/RESULT/BV-01 C',
      'TP/FW/UPDATE/BI-01 C',
    ],
    unsettles: ['TP/FW/RESET/BV-01', 'TP/FW/RESET/BV-02', 'TP/FW/RESULT/BV-02', 'TP/FW/UPDATE/BI-02'],
    inject: tellsState((state) => (state === 2 ? 0 : state)),
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
