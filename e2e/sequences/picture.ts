import type { SequenceRig } from './rig/sequence-rig.ts'

/** What the venue can see of us, what we hold, and what is for a person to decide; ids aside. */
export interface Picture {
  readonly open: readonly string[]
  readonly held: readonly string[]
  readonly cash: string
  readonly differences: readonly string[]
  readonly quarantines: readonly string[]
  readonly tradingState: string
}

export function pictureOf({ venue, session }: SequenceRig): Picture {
  const { portfolio, execution, tradingState } = session
  const { differences, quarantines } = execution.reconciliation
  return {
    open: venue
      .working()
      .map(({ terms }) => {
        const { instrumentId, side, type, quantity, limitPrice, triggerPrice, reduceOnly } = terms
        const prices = [limitPrice, triggerPrice].map((price) => price?.toFixed() ?? '-').join(' ')
        return `${instrumentId} ${side} ${type} ${quantity.toFixed()} at ${prices}${reduceOnly ? ', reduce-only' : ''}`
      })
      .toSorted(),
    held: portfolio
      .openPositions()
      .map(({ instrumentId, owner, quantity }) => `${instrumentId} ${owner} ${quantity.toFixed()}`)
      .toSorted(),
    cash: portfolio.cashLessCost.toFixed(),
    differences: differences
      .filter(({ state, finding }) => state === 'open' && !isPassing(finding.kind))
      .map(({ differenceId, ledger, venue }) => `${differenceId}: ${ledger} here, ${venue} there`)
      .toSorted(),
    quarantines: quarantines.map(({ instrumentId, cause }) => `${instrumentId} ${cause}`).toSorted(),
    tradingState: tradingState.state,
  }
}

/** What two pictures say of each other; nothing where they are the same. */
export function differencesBetween(names: readonly [string, string], pictures: readonly [Picture, Picture]): string[] {
  const [first, second] = pictures
  return (Object.keys(first) as (keyof Picture)[])
    .filter((part) => String(first[part]) !== String(second[part]))
    .map((part) => `${part}: ${String(first[part])} ${names[0]}; ${String(second[part])} ${names[1]}`)
}

/** Told by the comparison that found it, and by no later one. */
function isPassing(kind: string): boolean {
  return kind === 'lostOrder' || kind === 'protectionMissing'
}
