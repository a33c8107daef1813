import { observePowerSaving } from './power-saving.ts'

export default observePowerSaving({ id: 1203, editions: ['1.1', '1.2'] })
