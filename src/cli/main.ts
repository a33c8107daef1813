#!/usr/bin/env node
import { internalCode } from './io.ts'
import { processIo } from './process-io.ts'
import { explained, runProgram } from './program.ts'

const io = processIo()

// What fails out of everybody's sight is still told in one line.
process.on('uncaughtException', (failure) => {
  io.err(`${explained(failure).text}\n`)
  process.exit(internalCode)
})

const code = await runProgram(process.argv.slice(2), io)
// Sockets and timers of a protocol outlive what they were opened for; what was written is flushed first.
process.stdout.write('', () => process.stderr.write('', () => process.exit(code)))
