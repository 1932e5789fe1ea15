import type { TopicDelta, TopicName, TopicParams, TopicSnapshot } from '../../../src-contract/index.ts'
import { type Disposable, Emitter, toDisposable } from '../../base/index.ts'
import type { TopicSource } from '../ports.ts'
import { ACCOUNT, COMPONENT, INSTRUMENT_ID, ORDER, POSITION, QUOTE, STATUS, STRATEGY } from './fixtures.ts'

type Snapshots = { readonly [Name in TopicName]: TopicSnapshot<Name> }
interface Announcement {
  readonly topic: TopicName
  readonly delta: unknown
}

const SNAPSHOTS: Snapshots = {
  candles: { instrumentId: INSTRUMENT_ID, timeframe: '1m', candles: [] },
  indicators: { instrumentId: INSTRUMENT_ID, timeframe: '1m', indicator: 'ema', period: 20, points: [] },
  quotes: [QUOTE],
  orders: [ORDER],
  fills: [],
  signals: [],
  positions: [POSITION],
  account: ACCOUNT,
  strategies: [STRATEGY],
  components: [COMPONENT],
  status: STATUS,
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
