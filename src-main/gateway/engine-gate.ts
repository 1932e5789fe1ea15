import { EngineError, ensureNever } from '../base/index.ts'
import { ERROR_TABLE } from '../../src-contract/index.ts'
import type { EngineApi } from './ports.ts'

type GateState =
  | { readonly kind: 'starting' }
  | { readonly kind: 'open'; readonly engine: EngineApi }
  | { readonly kind: 'stopping' }

/** The door is there before the engine behind it: says `NOT_READY` until it is open and `STOPPING` afterwards. */
export class EngineGate {
  #state: GateState = { kind: 'starting' }

  open(engine: EngineApi): void {
    this.#state = { kind: 'open', engine }
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
