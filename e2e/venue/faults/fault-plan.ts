import { Emitter, type Random } from '../../../src-main/base/index.ts'
import type { FaultWhen, FrameFault, RequestFault } from './fault.ts'

interface Planned<Fault> extends FaultWhen {
  readonly fault: Fault
  left: number
}

/** Faults of one kind, in the order in which they were planned. */
class FaultQueue<Fault> {
  readonly #random: Random
  #planned: Planned<Fault>[] = []

  constructor(random: Random) {
    this.#random = random
  }

  add(fault: Fault, when: FaultWhen): void {
    const { times = 1, probability = 1 } = when
    if (!(times > 0)) throw new RangeError(`times must be above 0, got ${times}`)
    if (!(probability > 0 && probability <= 1))
      throw new RangeError(`probability must be in (0, 1], got ${probability}`)
    this.#planned.push({ ...when, fault, left: times })
  }

  clear(): void {
    this.#planned = []
  }

  /** @returns The fault that the subject meets, which is then used up by one. */
  next(subject: string, isMeant: (fault: Fault) => boolean = () => true): Fault | undefined {
    const plan = this.#planned.find(
      (planned) => isMeant(planned.fault) && matches(subject, planned) && this.#happens(planned),
    )
    if (!plan) return undefined
    plan.left -= 1
    if (plan.left === 0) this.#planned = this.#planned.filter((other) => other !== plan)
    return plan.fault
  }

  #happens({ probability = 1 }: FaultWhen): boolean {
    return probability === 1 || this.#random.next() < probability
  }
}

function matches(subject: string, { matching }: FaultWhen): boolean {
  if (matching === undefined) return true
  return typeof matching === 'string' ? subject.includes(matching) : matching.test(subject)
}

/**
 * The faults that are planned. Requests are named `POST /api/v3/order?symbol=BTCUSDT&...`, those over a WebSocket
 * `WS /ws-api/v3 order.place?...`; frames `spot btcusdt@trade`, `usdm user@ORDER_TRADE_UPDATE`, `spot reply`.
 */
export class FaultPlan {
  /** A request or a frame has met this fault, the very one that was planned. */
  readonly met: Emitter<RequestFault | FrameFault>
  readonly #requests: FaultQueue<RequestFault>
  readonly #frames: FaultQueue<FrameFault>

  constructor(random: Random, onError: (error: unknown) => void) {
    this.met = new Emitter(onError)
    this.#requests = new FaultQueue(random)
    this.#frames = new FaultQueue(random)
  }

  /** The next request that matches meets this. */
  onRequest(fault: RequestFault, when: FaultWhen = {}): void {
    this.#requests.add(fault, when)
  }

  /** The next frame that matches meets this. */
  onFrame(fault: FrameFault, when: FaultWhen = {}): void {
    this.#frames.add(fault, when)
  }

  clear(): void {
    this.#requests.clear()
    this.#frames.clear()
  }

  nextOfRequest(subject: string): Exclude<RequestFault, { kind: 'partialFill' }> | undefined {
    const fault = this.#told(this.#requests.next(subject, ({ kind }) => kind !== 'partialFill'))
    return fault?.kind === 'partialFill' ? undefined : fault
  }

  nextOfFrame(subject: string): FrameFault | undefined {
    return this.#told(this.#frames.next(subject))
  }

  /** Share of a new order that may fill at once. */
  nextFillShare(subject: string): number | undefined {
    const fault = this.#told(this.#requests.next(subject, ({ kind }) => kind === 'partialFill'))
    return fault?.kind === 'partialFill' ? fault.share : undefined
  }

  #told<Fault extends RequestFault | FrameFault>(fault: Fault | undefined): Fault | undefined {
    if (fault) this.met.fire(fault)
    return fault
  }
}
