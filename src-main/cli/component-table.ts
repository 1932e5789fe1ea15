import type { ComponentView } from '../../src-contract/index.ts'
import { table, utc } from './output.ts'

/** Parts of the engine, one a line. */
export function componentTable(components: readonly ComponentView[]): string[] {
  return table(
    components,
    [
      ['component', (row) => row.name],
      ['state', (row) => row.state],
      ['critical', (row) => (row.critical ? 'yes' : 'no')],
      ['restarts', (row) => row.restarts],
      ['since (UTC)', (row) => utc(row.sinceMs)],
      ['reason', (row) => row.reason],
    ],
    'no components',
  )
}
