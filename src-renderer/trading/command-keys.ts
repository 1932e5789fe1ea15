import type { CallFault } from '../client/index.ts'

/** After these nobody knows whether the engine took the command. */
const WITHOUT_ANSWER: ReadonlySet<string> = new Set(['CONNECTION_LOST', 'INTERNAL_SERVER_ERROR'])

/** True when it is not known whether the command was carried out; only the same key makes a second try safe. */
export const isUnanswered = (fault: Pick<CallFault, 'code'>): boolean => WITHOUT_ANSWER.has(fault.code)

export interface CommandKeysPorts {
  newKey(): string
  describeFault(error: unknown): CallFault
}

/**
 * One idempotency key a command. After a lost answer the same command goes out under the same key again, so that it
 * is carried out once; after any answer the next one gets a new key.
 */
export class CommandKeys {
  readonly #ports: CommandKeysPorts
  readonly #unanswered = new Map<string, string>()

  constructor(ports: CommandKeysPorts) {
    this.#ports = ports
  }

  /** @param command What is to be done, the state that it starts from included: `close p1 0.42 1`. */
  async run<Result>(command: string, send: (key: string) => Promise<Result>): Promise<Result> {
    const key = this.#unanswered.get(command) ?? this.#ports.newKey()
    this.#unanswered.set(command, key)
    try {
      const result = await send(key)
      this.#unanswered.delete(command)
      return result
    } catch (error) {
      if (!isUnanswered(this.#ports.describeFault(error))) this.#unanswered.delete(command)
      throw error
    }
  }

  /** Forgets every unanswered command but one: what is decided later is a new command. */
  keepOnly(command: string): void {
    for (const other of this.#unanswered.keys()) if (other !== command) this.#unanswered.delete(other)
  }
}
