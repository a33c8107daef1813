import { observePowerSaving } from './power-saving.ts'

export default observePowerSaving({ id: 1230, editions: ['1.0'] })
