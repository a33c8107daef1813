import type { ReferenceClient } from '#peers'
import type { Mutant } from '../../mutant.ts'
import { instead } from '../instead.ts'
import { onOperation } from './faults.ts'
import { onFirmware, tellsState } from './firmware-faults.ts'

type Firmware = ReferenceClient['effects']['firmware']

/** When the power is back that was cut in this state, something else is done than usual. */
function whenBack(state: number, otherwise: (firmware: Firmware) => void) {
  return onFirmware((firmware) => {
    let wasCut = false
    instead(firmware, 'powerLost', (powerLost) => () => {
      wasCut = firmware.state === state
      powerLost()
    })
    instead(firmware, 'powerBack', (powerBack) => () => {
      if (wasCut) otherwise(firmware)
      else powerBack()
      wasCut = false
    })
  })
}

/** In seconds. */
const year = 31_536_000

const states = { 1: 'Downloading', 2: 'Downloaded', 3: 'Updating' } as const

/** Faults when the power is cut amid an update, when its user puts one off, and when it fails. */
export const firmwareInstallationMutants: readonly Mutant<ReferenceClient>[] = [
  ...([1, 2, 3] as const).map(
    (state): Mutant<ReferenceClient> => ({
      id: `firmware-power-away-${state}`,
      title: `When its power was cut while ${states[state]}, it registers after ten minutes`,
      trips: [`TP/FW/POWER/BV-0${state} A`],
      inject: (client) => {
        let isAway = false
        instead(client.effects.firmware, 'powerLost', (powerLost) => () => {
          isAway ||= client.effects.firmware.state === state
          powerLost()
        })
        instead(client, 'register', (register) => async () => {
          if (!isAway) return register()
          client.options.network.clock.after(600_000, () => {
            isAway = false
            void register()
          })
        })
      },
    }),
  ),
  {
    id: 'firmware-power-downloaded-updating',
    title: 'When its power was cut with a package at hand, State is Updating',
    trips: ['TP/FW/POWER/BV-02 B'],
    inject: whenBack(2, (firmware) => firmware.tell(3, 0)),
  },
  {
    id: 'firmware-power-package-lost',
    title: 'When its power was cut with a package at hand, State is Downloaded, and the package is gone',
    trips: ['TP/FW/POWER/BV-02 C'],
    inject: whenBack(2, (firmware) => firmware.drop()),
  },
  {
    id: 'firmware-power-installed-downloaded',
    title: 'When its power was cut amid an installation, it is Downloaded with Update Result 1',
    trips: ['TP/FW/POWER/BV-03 B'],
    inject: whenBack(3, (firmware) => firmware.tell(2, 1)),
  },
  {
    id: 'firmware-power-not-installed',
    title: 'When its power was cut amid an installation, it says that it has installed, and has not',
    trips: ['TP/FW/POWER/BV-03 C'],
    inject: whenBack(3, (firmware) => {
      firmware.drop()
      firmware.tell(0, 1)
    }),
  },
  {
    id: 'firmware-deferred-2.01',
    title: 'Update that is put off is answered 2.01',
    lwm2m: '1.2',
    trips: ['TP/FW/DEFER/BV-01 A'],
    inject: (client) =>
      onOperation(client, { kind: 'execute', path: '/5/0/2' }, (proceed) => {
        const { isPutOff } = client.effects.firmware
        const response = proceed()
        return isPutOff && response.code === '2.04' ? { code: '2.01' } : response
      }),
  },
  {
    id: 'firmware-deferred-untold',
    title: 'An installation that is put off has no Update Result',
    lwm2m: '1.2',
    trips: ['TP/FW/DEFER/BV-01 B'],
    inject: onFirmware((firmware) =>
      instead(firmware, 'tell', (tell) => (state, result) => tell(state, result === 11 ? 0 : result)),
    ),
  },
  {
    id: 'firmware-deferred-for-good',
    title: 'An installation that is put off does not begin by itself',
    lwm2m: '1.2',
    strict: true,
    trips: ['TP/FW/DEFER/BV-01 C'],
    inject: onFirmware((firmware) =>
      instead(firmware, 'deferral', (deferral) => () => (deferral() > 0 ? year : 0)),
    ),
  },
  {
    id: 'firmware-deferred-all-the-same',
    title: 'With a Maximum Defer Period of 0, an installation can be put off for an hour',
    lwm2m: '1.2',
    trips: ['TP/FW/DEFER/BI-01 A'],
    inject: onFirmware((firmware) =>
      instead(firmware, 'deferral', (deferral) => () => {
        const isMistaken = firmware.isPutOff && firmware.host.store.value([5, 0, 13])?.value === 0n
        return deferral() || (isMistaken ? 3600 : 0)
      }),
    ),
  },
  {
    id: 'firmware-failed-8',
    title: 'An installation that fails leaves Update Result 5',
    trips: ['int-779 D', 'TP/FW/RESULT/BV-02 B'],
    inject: onFirmware((firmware) =>
      instead(firmware, 'tell', (tell) => (state, result) => tell(state, result === 8 ? 5 : result)),
    ),
  },
  {
    id: 'firmware-failed-downloading',
    title: 'After an installation that failed, State is Downloading',
    trips: ['int-779 E'],
    unsettles: ['TP/FW/RESULT/BV-02'],
    inject: tellsState((state, result) => (result === 8 ? 1 : state)),
  },
  {
    id: 'firmware-failed-idle',
    title: 'After an installation that failed, State is Idle',
    strict: true,
    trips: ['int-779 F'],
    unsettles: ['TP/FW/RESULT/BV-02'],
    inject: tellsState((state, result) => (result === 8 ? 0 : state)),
  },
  {
    id: 'firmware-failed-new-version',
    title: 'After an installation that failed, the Device tells the new version',
    trips: ['int-779 G'],
    inject: onFirmware((firmware, { store }) =>
      instead(firmware, 'notInstalled', (notInstalled) => () => {
        notInstalled()
        store.set([3, 0, 3], { type: 'string', value: '3.0' })
      }),
    ),
  },
]
