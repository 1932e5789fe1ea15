import type { CallFault } from '../client/index.ts'

/** After these nobody knows whether the engine took the command. */
const WITHOUT_ANSWER: ReadonlySet<string> = new Set(['CONNECTION_LOST', 'INTERNAL_SERVER_ERROR'])

/** True when it is not known whether the command was carried out; only the same key makes a second try safe. */
export const isUnanswered = (fault: Pick<CallFault, 'code'>): boolean => WITHOUT_ANSWER.has(fault.code)

export interface CommandKeysPorts {
  newKey(): string
  describeFault(error: unknown): CallFault
}

interface OpenCommand {
  readonly command: string
  readonly key: string
}

/**
 * One idempotency key a command. After a lost answer the same command goes out under the same key again, so that it
 * is carried out once; after any answer the next one gets a new key. Whatever else is done to the same subject meanwhile
 * is decided later: the lost command is given up then, and doing it once more is a new command.
 */
export class CommandKeys {
  readonly #ports: CommandKeysPorts
  /** The newest command of each subject that has no answer yet. */
  readonly #open = new Map<string, OpenCommand>()

  constructor(ports: CommandKeysPorts) {
    this.#ports = ports
  }

  /**
   * @param subject What it is done to: `position p1`.
   * @param command What is to be done, the state that it starts from included: `close 0.42 1`.
   */
  async run<Result>(subject: string, command: string, send: (key: string) => Promise<Result>): Promise<Result> {
    const known = this.#open.get(subject)
    const open = known?.command === command ? known : { command, key: this.#ports.newKey() }
    this.#open.set(subject, open)
    try {
      const result = await send(open.key)
      this.#end(subject, open)
      return result
    } catch (error) {
      if (!isUnanswered(this.#ports.describeFault(error))) this.#end(subject, open)
      throw error
    }
  }

  #end(subject: string, { key }: OpenCommand): void {
    if (this.#open.get(subject)?.key === key) this.#open.delete(subject)
  }
}
