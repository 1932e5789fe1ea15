import type { ConfigFault } from '../../src-contract/index.ts'
import type { AlertBook } from './alert-book.ts'

/** Faults named in full; of more only their number is said. */
const NAMED_FAULTS = 5

/** Raises it while the configuration file has faults and is therefore not in force. */
export class ConfigWatch {
  readonly #book: Pick<AlertBook, 'raise' | 'resolve'>

  constructor(book: Pick<AlertBook, 'raise' | 'resolve'>) {
    this.#book = book
  }

  /** What is wrong with the file now; none where it is valid. */
  handleFaults(faults: readonly ConfigFault[]): void {
    if (faults.length === 0) {
      this.#book.resolve({ code: 'CONFIG_INVALID', subject: null })
      return
    }
    const named = faults.slice(0, NAMED_FAULTS).map(({ path, message }) => `${path}: ${message}`)
    const more = faults.length > named.length ? `; and ${faults.length - named.length} more` : ''
    this.#book.raise({
      code: 'CONFIG_INVALID',
      subject: null,
      instrumentId: null,
      severity: 'warning',
      title: 'The configuration file has faults and was not applied',
      detail: `${named.join('; ')}${more}. What was in force before stays in force, and nothing can be saved until the file is mended.`,
    })
  }
}
