import type { Fact, Journal, JournalRecord } from '../../domain/index.ts'
import { MemoryJournal } from '../../execution/index.ts'

/** A journal in memory that keeps what it is given. */
export class RecordingJournal implements Journal {
  readonly records: JournalRecord[] = []
  readonly #journal = new MemoryJournal()

  get pending(): number {
    return this.#journal.pending
  }

  append(record: JournalRecord, onStored: () => void): void {
    this.records.push(record)
    this.#journal.append(record, onStored)
  }

  facts<Kind extends Fact['kind']>(kind: Kind): Extract<Fact, { kind: Kind }>[] {
    return this.records.flatMap(({ fact }) => (fact.kind === kind ? [fact as Extract<Fact, { kind: Kind }>] : []))
  }

  drained(): Promise<void> {
    return this.#journal.drained()
  }

  close(): Promise<void> {
    return this.#journal.close()
  }
}
