import type { VenueCommand } from '../../../domain/index.ts'

/** What becomes of one command. The engine is told `unknown` wherever a client could not tell what the venue did. */
export type CommandFault =
  /** Done; the answer never comes. `tells`: the stream of facts tells of it all the same. */
  | { readonly kind: 'answerLost'; readonly stream?: 'tells' | 'silent' }
  | { readonly kind: 'neverArrived' }
  /** Done; the answer is a server error. */
  | { readonly kind: 'serverError' }
  /** Done; the answer cannot be read. */
  | { readonly kind: 'unreadable' }
  /** No answer; the venue takes the command only after this much of its time, if it is still valid then. */
  | { readonly kind: 'late'; readonly delayMs: number }
  /** Done at once, told after this much of the venue's time. */
  | { readonly kind: 'slow'; readonly delayMs: number }
  | { readonly kind: 'rejected'; readonly reason: string }
  /** Refused in the answer and done all the same: the facts come after the refusal. */
  | { readonly kind: 'rejectedButDone'; readonly reason: string }
  /** Done; the answer says that the client id was used before. */
  | { readonly kind: 'duplicateId' }
  /** Nothing is taken and nothing answered before that time. */
  | { readonly kind: 'banned'; readonly untilMs: number }

export type VenueQuery = 'order' | 'openOrders' | 'fills' | 'adjustments' | 'account'

export type QueryFault =
  | { readonly kind: 'fails'; readonly reason: string }
  /** Says that it does not know the order, or lists nothing: its read side lags behind. */
  | { readonly kind: 'blind' }
  /** The answer was true when the question came and arrives after this much of the venue's time. */
  | { readonly kind: 'stale'; readonly delayMs: number }

interface Scripted<Kind, Fault> {
  readonly kind: Kind
  readonly fault: Fault
  readonly applies: (subject: string) => boolean
  left: number
}

export interface ScriptOptions {
  /** How often; once unless given. */
  readonly times?: number
  /** About which orders, by id; any unless given. */
  readonly applies?: (orderId: string) => boolean
}

/** The faults that are planned, in the order in which they come. */
export class FaultScript {
  readonly #commands: Scripted<VenueCommand, CommandFault>[] = []
  readonly #queries: Scripted<VenueQuery, QueryFault>[] = []

  /** The next command of the kind meets this. */
  on(command: VenueCommand, fault: CommandFault, options: ScriptOptions = {}): void {
    this.#commands.push(scripted(command, fault, options))
  }

  /** The next question of the kind meets this. */
  onQuery(query: VenueQuery, fault: QueryFault, options: ScriptOptions = {}): void {
    this.#queries.push(scripted(query, fault, options))
  }

  /** Every question fails until {@link clear}. */
  failQueries(reason: string): void {
    for (const query of ['order', 'openOrders', 'fills', 'adjustments', 'account'] as const) {
      this.onQuery(query, { kind: 'fails', reason }, { times: Number.POSITIVE_INFINITY })
    }
  }

  clear(): void {
    this.#commands.length = 0
    this.#queries.length = 0
  }

  takeCommand(command: VenueCommand, orderId: string): CommandFault | undefined {
    return take(this.#commands, command, orderId)
  }

  takeQuery(query: VenueQuery, orderId = ''): QueryFault | undefined {
    return take(this.#queries, query, orderId)
  }

  /** Planned and not met by anything yet. */
  get unused(): number {
    return [...this.#commands, ...this.#queries].filter(({ left }) => Number.isFinite(left)).length
  }
}

function scripted<Kind, Fault>(kind: Kind, fault: Fault, options: ScriptOptions): Scripted<Kind, Fault> {
  return { kind, fault, applies: options.applies ?? (() => true), left: options.times ?? 1 }
}

function take<Kind, Fault>(planned: Scripted<Kind, Fault>[], kind: Kind, subject: string): Fault | undefined {
  const index = planned.findIndex((entry) => entry.kind === kind && entry.applies(subject))
  const entry = planned[index]
  if (!entry) return undefined
  entry.left -= 1
  if (entry.left <= 0) planned.splice(index, 1)
  return entry.fault
}
