import type { ConfigFault } from '../../src-contract/index.ts'
import { FatalError } from '../base/index.ts'

/** A configuration that the engine cannot start with; every fault stands on a line of its own. */
export class ConfigError extends FatalError {
  readonly faults: readonly ConfigFault[]

  constructor(file: string, faults: readonly ConfigFault[]) {
    const count = faults.length === 1 ? 'a fault' : `${faults.length} faults`
    const lines = faults.map(({ path, message }) => (path === '' ? `  ${message}` : `  ${path}: ${message}`))
    super(`The configuration ${file} has ${count}:\n${lines.join('\n')}`)
    this.name = 'ConfigError'
    this.faults = faults
  }
}
