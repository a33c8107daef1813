import { pathText } from '#content'
import type { ReferenceClient } from '#peers'
import type { Mutant } from '../../mutant.ts'
import { instead } from '../instead.ts'
import { onOperation, succeedsWith } from './faults.ts'
import { onFirmware, tellsState } from './firmware-faults.ts'

const cancel = { kind: 'execute', path: '/5/0/10' } as const
const update = { kind: 'execute', path: '/5/0/2' } as const

/** Update may be executed once more when what was downloaded is gone. */
function installable(by: 'reset' | 'cancel') {
  return onFirmware((firmware) => {
    let wasThere = false
    instead(firmware, by, (leave) => () => {
      wasThere = firmware.state > 0
      leave()
    })
    instead(firmware, 'mayExecute', (mayExecute) => (resource) => {
      const mistaken = resource === 2 && wasThere && firmware.state === 0
      wasThere = false
      return mistaken || mayExecute(resource)
    })
  })
}

/** Faults in the ways through the states of Firmware Update. */
export const firmwarePurposeMutants: readonly Mutant<ReferenceClient>[] = [
  {
    id: 'firmware-downloading-late',
    title: 'Downloading is told when a download has gone on for a while',
    isFleeting: true,
    trips: [
      'int-755 D',
      'int-756 E',
      'int-770 F',
      'int-771 E',
      'int-773 A',
      'int-774 A',
      'int-775 A',
      'int-775 D',
      'int-776 A',
      'int-777 A',
      'int-778 A',
      'TP/FW/PULL/BV-01 B',
      'TP/FW/RESULT/BV-01 B',
      'TP/FW/RESULT/BV-01 C',
      'TP/FW/RESULT/BV-03 A',
    ],
    unsettles: ['TP/FW/POWER/BV-01', 'TP/FW/RESET/BV-03', 'TP/FW/RESET/BV-04', 'TP/FW/UPDATE/BI-01'],
    inject: onFirmware((firmware, { options: { network } }) =>
      instead(firmware, 'tell', (tell) => {
        let last = 0
        return (state, result) => {
          const own = ++last
          if (state !== 1) return tell(state, result)
          network.clock.after(10_000, () => own === last && tell(state, result))
        }
      }),
    ),
  },
  {
    id: 'firmware-nul-keeps',
    title: 'A NUL as Package does not take away what was downloaded',
    from: ['BUG-226', 'BUG-227'],
    trips: ['TP/FW/RESET/BV-01 B', 'TP/FW/RESET/BV-01 C'],
    inject: onFirmware((firmware) =>
      instead(firmware, 'written', (written) => (value) => {
        if (firmware.state !== 2 || value.type !== 'opaque') written(value)
      }),
    ),
  },
  {
    id: 'firmware-empty-uri-keeps',
    title: 'An empty Package URI does not take away what was downloaded',
    trips: ['TP/FW/RESET/BV-02 B', 'TP/FW/RESET/BV-02 C'],
    inject: onFirmware((firmware) =>
      instead(firmware, 'written', (written) => (value) => {
        if (firmware.state !== 2 || value.type !== 'string') written(value)
      }),
    ),
  },
  {
    id: 'firmware-reset-refused',
    title: 'A download cannot be reset',
    from: 'BUG-230',
    trips: ['A', 'B', 'C'].flatMap((letter) => [
      `TP/FW/RESET/BV-03 ${letter}` as const,
      `TP/FW/RESET/BV-04 ${letter}` as const,
    ]),
    inject: onFirmware((firmware) =>
      instead(firmware, 'takes', (takes) => (value) => firmware.state !== 1 && takes(value)),
    ),
  },
  {
    id: 'firmware-reset-in-vain',
    title: 'A download goes on after a reset',
    trips: ['TP/FW/RESET/BV-03 C', 'TP/FW/RESET/BV-04 C'],
    inject: onFirmware((firmware) =>
      instead(firmware, 'reset', (reset) => () => {
        if (firmware.state === 1) firmware.tell(0, 0)
        else reset()
      }),
    ),
  },
  {
    id: 'firmware-reset-installable',
    title: 'After a reset, Update is answered 2.04',
    trips: ['TP/FW/RESET/BV-01 C', 'TP/FW/RESET/BV-02 C'],
    inject: installable('reset'),
  },
  {
    id: 'firmware-cancel-2.01',
    title: 'Cancel is answered 2.01',
    lwm2m: '1.2',
    trips: ['TP/FW/CANCEL/BV-01 A', 'TP/FW/CANCEL/BV-02 A'],
    inject: succeedsWith('2.01', 'execute', ({ path }) => pathText(path) === '/5/0/10'),
  },
  {
    id: 'firmware-cancel-downloading',
    title: 'After Cancel, State is Downloading',
    lwm2m: '1.2',
    trips: ['TP/FW/CANCEL/BV-01 B', 'TP/FW/CANCEL/BV-02 B'],
    inject: tellsState((state, result) => (result === 10 ? 1 : state)),
  },
  {
    id: 'firmware-cancel-untold',
    title: 'After Cancel, Update Result is 0',
    lwm2m: '1.2',
    trips: ['TP/FW/CANCEL/BV-01 C', 'TP/FW/CANCEL/BV-02 C'],
    inject: onFirmware((firmware) => {
      firmware.cancel = () => firmware.reset()
    }),
  },
  {
    id: 'firmware-cancel-installable',
    title: 'After Cancel, Update is answered 2.04',
    lwm2m: '1.2',
    trips: ['TP/FW/CANCEL/BV-01 D', 'TP/FW/CANCEL/BV-02 D'],
    inject: installable('cancel'),
  },
  {
    id: 'firmware-cancel-updating',
    title: 'Cancel is answered 2.04 while it is Updating, and nothing happens',
    lwm2m: '1.2',
    trips: ['TP/FW/CANCEL/BI-01 A'],
    inject: (client) =>
      onOperation(client, cancel, (proceed) =>
        client.effects.firmware.state === 3 ? { code: '2.04' } : proceed(),
      ),
  },
  {
    id: 'firmware-cancel-refused-done',
    title: 'Cancel is refused while it is Updating, and carried out',
    lwm2m: '1.2',
    trips: ['TP/FW/CANCEL/BI-01 B'],
    inject: (client) =>
      onOperation(client, cancel, (proceed) => {
        if (client.effects.firmware.state === 3) client.effects.firmware.cancel()
        return proceed()
      }),
  },
  {
    id: 'firmware-cancel-installed',
    title: 'Cancel is answered 2.04 when it has installed, and nothing happens',
    lwm2m: '1.2',
    trips: ['TP/FW/CANCEL/BI-01 C'],
    inject: (client) =>
      onOperation(client, cancel, (proceed) =>
        client.effects.firmware.result === 1 ? { code: '2.04' } : proceed(),
      ),
  },
  {
    id: 'firmware-cancel-installed-told',
    title: 'Cancel is refused when it has installed, and told',
    lwm2m: '1.2',
    trips: ['TP/FW/CANCEL/BI-01 D'],
    inject: (client) =>
      onOperation(client, cancel, (proceed) => {
        if (client.effects.firmware.result === 1) client.effects.firmware.tell(0, 10)
        return proceed()
      }),
  },
  {
    id: 'firmware-update-stops-download',
    title: 'Update is refused while it is Downloading, and ends the download',
    trips: ['TP/FW/UPDATE/BI-01 B', 'TP/FW/UPDATE/BI-01 C'],
    inject: (client) =>
      onOperation(client, update, (proceed) => {
        const response = proceed()
        if (client.effects.firmware.state === 1) client.effects.firmware.trouble('lost')
        return response
      }),
  },
  {
    id: 'firmware-update-disturbed',
    title: 'A second Update is refused, and the first fails',
    trips: ['TP/FW/UPDATE/BI-02 B'],
    inject: (client) =>
      onOperation(client, update, (proceed) => {
        const { firmware } = client.effects
        if (firmware.state === 3) {
          firmware.drop()
          firmware.tell(0, 8)
          return { code: '4.05' }
        }
        return proceed()
      }),
  },
  {
    id: 'firmware-installs-twice',
    title: 'One Update installs twice',
    from: 'BUG-234',
    trips: ['TP/FW/UPDATE/BI-02 C'],
    inject: onFirmware((firmware) =>
      instead(firmware, 'installed', (installed) => (image) => {
        installed(image)
        const { clock } = firmware.host
        clock.after(8000, () => {
          if (firmware.state !== 0 || firmware.result !== 1) return
          firmware.tell(3, 0)
          clock.after(4000, () => firmware.tell(0, 1))
        })
      }),
    ),
  },
  {
    id: 'firmware-error-for-good',
    title: 'After a package that was damaged, no other is fetched until there is a reset',
    trips: ['TP/FW/RESULT/BV-01 A'],
    inject: onFirmware((firmware) =>
      instead(
        firmware,
        'takes',
        (takes) => (value) => takes(value) && (firmware.isReset(value) || firmware.result === 0),
      ),
    ),
  },
  {
    id: 'firmware-result-while-downloading',
    title: 'While it is Downloading, Update Result is that of the download before',
    trips: ['TP/FW/RESULT/BV-01 B'],
    inject: onFirmware((firmware) =>
      instead(
        firmware,
        'tell',
        (tell) => (state, result) => tell(state, state === 1 ? firmware.result : result),
      ),
    ),
  },
  {
    id: 'firmware-result-comes-back',
    title: 'When a package is there, Update Result is that of the download before',
    trips: ['TP/FW/RESULT/BV-01 C'],
    inject: onFirmware((firmware) => {
      let before = 0
      instead(firmware, 'reset', (reset) => () => {
        before = 0
        reset()
      })
      instead(firmware, 'tell', (tell) => (state, result) => {
        if (state === 0) before = result
        tell(state, state === 2 && result === 0 ? before : result)
      })
    }),
  },
  {
    id: 'firmware-result-while-updating',
    title: 'While it is Updating again, Update Result is that of the attempt before',
    trips: ['TP/FW/RESULT/BV-02 A'],
    inject: onFirmware((firmware) =>
      instead(
        firmware,
        'tell',
        (tell) => (state, result) => tell(state, state === 3 ? firmware.result : result),
      ),
    ),
  },
  {
    id: 'firmware-fails-once',
    title: 'Of an installation that fails again, there is no Update Result',
    trips: ['TP/FW/RESULT/BV-02 B'],
    inject: onFirmware((firmware) => {
      let failures = 0
      instead(firmware, 'begin', (begin) => (download) => {
        failures = 0
        return begin(download)
      })
      instead(firmware, 'notInstalled', (notInstalled) => () => {
        if (failures++ === 0) notInstalled()
        else firmware.tell(2, 0)
      })
    }),
  },
  {
    id: 'firmware-result-protocol',
    title: 'Update Result is 7 for a protocol that is not supported',
    trips: ['TP/FW/RESULT/BV-03 B'],
    inject: onFirmware((firmware) =>
      instead(firmware, 'resultOf', (resultOf) => (one) => (one === 'protocol' ? 7 : resultOf(one))),
    ),
  },
  {
    id: 'firmware-protocol-stays',
    title: 'After a protocol that is not supported, State stays Downloading',
    trips: ['TP/FW/RESULT/BV-03 C'],
    inject: onFirmware((firmware) =>
      instead(firmware, 'tell', (tell) => (state, result) => tell(result === 9 ? 1 : state, result)),
    ),
  },
  {
    id: 'firmware-no-result',
    title: 'A push that came to nothing has no Update Result',
    from: 'BUG-229',
    trips: ['int-773 B', 'int-774 B', 'int-776 B', 'int-777 B'],
    unsettles: ['TP/FW/RESULT/BV-01'],
    inject: onFirmware((firmware) => {
      let isPushed = false
      instead(firmware, 'written', (written) => (value) => {
        isPushed = value.type === 'opaque'
        written(value)
      })
      instead(firmware, 'resultOf', (resultOf) => (one) => (isPushed ? 0 : resultOf(one)))
    }),
  },
]
