#!/usr/bin/env node
import { processIo } from './process-io.ts'
import { runProgram } from './program.ts'

const code = await runProgram(process.argv.slice(2), processIo())
// Sockets and timers of a protocol outlive what they were opened for; what was written is flushed first.
process.stdout.write('', () => process.stderr.write('', () => process.exit(code)))
