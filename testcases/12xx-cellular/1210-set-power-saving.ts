import { setPowerSaving } from './power-saving.ts'

export default setPowerSaving({ id: 1210, editions: ['1.0'] })
