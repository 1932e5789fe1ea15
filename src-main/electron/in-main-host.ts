import type { EngineHostModule, PlainPort } from '../../src-contract/index.ts'
import { errorText } from '../base/index.ts'
import type { EngineHost, HostHandlers, PortPair, RunningHost } from './host-messages.ts'

/** The program itself is at fault. */
const BUG_EXIT_CODE = 70

export interface InMainHostOptions {
  /** Loads the built file that hosts the engine. */
  readonly load: () => Promise<EngineHostModule>
  readonly createChannel: () => PortPair
}

/** Runs the engine inside this program: simpler to look into, but a held window or a blocking dialog stops it. */
export class InMainHost implements EngineHost {
  readonly isSeparate = false
  readonly #options: InMainHostOptions

  constructor(options: InMainHostOptions) {
    this.#options = options
  }

  start({ onMessage, onExit }: HostHandlers): RunningHost {
    const { port1: ours, port2: link } = this.#options.createChannel()
    const end = (code: number, lastWords: string): void => {
      ours.close()
      onExit({ code, lastWords })
    }
    ours.on('message', (event) => onMessage(event.data))
    ours.start()
    void this.#serve(link, end)
    return {
      post: (message, ports = []) => ours.postMessage(message, ports),
      // There is no force inside one process: it can only be asked once more.
      kill: () => ours.postMessage({ t: 'stop', reason: 'it takes too long' }),
    }
  }

  async #serve(link: PlainPort, end: (code: number, lastWords: string) => void): Promise<void> {
    try {
      const module = await this.#options.load()
      module.hostEngine(link, (code) => end(code, ''))
      // Only now: what was posted so far has waited for the engine to listen.
      link.start()
    } catch (error) {
      end(BUG_EXIT_CODE, errorText(error))
    }
  }
}
