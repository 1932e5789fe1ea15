import { ManualClock, SystemClock } from '../../../../src-main/base/index.ts'
import { type Instrument, instrumentId, price } from '../../../../src-main/domain/index.ts'
import { TEST_INSTRUMENT } from '../../../../src-main/venues/testing/orders.ts'
import type { TradingVenueFixture, TradingVenueSubject } from '../../../../src-main/venues/trading-venue-conformance.ts'
import type { Level } from '../../../venue/market/ladder.ts'
import type { SymbolMarket } from '../../../venue/market/symbol-market.ts'
import type { VenueOptions, VenueSide } from '../../../venue/index.ts'
import { PROFILES, UNHURRIED } from './exchange-rig.ts'
import { type OpenedDesk, type TradingRig, useTrading } from './trading-rig.ts'

const SYMBOL = 'ABCUSDT'
/** A middle of 100.25 makes 100 and 100.5 the best prices. */
const LISTING = { base: 'ABC', tick: '0.25', step: '0.1', minNotional: '5', startPrice: 100.25 }
/** What stands behind the best prices, and where: farther than any limit of the suites. */
const BEHIND = { lots: 1_000_000, ticks: 4 }

/** The market's time goes on only when a test says so; whole seconds, as good-till dates are. */
function marketClock(): ManualClock {
  const nowMs = new SystemClock().nowMs()
  return new ManualClock(nowMs - (nowMs % 1_000))
}

/** The suites' instrument at the simulator. To be called where tests are collected. */
export function conformanceFixture(side: VenueSide): TradingVenueFixture {
  let clock = marketClock()
  const rig = useTrading((): VenueOptions => {
    clock = marketClock()
    return { clock, listings: [LISTING], balances: { USDT: 10_000, ABC: 10 }, futuresWallet: 10_000 }
  })
  return {
    instrument: instrumentAt(side),
    capabilities: PROFILES[side].capabilities,
    isDurable: true,
    manners: {
      endOfRest: 'expired',
      unfillable: side === 'usdm' ? 'rejected' : 'expired',
      remembersEndedIds: false,
      tellsEntryPrice: side === 'usdm',
    },
    async create() {
      // Bounds around the last price are no part of the suites.
      marketOf(rig, side).changeRules({ multiplierUp: price(5), multiplierDown: price('0.01') })
      return subjectOf({ rig, side, clock }, await rig.desk(side, UNHURRIED[side]))
    },
  }
}

interface Bench {
  readonly rig: TradingRig
  readonly side: VenueSide
  readonly clock: ManualClock
}

function subjectOf(bench: Bench, desk: OpenedDesk): TradingVenueSubject {
  const { rig, side, clock } = bench
  const market = marketOf(rig, side)
  const settled = (): Promise<void> => desk.settled()
  return {
    venue: desk.venue,
    settled,
    async quote(bid, ask, size = 1_000) {
      market.putBook(levels(market, { best: bid, size, step: -1 }), levels(market, { best: ask, size, step: 1 }))
      await settled()
    },
    async pass(durationMs) {
      clock.advanceBy(durationMs)
      await settled()
    },
    ...(side === 'usdm' && {
      async fund(rate: number, markPrice: number) {
        market.print(markPrice, price('0.1'), 'sell')
        rig.venue.perpetuals.applyFunding(SYMBOL, rate)
        await settled()
      },
    }),
    async reopen() {
      await desk.close()
      return subjectOf(bench, await rig.desk(side, UNHURRIED[side]))
    },
  }
}

function levels(
  market: SymbolMarket,
  { best, size, step }: { readonly best: number; readonly size: number; readonly step: 1 | -1 },
): Level[] {
  const ticks = market.ticksOf(best)
  const top = { ticks, lots: market.lotsOf(price(size)) }
  return [top, { ticks: ticks + step * BEHIND.ticks, lots: BEHIND.lots }]
}

function marketOf({ venue }: TradingRig, side: VenueSide): SymbolMarket {
  return (side === 'spot' ? venue.spot : venue.usdm).market(SYMBOL)
}

function instrumentAt(side: VenueSide): Instrument {
  const { venueId, kind } = PROFILES[side]
  const symbol = 'ABC-USDT'
  return {
    ...TEST_INSTRUMENT,
    instrumentId: instrumentId(venueId, symbol),
    venueId,
    symbol,
    tickSize: price(LISTING.tick),
    kind,
  }
}
