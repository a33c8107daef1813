import type { ReferenceClient } from '#peers'
import type { Mutant } from '../../mutant.ts'
import { instead } from '../instead.ts'
import { onFirmware } from './firmware-faults.ts'

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

const states = { 1: 'Downloading', 2: 'Downloaded', 3: 'Updating' } as const

/** What a Client does wrong when its power was cut beyond Downloading. */
export const firmwarePowerMutants: readonly Mutant<ReferenceClient>[] = [
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
]
