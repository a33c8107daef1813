import type { FieldBug } from '#testcase'
import { ofAccounts } from './accounts.ts'
import { ofManagement } from './management.ts'
import { ofMessages } from './messages.ts'
import { ofReporting } from './reporting.ts'

/** Faults that implementations are publicly known to have had, in our own words, and what catches each. */
export const fieldBugs: readonly FieldBug[] = [...ofAccounts, ...ofManagement, ...ofReporting, ...ofMessages]
