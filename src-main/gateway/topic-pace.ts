import { type TopicName, TOPICS } from '../../src-contract/index.ts'

/** A window that nobody sees gets what can be merged once in this time. */
export const HIDDEN_INTERVAL_MS = 1_000

/** How often the topics of one client may go into a batch. */
export class TopicPace {
  /** When a batch last carried something of the topic. */
  readonly #sentAtMs = new Map<TopicName, number>()
  /** When a batch last carried something that can be merged. */
  #mergedAtMs = -Infinity
  /** Nobody sees what the client shows. */
  isHidden = false

  /**
   * When deltas of the topic that wait may go out: no sooner than its interval allows, and to a hidden window all that
   * can be merged together. Events that are never merged are not held back.
   */
  dueAtMs(topic: TopicName, nowMs: number): number {
    const { minIntervalMs, merge } = TOPICS[topic]
    const ownDueMs = later(this.#sentAtMs.get(topic) ?? -Infinity, minIntervalMs, nowMs)
    if (!this.isHidden || merge === 'never') return ownDueMs
    return Math.max(ownDueMs, later(this.#mergedAtMs, HIDDEN_INTERVAL_MS, nowMs))
  }

  /** A batch with something of these topics goes out. All subscriptions of a topic share its interval. */
  noteSent(topics: ReadonlySet<TopicName>, nowMs: number): void {
    for (const topic of topics) {
      this.#sentAtMs.set(topic, nowMs)
      if (TOPICS[topic].merge !== 'never') this.#mergedAtMs = nowMs
    }
  }
}

/** The end of an interval that began then; never further away than the interval, even if the clock was set back. */
function later(beganAtMs: number, intervalMs: number, nowMs: number): number {
  return Math.min(Math.max(nowMs, beganAtMs + intervalMs), nowMs + intervalMs)
}
