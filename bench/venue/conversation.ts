import type { ChildProcess } from 'node:child_process'
import { fork } from 'node:child_process'
import { once } from 'node:events'

/** A question to another process of the bench. */
interface Question {
  readonly id: number
  readonly name: string
  readonly argument: unknown
}

interface Answer {
  readonly id: number
  readonly result?: unknown
  readonly error?: string
}

type Answers = Readonly<Record<string, (argument: never) => unknown>>

/** Answers what the bench asks this process; ends with it. @param answers by the name of the question. */
export function answerParent(answers: Answers): void {
  process.on('message', (question: Question) => void answer(answers, question))
  process.on('disconnect', () => process.exit())
  process.send?.('ready')
}

async function answer(answers: Answers, { id, name, argument }: Question): Promise<void> {
  const act = answers[name] as ((argument: unknown) => unknown) | undefined
  try {
    if (!act) throw new Error(`no question is called ${name}`)
    process.send?.({ id, result: await act(argument) } satisfies Answer)
  } catch (error) {
    process.send?.({ id, error: String(error instanceof Error ? error.stack : error) } satisfies Answer)
  }
}

/** A process of the bench that answers questions. */
export class Helper {
  readonly #child: ChildProcess
  #asked = 0

  private constructor(child: ChildProcess) {
    this.#child = child
  }

  /** @param file beside this one. */
  static async start(file: string, args: readonly string[] = []): Promise<Helper> {
    const child = fork(new URL(file, import.meta.url), args)
    const [first] = (await Promise.race([once(child, 'message'), once(child, 'exit')])) as [unknown]
    if (first !== 'ready') throw new Error(`${file} has ended before it was ready`)
    return new Helper(child)
  }

  /** @throws what went wrong there, or where the process has ended. */
  async ask<Result>(name: string, argument?: unknown): Promise<Result> {
    const id = ++this.#asked
    const waiting = Promise.withResolvers<Result>()
    const take = (answered: Answer): void => {
      if (answered.id !== id) return
      if (answered.error === undefined) waiting.resolve(answered.result as Result)
      else waiting.reject(new Error(answered.error))
    }
    const end = (): void => waiting.reject(new Error(`the process that was asked for ${name} has ended`))
    this.#child.on('message', take)
    this.#child.once('exit', end)
    this.#child.send({ id, name, argument } satisfies Question)
    try {
      return await waiting.promise
    } finally {
      this.#child.off('message', take)
      this.#child.off('exit', end)
    }
  }

  stop(): void {
    this.#child.disconnect()
  }
}
