import { afterAll } from 'vitest'
import { VirtualClock } from '#net'

/** What a test file leaves behind in simulated time would go on beside the files that come after it in its worker. */
const clocks = new Set<VirtualClock>()
const { after } = VirtualClock.prototype

VirtualClock.prototype.after = function (ms, task) {
  clocks.add(this)
  return after.call(this, ms, task)
}

afterAll(() => {
  VirtualClock.prototype.after = after
  for (const clock of clocks) clock.end()
})
