import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import type { RunRecord } from './run-record.types.ts'
import schema from './run-record.schema.json' with { type: 'json' }
