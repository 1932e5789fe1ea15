import { type TopicName, TOPICS } from '../../src-contract/index.ts'

/** A window that nobody sees gets what can be merged once in this time. */
export const HIDDEN_INTERVAL_MS = 1_000

/** The longest period of topics that bring prices of the market. */
const PRICE_PERIOD_MS = 100
/** The others go out so much after them: more than a frame, less than half of that period. */
const BESIDE_PRICES_MS = 25

/**
 * Topics of the same period go out in two halves, one at its begin and one in its middle, and those of longer periods
 * between those of prices: all at once they would cost the client one long frame, each at its own time a frame each.
 */
const TURNS_MS = turnsOf(Object.keys(TOPICS) as TopicName[])

/** How often the topics of one client may go into a batch. */
export class TopicPace {
  /** When a batch last carried something of the topic. */
  readonly #sentAtMs = new Map<TopicName, number>()
  /** When a batch last carried something that can be merged. */
  #mergedAtMs = -Infinity
  /** Nobody sees what the client shows. */
  isHidden = false

  /**
   * When deltas of the topic that wait may go out: once in each of its periods, and to a hidden window all that can be
   * merged together. Events that are never merged are not held back.
   */
  dueAtMs(topic: TopicName, nowMs: number): number {
    const ownDueMs = nextPeriodMs(topic, this.#sentAtMs.get(topic), nowMs)
    if (!this.isHidden || TOPICS[topic].merge === 'never') return ownDueMs
    return Math.max(ownDueMs, later(this.#mergedAtMs, HIDDEN_INTERVAL_MS, nowMs))
  }

  /** A batch with something of these topics goes out. All subscriptions of a topic share its periods. */
  noteSent(topics: ReadonlySet<TopicName>, nowMs: number): void {
    for (const topic of topics) {
      this.#sentAtMs.set(topic, nowMs)
      if (TOPICS[topic].merge !== 'never') this.#mergedAtMs = nowMs
    }
  }
}

/** When in its period each topic has its turn. */
function turnsOf(topics: readonly TopicName[]): ReadonlyMap<TopicName, number> {
  const turns = new Map<TopicName, number>()
  for (const [periodMs, sharing] of Map.groupBy(topics, (topic) => TOPICS[topic].periodMs)) {
    const firstMs = periodMs > PRICE_PERIOD_MS ? BESIDE_PRICES_MS : 0
    for (const [index, topic] of sharing.entries()) turns.set(topic, firstMs + (index % 2 === 0 ? 0 : periodMs / 2))
  }
  return turns
}

/** Now, if the topic has not gone out in the period of now; the begin of the next one otherwise. */
function nextPeriodMs(topic: TopicName, sentAtMs: number | undefined, nowMs: number): number {
  const { periodMs } = TOPICS[topic]
  if (periodMs === 0 || sentAtMs === undefined) return nowMs
  const turnMs = TURNS_MS.get(topic) ?? 0
  const periodOf = (timeMs: number): number => Math.floor((timeMs - turnMs) / periodMs)
  const sentIn = periodOf(sentAtMs)
  return periodOf(nowMs) === sentIn ? (sentIn + 1) * periodMs + turnMs : nowMs
}

/** The end of an interval that began then; never further away than the interval, even if the clock was set back. */
function later(beganAtMs: number, intervalMs: number, nowMs: number): number {
  return Math.min(Math.max(nowMs, beganAtMs + intervalMs), nowMs + intervalMs)
}
