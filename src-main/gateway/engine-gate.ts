import { Emitter, EngineError, ensureNever, type Event } from '../base/index.ts'
import { ERROR_TABLE } from '../../src-contract/index.ts'
import { CandleTexts } from './candle-texts.ts'
import { heldEngine } from './held-engine.ts'
import type { EngineApi } from './ports.ts'

type GateState =
  | { readonly kind: 'starting' }
  | { readonly kind: 'open'; readonly engine: EngineApi }
  | { readonly kind: 'withdrawn'; readonly because: EngineError }
  | { readonly kind: 'stopping' }

/**
 * The door is there before the engine behind it: says `NOT_READY` until it is open, `STOPPING` once it is closed, and does
 * not open again then.
 */
export class EngineGate {
  /** Bars of the engine behind it as text. */
  readonly candleTexts = new CandleTexts()
  readonly #changed = new Emitter<void>((error) => {
    throw error
  })
  #state: GateState = { kind: 'starting' }
  /** What there is to wait for; undefined where nobody has said. */
  #because: string | undefined

  /**
   * There is an engine; again when its parts were put together anew, and nothing is heard of the former one any more. Also
   * when there will be none any more.
   */
  get onChange(): Event<void> {
    return this.#changed.event
  }

  open(engine: EngineApi): void {
    if (this.#isClosed) return
    this.candleTexts.clear()
    this.#because = undefined
    this.#state = { kind: 'open', engine }
    this.#changed.fire()
  }

  /** Until it is opened again the engine answers only what needs no trading session. */
  hold(): void {
    if (this.#state.kind !== 'open') return
    this.#state = { kind: 'open', engine: heldEngine(this.#state.engine, () => this.#refuse()) }
  }

  /** Until it is opened, whoever is not let through is told this. @param because a whole sentence. */
  explain(because: string): void {
    this.#because = because
  }

  /** There is no engine behind it any more while others go on: whoever comes from now on is told why. */
  withdraw(because: EngineError): void {
    if (this.#isClosed) return
    this.candleTexts.clear()
    this.#state = { kind: 'withdrawn', because }
    this.#changed.fire()
  }

  close(): void {
    this.#state = { kind: 'stopping' }
  }

  /**
   * The engine.
   * @throws EngineError `NOT_READY` before it has started, `STOPPING` while it leaves, else why it was withdrawn.
   */
  engine(): EngineApi {
    const state = this.#state
    switch (state.kind) {
      case 'open':
        return state.engine
      case 'starting':
        return this.#refuse()
      case 'withdrawn':
        throw state.because
      case 'stopping':
        throw new EngineError('STOPPING', ERROR_TABLE.STOPPING.message)
      default:
        return ensureNever(state, 'state of the gate')
    }
  }

  #refuse(): never {
    throw new EngineError('NOT_READY', this.#because ?? ERROR_TABLE.NOT_READY.message)
  }

  get #isClosed(): boolean {
    return this.#state.kind === 'stopping' || this.#state.kind === 'withdrawn'
  }
}
