import { VirtualClock } from '#net'

/** A clock that counts the timers that are set. */
export class CountingClock extends VirtualClock {
  open = 0

  override after(ms: number, task: () => void) {
    this.open += 1
    let live = true
    const close = (): void => {
      if (live) this.open -= 1
      live = false
    }
    const timer = super.after(ms, () => {
      close()
      task()
    })
    return {
      cancel: () => {
        close()
        timer.cancel()
      },
    }
  }
}
