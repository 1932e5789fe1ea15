import type {
  TopicClientMessage,
  TopicDelta,
  TopicItem,
  TopicName,
  TopicServerMessage,
  TopicSnapshot,
} from '../../src-contract/index.ts'
import { ensureNever, type Logger } from '../base/index.ts'

/** Topics that need no parameters: all that the desktop program itself follows. */
export type PlainTopic = Exclude<TopicName, 'candles' | 'indicators' | 'ict' | 'trades' | 'book'>

export interface TopicFollower<Name extends PlainTopic> {
  /** The whole state: at the beginning and again after every hole in the numbering. */
  readonly snapshot: (data: TopicSnapshot<Name>) => void
  readonly delta: (data: TopicDelta<Name>) => void
}

interface Subscription {
  /** Number on the wire. Each start draws a new one, so that late items of the old one are known and dropped. */
  sub: number
  readonly topic: PlainTopic
  nextSeq: number
  readonly apply: (item: TopicItem) => void
}

export interface EngineTopicsOptions {
  readonly send: (message: TopicClientMessage) => void
  readonly logger: Logger
}

/** The desktop program's end of the topics protocol on one connection. Each batch is applied and paid for at once. */
export class EngineTopics {
  readonly #options: EngineTopicsOptions
  readonly #subscriptions = new Map<number, Subscription>()
  #lastSub = 0

  constructor(options: EngineTopicsOptions) {
    this.#options = options
  }

  follow<Name extends PlainTopic>(topic: Name, follower: TopicFollower<Name>): void {
    const apply = ({ kind, data }: TopicItem): void => {
      if (kind === 'snapshot') follower.snapshot(data as TopicSnapshot<Name>)
      else follower.delta(data as TopicDelta<Name>)
    }
    this.#start({ sub: 0, topic, nextSeq: 0, apply })
  }

  handleMessage(text: string): void {
    const message = JSON.parse(text) as TopicServerMessage
    switch (message.t) {
      case 'batch':
        for (const item of message.items) this.#handleItem(item)
        this.#options.send({ t: 'credit' })
        return
      case 'refused':
        this.#options.logger.error('the engine refused a topic', {
          topic: this.#subscriptions.get(message.sub)?.topic,
          code: message.code,
          reason: message.message,
        })
        return
      case 'pong':
        return
      default:
        ensureNever(message, 'message on the topics channel')
    }
  }

  #start(subscription: Subscription): void {
    this.#lastSub += 1
    subscription.sub = this.#lastSub
    subscription.nextSeq = 0
    this.#subscriptions.set(subscription.sub, subscription)
    this.#options.send({ t: 'subscribe', sub: subscription.sub, topic: subscription.topic, params: {} })
  }

  #handleItem(item: TopicItem): void {
    const subscription = this.#subscriptions.get(item.sub)
    if (subscription === undefined) return
    const follows = item.seq === subscription.nextSeq && (item.kind === 'snapshot' || item.seq > 0)
    if (!follows) {
      this.#restart(subscription)
      return
    }
    subscription.nextSeq += 1
    try {
      subscription.apply(item)
    } catch (error) {
      // One follower's exception must not cost the others their data, nor the engine its credit.
      this.#options.logger.error('what a topic brought could not be used', { topic: subscription.topic, error })
    }
  }

  #restart(subscription: Subscription): void {
    this.#options.send({ t: 'unsubscribe', sub: subscription.sub })
    this.#subscriptions.delete(subscription.sub)
    this.#start(subscription)
  }
}
