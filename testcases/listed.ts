import type { ListedNumber } from '#testcase'

const all = ['1.0', '1.1', '1.2'] as const

/** The ETS prints a title and nothing else. */
const heading = (number: number, title: string, ...coveredBy: readonly string[]): ListedNumber => ({
  ...{ number, title, editions: all, judges: ['client'], coveredBy },
  ...{ kind: 'reserved', reason: 'the ETS prints a heading without a procedure' },
})

/** The same, and neither we nor the specification have anything to say to its title. */
const headingAlone = (number: number, title: string, why: string): ListedNumber => {
  const listed = heading(number, title)
  return { ...listed, reason: `${listed.reason}; ${why}` }
}

const noRuleOnDelete = (number: number, title: string): ListedNumber =>
  headingAlone(number, title, 'nothing says whether the only instance of the object may be deleted')

const nothingMultiple = (number: number, title: string): ListedNumber =>
  headingAlone(number, title, 'the object has no multiple resource')

/** The ETS takes the verdict of another number. */
const delegated = (
  number: number,
  title: string,
  to: number,
  ...coveredBy: readonly string[]
): ListedNumber => ({
  ...{ number, title, editions: all, judges: ['client'], coveredBy: [`int-${to}`, ...coveredBy] },
  ...{ kind: 'delegated', reason: `the ETS takes the verdict of int-${to}` },
})

const nothingToWrite = (number: number, title: string): ListedNumber => ({
  ...{ number, title, editions: all, judges: ['client'], coveredBy: [] },
  ...{ kind: 'untestable', reason: 'the object has no writable resource' },
})

/** Numbers of the ETS that are not executed under their number, each with the reason and with what covers its title. */
export const listed: readonly ListedNumber[] = [
  heading(202, 'Querying basic information in Opaque format', 'TP/DM/OPAQUE/BV-01', 'TP/DM/OPAQUE/BV-03'),
  heading(210, 'Setting basic information in Opaque format', 'TP/DM/OPAQUE/BV-02', 'TP/DM/OPAQUE/BV-04'),
  delegated(270, 'Create Object Instance', 1630, 'TP/DM/CREATE/BV-01'),
  heading(271, 'Create Multiple Resource Instance', 'TP/DM/WRITE/BV-02', 'TP/DM/WRITE/BV-03'),
  delegated(290, 'Delete Object Instance', 1635, 'TP/DM/DELETE/BV-01'),
  delegated(551, 'Server object: access check to the resources', 215),
  heading(555, 'Server object: Disable capability', 'int-103'),
  delegated(556, 'Server object: update registration capability', 104),
  heading(560, 'Server object: delayed report notification', 'TP/REP/PERIOD/BV-06', 'TP/REP/ATTR/BV-12'),
  heading(565, 'Server object: create instance', 'TP/OBJ/SERVER/BI-01'),
  heading(566, 'Server object: delete instance', 'TP/OBJ/SERVER/BI-01'),
  delegated(655, 'Device: Reboot capability', 241),
  heading(656, 'Device: Factory Reset capability', 'TP/OBJ/DEVICE/BV-01'),
  heading(657, 'Device: Error Code functionality', 'TP/OBJ/DEVICE/BV-02'),
  delegated(660, 'Device: basic observation', 301),
  heading(661, 'Device: extended observation', 'TP/OBJ/DEVICE/BV-03'),
  heading(670, 'Device: create multiple resource instances', 'TP/OBJ/DEVICE/BI-01'),
  nothingToWrite(705, 'Connectivity Monitoring: set writable'),
  heading(711, 'Connectivity Monitoring: extended observation', 'TP/OBJ/MONITORING/BV-01'),
  heading(720, 'Connectivity Monitoring: create multiple resource instances', 'TP/OBJ/MONITORING/BI-01'),
  heading(730, 'Connectivity Monitoring: create object instance', 'TP/OBJ/MONITORING/BI-02'),
  noRuleOnDelete(735, 'Connectivity Monitoring: delete object instance'),
  heading(780, 'Firmware error 9: unsupported protocol', 'TP/FW/RESULT/BV-03'),
  nothingToWrite(805, 'Location: set writable'),
  heading(811, 'Location: extended observation', 'TP/OBJ/LOCATION/BV-01'),
  nothingMultiple(820, 'Location: create multiple resource instances'),
  heading(830, 'Location: create object instance', 'TP/OBJ/LOCATION/BI-01'),
  noRuleOnDelete(835, 'Location: delete object instance'),
  heading(911, 'Connectivity Statistics: extended observation', 'TP/OBJ/STATISTICS/BV-01'),
  nothingMultiple(920, 'Connectivity Statistics: create multiple resource instances'),
  heading(930, 'Connectivity Statistics: create object instance', 'TP/OBJ/STATISTICS/BI-01'),
  noRuleOnDelete(935, 'Connectivity Statistics: delete object instance'),
  heading(1600, 'Portfolio: read', 'TP/OBJ/PORTFOLIO/BV-01'),
  heading(1605, 'Portfolio: set writable', 'TP/OBJ/PORTFOLIO/BV-02', 'TP/DM/WRITE/BV-01'),
  heading(1610, 'Portfolio: basic observation', 'TP/OBJ/PORTFOLIO/BV-03'),
  headingAlone(
    1611,
    'Portfolio: extended observation',
    'conditions are for numbers, and its only one (AuthStatus) is an enumeration that nobody can change',
  ),
  heading(1620, 'Portfolio: create multiple resource instances', 'int-1630', 'TP/DM/WRITE/BV-02'),
]
