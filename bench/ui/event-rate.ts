import { WebSocket } from 'ws'
import {
  type MetricsDelta,
  type MetricsSample,
  type MetricsView,
  type TopicServerMessage,
  WS_PROTOCOL,
  WS_TOKEN_PREFIX,
} from '../../src-contract/index.ts'
import type { EngineProcess } from '../../e2e/support/engine-process.ts'

/** The engine's own count of the market's events: trades, quotes and bars. */
const MARKET_EVENTS = 'market.ticks'

/** Follows how many events a second the engine takes in, as it says itself. */
export class EventRate {
  readonly #socket: WebSocket
  readonly #samples: MetricsSample[] = []

  private constructor(socket: WebSocket) {
    this.#socket = socket
    socket.on('message', (data: Buffer) => this.#handleMessage(JSON.parse(data.toString()) as TopicServerMessage))
  }

  static async open({ port, token }: EngineProcess): Promise<EventRate> {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/ws/topics`, [WS_PROTOCOL, WS_TOKEN_PREFIX + token])
    const rate = new EventRate(socket)
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
    rate.#send({ t: 'subscribe', sub: 1, topic: 'metrics', params: {} })
    return rate
  }

  /** Mean over the samples of this stretch of system time, in events a second. */
  meanBetween(fromMs: number, untilMs: number): number {
    const values = this.#samples
      .filter(({ timeMs }) => timeMs > fromMs && timeMs <= untilMs)
      .flatMap(({ values }) => values[MARKET_EVENTS] ?? [])
    return values.reduce((sum, value) => sum + value, 0) / values.length
  }

  close(): void {
    this.#socket.terminate()
  }

  #handleMessage(message: TopicServerMessage): void {
    if (message.t !== 'batch') return
    this.#send({ t: 'credit' })
    for (const { kind, data } of message.items) {
      if (kind === 'snapshot') this.#samples.push(...(data as MetricsView).samples)
      else this.#samples.push((data as MetricsDelta).sample)
    }
  }

  #send(message: object): void {
    this.#socket.send(JSON.stringify(message))
  }
}
