import type { PlainPort } from '../../src-contract/index.ts'
import { type Disposable, Emitter, type Event, type Logger } from '../base/index.ts'

/** The two ports of one client. */
export interface PortPair {
  /** Carries the frames of oRPC's peer protocol. */
  readonly calls: PlainPort
  /** Carries the messages of the topics. */
  readonly topics: PlainPort
}

/** One end of {@link PortClient}: texts in, texts out. */
export interface TextPort {
  /** Does nothing once the client has gone. */
  readonly send: (text: unknown) => void
  /** Hears each message; what is no text comes as an empty one. */
  readonly onMessage: (listener: (text: string) => void) => void
}

/** A client over two message ports. Both live and die together. */
export class PortClient implements Disposable {
  readonly calls: TextPort
  readonly topics: TextPort
  readonly #pair: PortPair
  readonly #closed: Emitter<void>
  #isClosed = false

  constructor(pair: PortPair, logger: Logger) {
    this.#pair = pair
    this.#closed = new Emitter((error) => logger.error('A listener of a closed port failed', { error }))
    this.calls = this.#textPort(pair.calls)
    this.topics = this.#textPort(pair.topics)
  }

  /** The client has gone, or was sent away. */
  get onClose(): Event<void> {
    return this.#closed.event
  }

  /** Lets messages in; those that came earlier have waited. */
  start(): void {
    this.#pair.calls.start()
    this.#pair.topics.start()
  }

  /** Sends nothing from here on. */
  dispose(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    closePorts(this.#pair)
    this.#closed.fire()
  }

  #textPort(port: PlainPort): TextPort {
    port.on('close', () => this.dispose())
    return {
      send: (text) => {
        if (!this.#isClosed) port.postMessage(text)
      },
      onMessage: (listener) => {
        port.on('message', ({ data }) => {
          if (!this.#isClosed) listener(typeof data === 'string' ? data : '')
        })
      },
    }
  }
}

export function closePorts({ calls, topics }: PortPair): void {
  calls.close()
  topics.close()
}
