import type { ComponentView } from '../src-contract/index.ts'
import { type Disposable, ensureDefined, errorText, type Logger } from './base/index.ts'
import type { Orchestrator } from './orchestrator/index.ts'
import type { TradingSession } from './session/index.ts'

/** System time for the answer to leave through a door that is about to be closed. */
const ANSWER_MS = 200

export interface RestartsPorts {
  readonly orchestrator: Orchestrator
  readonly logger: Logger
  /** The one that runs; undefined while there is none. */
  readonly session: () => TradingSession | undefined
  /** The component that calls come in through. */
  readonly door: string
}

/** A restart under way that keeps trading from entering anything; without a hold while no session is there to be held. */
interface Held {
  readonly reason: string
  hold: Disposable | undefined
}

/**
 * Restarts components because a person asked for it. From before the first stop until after the last start nothing is
 * entered where a critical component is among them; exits and stops at the venue stay. When all went well trading is what
 * it was, and a fault halts it as any fault does.
 */
export class Restarts {
  readonly #ports: RestartsPorts
  readonly #held = new Set<Held>()

  constructor(ports: RestartsPorts) {
    this.#ports = ports
  }

  /**
   * Answers how the component is afterwards. One that closes the door is restarted after the answer, which then says how
   * it was before.
   * @throws EngineError as {@link Orchestrator.restart} does.
   */
  async restart(name: string): Promise<ComponentView> {
    const { orchestrator, logger, door } = this.#ports
    const group = orchestrator.restartGroup(name)
    const closesDoor = group.includes(door)
    const restarted = orchestrator.restart(name, { delayMs: closesDoor ? ANSWER_MS : 0 })
    logger.child(name).warn('a component is restarted by hand', { group })
    const before = this.#viewOf(name)
    const done = this.#holdDuring(restarted, group)
    if (!closesDoor) return done
    done.catch((error: unknown) => logger.child(name).error('a restart by hand failed', { error: errorText(error) }))
    return before
  }

  /** A session has come up, perhaps in the middle of a restart. */
  handleSession({ tradingState }: TradingSession): void {
    for (const held of this.#held) held.hold = tradingState.hold(held.reason)
  }

  async #holdDuring(restarted: Promise<ComponentView>, group: readonly string[]): Promise<ComponentView> {
    const held = this.#hold(group)
    try {
      const view = await restarted
      this.#ports.logger.child(view.name).info('a restart by hand has ended', { state: view.state })
      return view
    } finally {
      this.#held.delete(held)
      held.hold?.dispose()
    }
  }

  #hold(group: readonly string[]): Held {
    const reason = `${group.join(', ')} ${group.length === 1 ? 'is' : 'are'} being restarted`
    const held: Held = { reason, hold: undefined }
    if (!group.some((name) => this.#viewOf(name).critical)) return held
    held.hold = this.#ports.session()?.tradingState.hold(reason)
    this.#held.add(held)
    return held
  }

  #viewOf(name: string): ComponentView {
    return ensureDefined(
      this.#ports.orchestrator.views().find((view) => view.name === name),
      `component ${name}`,
    )
  }
}
