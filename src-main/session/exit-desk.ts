import { EngineError, isMultipleOf, roundToStep, toFloat, ZERO } from '../base/index.ts'
import type { Denial, ExitRole, InstrumentId, Money, Position, Price, Standing } from '../domain/index.ts'
import type { Execution, ExitPart, NewExitMove } from '../execution/index.ts'
import type { MarketData } from '../market-data/index.ts'
import type { DustCause, Portfolio } from '../portfolio/index.ts'
import { exitDenial, exitProfit, exitRewardToRisk, type HeldPosition } from '../risk/index.ts'
import type { RiskSnapshotTaker } from './risk-snapshot.ts'
import { dustDenial, type RuledPosition } from './dust-denial.ts'
import { keptDenial } from './kept-denial.ts'
import type { WishBook } from './wish-book.ts'

/** Exits that somebody wishes for a position: a price sets or moves one, null takes it away, a missing one stays. */
export type ExitDraft = Standing & Pick<NewExitMove, 'stopPrice' | 'targetPrice' | 'trailing' | 'breakEven'>

/** What exits would mean. Undefined figures: a part of the position has no such exit. */
export interface ExitPreview {
  readonly denial: Denial | undefined
  /** If the stop fills at its price, from the entry, fee of the way out included. */
  readonly profitAtStop: Money | undefined
  readonly profitAtTarget: Money | undefined
  readonly rewardToRisk: number | undefined
}

export interface ExitDeskPorts {
  readonly execution: Pick<Execution, 'moveExits' | 'exitParts' | 'freeForExits'>
  readonly portfolio: Pick<Portfolio, 'position'>
  readonly snapshots: Pick<RiskSnapshotTaker, 'instrument'>
  readonly marketData: Pick<MarketData, 'lastPrice'>
  readonly wishes: WishBook
  /** Which of the venue's rules the whole position is too small for; undefined where it can be closed. */
  readonly dustCause: (position: Position) => DustCause | undefined
  /** Exits of an instrument were decided anew. */
  readonly onMoved?: (instrumentId: InstrumentId) => void
  /** Shares of the notional. */
  readonly fees: () => { readonly taker: number; readonly maker: number }
}

/** Where wishes for other exits of a position arrive: they are checked, then execution is told. */
export class ExitDesk {
  readonly #ports: ExitDeskPorts

  constructor(ports: ExitDeskPorts) {
    this.#ports = ports
  }

  /**
   * What the exits would mean; nothing is sent or kept.
   * @throws EngineError `UNKNOWN_POSITION`; `BAD_REQUEST` for a price off the tick.
   */
  preview(draft: ExitDraft): ExitPreview {
    const held = this.#held(draft)
    this.#requirePrices(draft)
    const stop = this.#parts(draft, 'stopLoss', held)
    const target = this.#parts(draft, 'takeProfit', held)
    const fees = this.#ports.fees()
    return {
      denial: this.#denial(draft, held),
      // A stop takes what the market offers, a target rests until somebody comes to it.
      profitAtStop: exitProfit(stop, held, fees.taker),
      profitAtTarget: exitProfit(target, held, fees.maker),
      rewardToRisk: exitRewardToRisk(stop, target, held),
    }
  }

  /**
   * Decides the exits of a whole position; gives the denial where they may not be. The same wish under the same key is
   * met once.
   * @throws EngineError as {@link preview} does; `BAD_REQUEST` also where no exit is named, `PRICE_UNAVAILABLE` before the
   * first price, `IDEMPOTENCY_MISMATCH`, and as `Execution.moveExits` does.
   */
  move(wish: NewExitMove): Denial | undefined {
    const { wishes, execution } = this.#ports
    if (wishes.hasMoved(wish)) return undefined
    if (isEmpty(wish)) throw nothingNamed()
    const held = this.#held(wish)
    this.#requirePrices(wish)
    const denial = this.#denial(wish, held)
    if (denial?.code === PRICE_UNAVAILABLE) throw new EngineError(PRICE_UNAVAILABLE, denial.message)
    if (denial) return denial
    execution.moveExits(wish)
    wishes.rememberMove(wish)
    this.#ports.onMoved?.(wish.instrumentId)
    return undefined
  }

  /** @throws EngineError `UNKNOWN_POSITION`. */
  #held({ instrumentId, owner }: Standing): RuledPosition {
    const position = this.#ports.portfolio.position(instrumentId, owner)
    if (position && !position.quantity.isZero()) {
      return { ...position, instrument: this.#ports.snapshots.instrument(instrumentId) }
    }
    throw new EngineError('UNKNOWN_POSITION', `${owner} holds nothing in ${instrumentId}; it may be closed already.`)
  }

  #requirePrices({ instrumentId, stopPrice, targetPrice, trailing, breakEven }: ExitDraft): void {
    this.#requireTick('stopPrice', stopPrice, instrumentId)
    this.#requireTick('targetPrice', targetPrice, instrumentId)
    if (breakEven?.kind === 'atPrice') this.#requireTick('breakEven.price', breakEven.price, instrumentId)
    const isFar = trailing?.kind === 'price' ? trailing.distance.gt(ZERO) : isShare(trailing?.fraction)
    if (trailing && !isFar) throw badTrailing()
  }

  #requireTick(path: string, price: Price | null | undefined, instrumentId: InstrumentId): void {
    const { tickSize } = this.#ports.snapshots.instrument(instrumentId)
    if (!price || isMultipleOf(price, tickSize)) return
    const rounded = roundToStep(price, tickSize)
    const nearest = (rounded.isZero() ? tickSize : rounded).toFixed()
    const message = `${price.toFixed()} is off the tick of ${tickSize.toFixed()}, the nearest price is ${nearest}`
    throw new EngineError('BAD_REQUEST', `${path}: ${message}.`, { data: { issues: [{ path, message }] } })
  }

  /**
   * Measured against the last known price even where that is stale: whoever cannot see the market any more must still be
   * able to change what protects him, and the venue refuses what it finds on the wrong side.
   */
  #denial(draft: ExitDraft, held: RuledPosition): Denial | undefined {
    const { instrumentId, stopPrice, targetPrice, trailing, breakEven } = draft
    const { marketData } = this.#ports
    const newest = marketData.lastPrice(instrumentId)
    const isExit = stopPrice || targetPrice || trailing || breakEven
    const impossible = isExit ? this.#impossible(held, newest) : undefined
    if (impossible) return impossible
    if (!stopPrice && !targetPrice) return undefined
    if (newest === undefined) return withoutPrice(instrumentId)
    return exitDenial({ stopPrice: stopPrice ?? undefined, targetPrice: targetPrice ?? undefined }, held, newest)
  }

  /** The venue could take none, at whatever price. */
  #impossible(held: RuledPosition, newest: number | undefined): Denial | undefined {
    const { dustCause, execution } = this.#ports
    const cause = dustCause(held)
    if (cause) return dustDenial(cause, held, newest ?? toFloat(held.entryPrice))
    const free = execution.freeForExits(held)
    const isKept = free.isZero() || dustCause({ ...held, quantity: free }) !== undefined
    return isKept ? keptDenial(held, free) : undefined
  }

  /** How an exit would leave the position: as wished, or as it is where nothing else is. */
  #parts(draft: ExitDraft, role: ExitRole, { quantity }: HeldPosition): readonly ExitPart[] {
    const wished = role === 'stopLoss' ? draft.stopPrice : draft.targetPrice
    if (wished === undefined) return this.#ports.execution.exitParts(draft, role)
    return [{ quantity: quantity.abs() as typeof quantity, price: wished ?? undefined }]
  }
}

const PRICE_UNAVAILABLE = 'PRICE_UNAVAILABLE'

function withoutPrice(instrumentId: InstrumentId): Denial {
  const message = `There is no price for ${instrumentId} yet to check the exits against.`
  return { code: PRICE_UNAVAILABLE, message, measured: 0, limit: 0, unit: 'prices', quantityThatFits: undefined }
}

function isEmpty({ stopPrice, targetPrice, trailing, breakEven }: ExitDraft): boolean {
  return [stopPrice, targetPrice, trailing, breakEven].every((each) => each === undefined)
}

function isShare(fraction: number | undefined): boolean {
  return fraction !== undefined && fraction > 0 && fraction < 1
}

function badTrailing(): EngineError {
  const message = 'the distance must be above 0, as a share of the price also below 1'
  return new EngineError('BAD_REQUEST', `trailing: ${message}.`, { data: { issues: [{ path: 'trailing', message }] } })
}

function nothingNamed(): EngineError {
  const message =
    'name stopPrice, targetPrice, trailing or breakEven: a value sets or moves that exit, null takes it away'
  return new EngineError('BAD_REQUEST', `Nothing to change: ${message}.`, { data: { issues: [{ path: '', message }] } })
}
