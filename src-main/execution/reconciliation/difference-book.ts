import type { InstrumentId } from '../../domain/index.ts'
import {
  type AccountDifference,
  actionsFor,
  differenceId,
  differenceKey,
  type DifferenceFinding,
  type DifferenceState,
  instrumentOf,
  ledgerWord,
  venueWord,
} from './difference.ts'

/** Resolved differences that are still shown. */
const KEPT_RESOLVED = 200

/** What one comparison found. */
export interface Comparison {
  readonly found: readonly { readonly finding: DifferenceFinding; readonly cause: string }[]
  /** True where the comparison would have found this one again, if it still stood. */
  readonly covers: (finding: DifferenceFinding) => boolean
  /** System time. */
  readonly nowMs: number
}

/** Every difference between ledger and venue, from when it was first seen until it is gone. */
export class DifferenceBook {
  readonly #differences = new Map<string, AccountDifference>()
  /** Keys with their numbers: an ignored difference comes back once they change. */
  readonly #ignored: Set<string>

  constructor(ignoredKeys: Iterable<string> = []) {
    this.#ignored = new Set(ignoredKeys)
  }

  get(id: string): AccountDifference | undefined {
    return this.#differences.get(id)
  }

  /** Newest first, those included that are ignored or gone. */
  list(): readonly AccountDifference[] {
    return [...this.#differences.values()].reverse()
  }

  /** Those that stand and that nobody has let be. */
  open(): readonly AccountDifference[] {
    return [...this.#differences.values()].filter(({ state }) => state === 'open')
  }

  /** Those with a difference that is not resolved. */
  instruments(): readonly InstrumentId[] {
    const standing = [...this.#differences.values()].filter(({ state }) => state !== 'resolved')
    return standing.flatMap(({ finding }) => instrumentOf(finding) ?? [])
  }

  /** Takes over what a comparison found; what it covered and did not find again is resolved. */
  update({ found, covers, nowMs }: Comparison): void {
    const seen = new Set<string>()
    for (const { finding, cause } of found) {
      const id = differenceId(finding)
      seen.add(id)
      this.#see(id, finding, { cause, nowMs })
    }
    for (const [id, difference] of this.#differences) {
      const isGone = difference.state !== 'resolved' && !seen.has(id) && covers(difference.finding)
      if (isGone) this.#put({ ...difference, state: 'resolved', lastSeenMs: nowMs })
    }
    this.#forgetOldest()
  }

  /** A person lets it be, as it stands now. Returns the key under which that is kept. */
  ignore(difference: AccountDifference): string {
    const key = differenceKey(difference.finding)
    this.#ignored.add(key)
    this.#put({ ...difference, state: 'ignored' })
    return key
  }

  /** It was repaired; a comparison will show whether that was so. */
  resolve(difference: AccountDifference): void {
    this.#put({ ...difference, state: 'resolved' })
  }

  #see(id: string, finding: DifferenceFinding, { cause, nowMs }: { cause: string; nowMs: number }): void {
    const before = this.#differences.get(id)
    const isNew = before === undefined || before.state === 'resolved'
    this.#put({
      differenceId: id,
      finding,
      ledger: ledgerWord(finding),
      venue: venueWord(finding),
      cause,
      firstSeenMs: isNew ? nowMs : before.firstSeenMs,
      lastSeenMs: nowMs,
      state: this.#stateOf(finding),
      actions: actionsFor(finding),
    })
  }

  #stateOf(finding: DifferenceFinding): DifferenceState {
    return this.#ignored.has(differenceKey(finding)) ? 'ignored' : 'open'
  }

  /** Changed ones go to the end, so that the map stays in the order of what happened last. */
  #put(difference: AccountDifference): void {
    const before = this.#differences.get(difference.differenceId)
    if (before?.state !== difference.state) this.#differences.delete(difference.differenceId)
    this.#differences.set(difference.differenceId, difference)
  }

  #forgetOldest(): void {
    const resolved = [...this.#differences.values()].filter(({ state }) => state === 'resolved')
    for (const { differenceId: id } of resolved.slice(0, -KEPT_RESOLVED)) this.#differences.delete(id)
  }
}
