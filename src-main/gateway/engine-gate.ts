import { Emitter, EngineError, ensureNever, type Event } from '../base/index.ts'
import { ERROR_TABLE } from '../../src-contract/index.ts'
import { heldEngine } from './held-engine.ts'
import type { EngineApi } from './ports.ts'

type GateState =
  | { readonly kind: 'starting' }
  | { readonly kind: 'open'; readonly engine: EngineApi }
  | { readonly kind: 'stopping' }

/**
 * The door is there before the engine behind it: says `NOT_READY` until it is open, `STOPPING` once it is closed, and does
 * not open again then.
 */
export class EngineGate {
  readonly #opened = new Emitter<EngineApi>((error) => {
    throw error
  })
  #state: GateState = { kind: 'starting' }

  /** There is an engine; again when its parts were put together anew, and nothing is heard of the former one any more. */
  get onOpen(): Event<EngineApi> {
    return this.#opened.event
  }

  open(engine: EngineApi): void {
    if (this.#state.kind === 'stopping') return
    this.#state = { kind: 'open', engine }
    this.#opened.fire(engine)
  }

  /** Until it is opened again the engine answers only what needs no trading session. */
  hold(): void {
    if (this.#state.kind === 'open') this.#state = { kind: 'open', engine: heldEngine(this.#state.engine) }
  }

  close(): void {
    this.#state = { kind: 'stopping' }
  }

  /**
   * The engine.
   * @throws EngineError `NOT_READY` before it has started, `STOPPING` while it leaves.
   */
  engine(): EngineApi {
    const state = this.#state
    switch (state.kind) {
      case 'open':
        return state.engine
      case 'starting':
        throw new EngineError('NOT_READY', ERROR_TABLE.NOT_READY.message)
      case 'stopping':
        throw new EngineError('STOPPING', ERROR_TABLE.STOPPING.message)
      default:
        return ensureNever(state, 'state of the gate')
    }
  }
}
