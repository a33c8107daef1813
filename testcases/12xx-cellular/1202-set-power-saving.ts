import { setPowerSaving } from './power-saving.ts'

export default setPowerSaving({ id: 1202, editions: ['1.1', '1.2'] })
