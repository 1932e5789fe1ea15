import type { IctRecord } from './ict-record.ts'
import { isEnded } from './is-ended.ts'

/** Below this many records ended ones are kept. */
const FEWEST_TO_DROP = 256

/**
 * Records that have not ended yet, in order of publication. Ended ones are dropped whenever the number of records has doubled,
 * which costs less than taking out each as it ends.
 */
export class ActiveRecords {
  #records: IctRecord[] = []
  #dropAt = FEWEST_TO_DROP

  add(record: IctRecord): void {
    if (this.#records.length >= this.#dropAt) {
      this.#records = this.#records.filter((kept) => !isEnded(kept))
      this.#dropAt = Math.max(FEWEST_TO_DROP, this.#records.length * 2)
    }
    this.#records.push(record)
  }

  /** Those that have not ended by now. */
  *records(): Generator<IctRecord, void> {
    for (const record of this.#records) if (!isEnded(record)) yield record
  }
}
