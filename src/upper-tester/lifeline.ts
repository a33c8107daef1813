import { spawn } from 'node:child_process'

/**
 * Waits for the end of its standard input, which comes with ours, however that came; then ends the process group of `$1`,
 * if its leader is still the process that began when this did: a number alone may be another's by then.
 */
const script = `
born() {
  if [ -r "/proc/$1/stat" ]; then
    read -r line < "/proc/$1/stat"
    set -- \${line##*) }
    shift 19
    echo "$1"
  else
    ps -o lstart= -p "$1"
  fi
}
first=$(born "$1" 2>/dev/null)
read -r _
same() { [ -n "$first" ] && [ "$(born "$1" 2>/dev/null)" = "$first" ]; }
same "$1" && kill -s TERM -- "-$1" && sleep 2 && same "$1" && kill -s KILL -- "-$1"
`

/** What holds a launched process to ours. */
export interface Lifeline {
  /** Lets go of it, when it has ended. */
  cut(): void
}

/**
 * Has a process group ended when our own process ends without a chance to do it, as by `kill -9`. Without a POSIX shell
 * nobody does.
 * @param leader id of the process that the group is named after
 */
export function holdToUs(leader: number): Lifeline {
  const watch = spawn('sh', ['-c', script, 'sh', String(leader)], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  watch.on('error', () => {})
  watch.stdin.on('error', () => {})
  watch.unref()
  return { cut: () => void watch.stdin.end() }
}
