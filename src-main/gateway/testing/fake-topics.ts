import type { TopicDelta, TopicName, TopicParams, TopicSnapshot } from '../../../src-contract/index.ts'
import { type Disposable, Emitter, toDisposable } from '../../base/index.ts'
import type { TopicSource } from '../ports.ts'
import { CONNECTION, STREAM } from './connection-fixtures.ts'
import {
  ACCOUNT,
  ALERT,
  COMPONENT,
  ENDPOINT,
  ICT_RECORD,
  INSTRUMENT,
  INSTRUMENT_ID,
  LOG_LINE,
  METRICS,
  ORDER,
  POSITION,
  PRICE_ALERT,
  QUOTE,
  START_MS,
  STATUS,
  STRATEGY,
} from './fixtures.ts'
import { GUARD, METER, RECONCILIATION, REFUSAL } from './safety-fixtures.ts'

type Snapshots = { readonly [Name in TopicName]: TopicSnapshot<Name> }
interface Announcement {
  readonly topic: TopicName
  readonly delta: unknown
}

const SNAPSHOTS: Snapshots = {
  instruments: [INSTRUMENT],
  candles: { instrumentId: INSTRUMENT_ID, timeframe: '1m', candles: [] },
  indicators: {
    instrumentId: INSTRUMENT_ID,
    timeframe: '1m',
    indicator: 'ema',
    parameters: { period: 20 },
    columns: ['ema'],
    points: [],
  },
  ict: { instrumentId: INSTRUMENT_ID, timeframe: '5m', records: [ICT_RECORD] },
  quotes: [QUOTE],
  trades: [{ tradeSeq: 1, timeMs: START_MS, price: 64_000, quantity: 0.5, takerSide: 'buy' }],
  book: { timeMs: START_MS, bids: [[63_999.5, 1]], asks: [[64_000, 2]] },
  orders: [ORDER],
  fills: [],
  signals: [],
  positions: [POSITION],
  account: ACCOUNT,
  limits: [
    {
      code: 'MAX_DAILY_LOSS',
      label: 'Daily loss',
      measured: 0.01,
      limit: 0.05,
      unit: 'fraction',
      passed: true,
      action: 'refuse',
    },
  ],
  reconciliation: RECONCILIATION,
  protection: [METER],
  guards: [GUARD],
  refusals: [REFUSAL],
  strategies: [STRATEGY],
  components: [COMPONENT],
  status: STATUS,
  metrics: METRICS,
  alerts: [ALERT],
  priceAlerts: [PRICE_ALERT],
  endpoints: [ENDPOINT],
  connections: [CONNECTION],
  streams: [STREAM],
  logs: [LOG_LINE],
}

/** Streams whose deltas a test announces by hand. */
export class FakeTopics implements TopicSource {
  readonly #emitter = new Emitter<Announcement>((error) => {
    throw error
  })
  /** Subscriptions open at the moment. */
  openCount = 0

  announce<Name extends TopicName>(topic: Name, delta: TopicDelta<Name>): void {
    this.#emitter.fire({ topic, delta })
  }

  async open<Name extends TopicName>(
    topic: Name,
    _params: TopicParams<Name>,
    onDelta: (delta: TopicDelta<Name>) => void,
  ): Promise<{ snapshot: TopicSnapshot<Name>; subscription: Disposable }> {
    this.openCount += 1
    const listening = this.#emitter.event((announced) => {
      if (announced.topic === topic) onDelta(announced.delta as TopicDelta<Name>)
    })
    const subscription = toDisposable(() => {
      this.openCount -= 1
      listening.dispose()
    })
    return { snapshot: SNAPSHOTS[topic], subscription }
  }
}
