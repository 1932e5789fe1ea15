import { type Decimal, ensureNever } from '../../base/index.ts'
import type { InstrumentId } from '../../domain/index.ts'
import { type DifferenceFinding, instrumentOf } from './difference.ts'

/** What else was seen in the same comparison. */
export interface CauseHints {
  readonly findings: readonly DifferenceFinding[]
  /** Instruments with executions of orders that are not ours. */
  readonly foreignExecutions: ReadonlySet<InstrumentId>
  /** Nothing was heard before: the engine was off, or the connection was. */
  readonly wasAway: boolean
  /** The venue could not say what it did to the account by itself. */
  readonly adjustmentsUnknown: boolean
}

/** A fee in the coin that was bought takes at most this share of it. */
const LARGEST_FEE_SHARE = 0.005

/** What probably led to the difference, as a sentence for a person; a guess, and worded as one. */
export function probableCause(finding: DifferenceFinding, hints: CauseHints): string {
  switch (finding.kind) {
    case 'position':
      return positionCause(finding, hints)
    case 'cash':
      return cashCause(finding, hints)
    case 'foreignOrder':
      return 'It was placed elsewhere: on the website, by an app, or by another program with access to this account.'
    case 'unknownOrder':
    case 'protectionSurplus':
      return finding.endedHere
        ? 'The ledger has it as ended, and the venue still has it: the venue changed its word, or the ledger missed one.'
        : 'Its id is one of ours and the ledger does not have it: the ledger is probably older than the account, for instance a restored backup.'
    case 'lostOrder':
    case 'protectionMissing':
      return 'The venue had it and no longer knows it: it was removed there, or the venue keeps ended orders for a short time only.'
    case 'unexplainedFill':
      return finding.venue.gt(finding.ledger)
        ? 'The venue counts more as filled than it lists executions for; its list may lag behind.'
        : 'The ledger has executions that the venue does not count: the venue has taken them back, or answered from an older state.'
    default:
      return ensureNever(finding, 'finding')
  }
}

type Found<Kind extends DifferenceFinding['kind']> = Extract<DifferenceFinding, { kind: Kind }>

function positionCause(finding: Found<'position'>, hints: CauseHints): string {
  const { instrumentId, ledger, venue } = finding
  const isOlder = hints.findings.some((each) => isUnknownOurs(each) && instrumentOf(each) === instrumentId)
  if (isOlder)
    return 'The ledger is probably older than the account, for instance a restored backup: it misses orders of ours too.'
  if (hints.foreignExecutions.has(instrumentId)) return 'An order that was placed elsewhere was filled.'
  if (isFee(ledger, venue)) return 'A fee was probably taken in the coin itself, and the ledger does not have it.'
  const away = hints.wasAway ? ' while the engine was off or not connected' : ''
  if (venue.isZero()) {
    const unknown = hints.adjustmentsUnknown ? ' The venue could not be asked what it closed by itself.' : ''
    return `It was closed elsewhere, or by a liquidation or auto-deleveraging that the venue does not list,${away || ' and we were not told'}.${unknown}`
  }
  if (ledger.isZero()) return `It was opened elsewhere, or moved into this account,${away || ' and we were not told'}.`
  return `Something was executed${away || ' that the venue did not tell us of'}.`
}

function cashCause({ ledger, venue }: Found<'cash'>, { findings, adjustmentsUnknown }: CauseHints): string {
  if (findings.some(({ kind }) => kind === 'position' || kind === 'unexplainedFill')) {
    return 'It probably follows from the positions or fills that differ; resolve those first.'
  }
  const unheard = adjustmentsUnknown ? ' The venue could not be asked about funding and transfers.' : ''
  return venue.lt(ledger)
    ? `A withdrawal, a funding payment, or a fee in another coin that the ledger does not have.${unheard}`
    : `A deposit, a funding payment, or a rebate that the ledger does not have.${unheard}`
}

function isUnknownOurs({ kind }: DifferenceFinding): boolean {
  return kind === 'unknownOrder' || kind === 'protectionSurplus'
}

function isFee(ledger: Decimal, venue: Decimal): boolean {
  const missing = ledger.sub(venue)
  return ledger.isPositive() && missing.gt(0) && missing.div(ledger).lte(LARGEST_FEE_SHARE)
}
