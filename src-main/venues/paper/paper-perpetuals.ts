import { Decimal } from '../../base/index.ts'
import { type MarketEvent, type Money, money, price, quantity } from '../../domain/index.ts'
import type { PaperPosition } from './paper-books.ts'
import type { ChangeDraft } from './paper-change.ts'
import { type CrossMargin, crossMargin, onTick, quoteBalance, worth } from './paper-margin.ts'
import type { PaperState } from './paper-state.ts'

type Funding = Extract<MarketEvent, { kind: 'funding' }>

const NOTHING = quantity(0)

/**
 * Books a funding payment: the signed position times the mark price times the rate is paid, so that longs pay where the
 * rate is above zero. The same funding told again is passed by.
 */
export function bookFunding(state: PaperState, draft: ChangeDraft, event: Funding): void {
  const { instrumentId, rate, timeMs } = event
  const desk = state.desk(instrumentId)
  if (!desk || desk.isSpot || timeMs <= (desk.fundedMs ?? -Infinity)) return
  desk.fundedMs = timeMs
  const net = state.books.netQuantity(instrumentId)
  const mark = price(event.markPrice)
  const paid = net.mul(mark).mul(new Decimal(rate))
  if (paid.isZero()) return
  const percent = `${new Decimal(rate).mul(100).toString()} %`
  state.adjust(draft, {
    kind: 'funding',
    instrumentId,
    quantity: NOTHING,
    price: mark,
    cash: money(paid.neg()),
    reason: `funding of ${percent} on ${net.toString()} at a mark price of ${mark.toString()}`,
    idTail: `${instrumentId}-${timeMs}`,
  })
}

/**
 * Sees to it that the account can carry what it holds, after anything that changed its worth. Below the maintenance margin
 * everything that works is cancelled and every perpetual position closed at its mark price, for a fee. What the account
 * then lacks the venue pays, told as a transfer: an account that holds no perpetual never owes anything.
 */
export function settle(state: PaperState, draft: ChangeDraft): void {
  const margin = crossMargin(state)
  if (margin.positions > 0 && margin.equity >= margin.maintenance) return
  if (margin.positions > 0) liquidate(state, draft, margin)
  const lacking = quoteBalance(state)
  if (lacking.isNeg() && !lacking.isZero()) coverShortfall(state, draft, money(lacking.neg()))
}

/** In the order of their names: a restart must not change it. */
function perpetuals({ books, marketOf }: PaperState): readonly PaperPosition[] {
  return books.positions
    .filter(({ instrumentId }) => !marketOf(instrumentId).isSpot)
    .toSorted((one, other) => (one.instrumentId < other.instrumentId ? -1 : 1))
}

function liquidate(state: PaperState, draft: ChangeDraft, { equity, maintenance }: CrossMargin): void {
  const positions = perpetuals(state)
  const figures = `equity of ${equity.toFixed(2)} ${state.currency} is below the maintenance margin of ${maintenance.toFixed(2)}`
  for (const order of state.orders.open()) state.cancel(draft, order, `the account is liquidated: ${figures}`)
  for (const position of positions) closeAtMark(state, draft, { position, reason: `liquidated: ${figures}` })
}

function closeAtMark(
  state: PaperState,
  draft: ChangeDraft,
  { position, reason }: { readonly position: PaperPosition; readonly reason: string },
): void {
  const { instrumentId, entryPrice } = position
  const desk = state.desk(instrumentId)
  const mark = desk?.valuation
  const at = desk && mark !== undefined ? onTick(mark, desk.instrument.tickSize) : entryPrice
  const fee = worth(position.quantity, at).mul(state.model.liquidationFeeBps).div(10_000)
  state.adjust(draft, {
    kind: 'liquidation',
    instrumentId,
    quantity: quantity(position.quantity.neg()),
    price: at,
    cash: money(fee.neg()),
    reason,
  })
}

function coverShortfall(state: PaperState, draft: ChangeDraft, lacking: Money): void {
  state.adjust(draft, {
    kind: 'transfer',
    instrumentId: undefined,
    quantity: NOTHING,
    price: price(0),
    cash: lacking,
    reason: `the losses were ${lacking.toString()} ${state.currency} more than the account had; the venue bears them`,
  })
}
