import { type Decimal, ManualClock, silentLogger, timeMs } from '../../base/index.ts'
import {
  accountId,
  type Instrument,
  instrumentId,
  type MarketEvent,
  money,
  type VenueAdjustment,
  type VenueFact,
  venueId,
} from '../../domain/index.ts'
import { type PaperModel, type PaperTradingOptions, PaperTradingVenue } from '../paper/index.ts'
import { TEST_INSTRUMENT } from './orders.ts'

export const PAPER_MODEL: PaperModel = {
  makerFeeBps: 2,
  takerFeeBps: 5,
  slippageBps: 0,
  maxBookShare: 1,
  maxVolumeShare: 1,
  leverage: 5,
  liquidationFeeBps: 50,
}

export const FREE_OF_COST: PaperModel = { ...PAPER_MODEL, makerFeeBps: 0, takerFeeBps: 0, liquidationFeeBps: 0 }

/** Same steps as the test instrument, another kind. */
export const TEST_SPOT: Instrument = { ...named('XYZ'), base: 'XYZ', kind: 'spot' }
export const TEST_PERPETUAL: Instrument = { ...TEST_INSTRUMENT, maintenanceMarginFraction: 0.05 }
export const OTHER_PERPETUAL: Instrument = { ...named('DEF'), maintenanceMarginFraction: 0.05 }

function named(symbol: string): Instrument {
  return { ...TEST_INSTRUMENT, instrumentId: instrumentId(venueId('test'), symbol), symbol, name: symbol }
}

export function paperOptions(change: Partial<PaperTradingOptions> = {}): PaperTradingOptions {
  return {
    file: undefined,
    accountId: accountId('test'),
    startingCash: money(10_000),
    currency: 'USDT',
    instruments: [TEST_INSTRUMENT],
    clock: new ManualClock(1_000),
    model: PAPER_MODEL,
    logger: silentLogger,
    onFailed: (error) => {
      throw error
    },
    ...change,
  }
}

/** A paper venue with everything it says written down, in order. */
export interface Paper {
  readonly venue: PaperTradingVenue
  readonly facts: VenueFact[]
  readonly adjustments: VenueAdjustment[]
  /** Every fact as `order kind` and every adjustment as `kind instrument quantity @ price cash`, as they were told. */
  readonly told: string[]
  handle(...events: readonly MarketEvent[]): Promise<void>
}

export async function openPaper(change: Partial<PaperTradingOptions> = {}): Promise<Paper> {
  const venue = await PaperTradingVenue.open(paperOptions(change))
  const paper = { venue, facts: [] as VenueFact[], adjustments: [] as VenueAdjustment[], told: [] as string[] }
  venue.onFact((fact) => {
    paper.facts.push(fact)
    paper.told.push(`${fact.orderId} ${fact.kind}`)
  })
  venue.onAdjustment((adjustment) => {
    paper.adjustments.push(adjustment)
    paper.told.push(adjustmentWords(adjustment))
  })
  return {
    ...paper,
    async handle(...events) {
      for (const event of events) venue.handleMarketEvent(event)
      await venue.drained()
    },
  }
}

function adjustmentWords({ kind, instrumentId: id, quantity, price, cash }: VenueAdjustment): string {
  return `${kind} ${id ?? 'account'} ${quantity.toString()} @ ${price.toString()} cash ${cash.toString()}`
}

type QuoteWords = readonly [bid: number, ask: number, size?: number]

export function quoteOf(instrument: Instrument, ...[bid, ask, size = 1_000]: QuoteWords): MarketEvent {
  const quote = { timeMs: timeMs(0), bid, bidSize: size, ask, askSize: size }
  return { kind: 'quote', instrumentId: instrument.instrumentId, quote }
}

export function tradeOf(instrument: Instrument, price: number): MarketEvent {
  const trade = { timeMs: timeMs(0), price, quantity: 1_000, takerSide: 'sell' } as const
  return { kind: 'trade', instrumentId: instrument.instrumentId, trade }
}

export function markOf(instrument: Instrument, markPrice: number): MarketEvent {
  return { kind: 'mark', instrumentId: instrument.instrumentId, markPrice, timeMs: timeMs(0) }
}

export function fundingOf(instrument: Instrument, rate: number, at: { mark: number; ms: number }): MarketEvent {
  return { kind: 'funding', instrumentId: instrument.instrumentId, rate, markPrice: at.mark, timeMs: timeMs(at.ms) }
}

/** `currency total reserved` of every balance. */
export async function balancesOf({ venue }: Paper): Promise<readonly string[]> {
  const { balances = [] } = await venue.queryAccount()
  return balances.map(({ currency, total, reserved }) => `${currency} ${total.toString()} ${reserved.toString()}`)
}

export async function cashOf({ venue }: Paper): Promise<Decimal> {
  return (await venue.queryAccount()).cash
}
