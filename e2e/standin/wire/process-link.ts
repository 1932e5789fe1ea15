/** Where frames go out and come in; keeps their order. */
export interface FrameChannel {
  send(frame: unknown): void
  receive(listener: (frame: unknown) => void): void
}

type Frame =
  | { readonly t: 'call'; readonly id: number; readonly name: string; readonly args: readonly unknown[] }
  | { readonly t: 'tell'; readonly name: string; readonly args: readonly unknown[] }
  | { readonly t: 'done'; readonly id: number; readonly value: unknown }
  | { readonly t: 'failed'; readonly id: number; readonly message: string }

type Method<Side, Name extends keyof Side> = Extract<Side[Name], (...args: never[]) => unknown>
type Arguments<Side, Name extends keyof Side> = Parameters<Method<Side, Name>>
type Result<Side, Name extends keyof Side> = Awaited<ReturnType<Method<Side, Name>>>

interface Pending {
  readonly resolve: (value: never) => void
  readonly reject: (error: Error) => void
}

/** Calls between two processes. `Ours` is what the other side may call here, `Theirs` what may be called there. */
export class ProcessLink<Ours extends object, Theirs extends object> {
  readonly #channel: FrameChannel
  readonly #handlers: Partial<Ours> = {}
  readonly #pending = new Map<number, Pending>()
  #calls = 0
  #endReason: string | undefined

  constructor(channel: FrameChannel) {
    this.#channel = channel
    channel.receive((frame) => void this.#handleFrame(frame as Frame))
  }

  serve(handlers: Partial<Ours>): void {
    Object.assign(this.#handlers, handlers)
  }

  call<Name extends keyof Theirs & string>(
    name: Name,
    ...args: Arguments<Theirs, Name>
  ): Promise<Result<Theirs, Name>> {
    if (this.#endReason !== undefined) return Promise.reject(new Error(this.#endReason))
    this.#calls += 1
    const id = this.#calls
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject })
      this.#send({ t: 'call', id, name, args })
    })
  }

  /** A call without an answer; what comes after it is handled after it. */
  tell<Name extends keyof Theirs & string>(name: Name, ...args: Arguments<Theirs, Name>): void {
    this.#send({ t: 'tell', name, args })
  }

  /** The other side is gone: what waits for it fails. */
  end(reason: string): void {
    this.#endReason = reason
    for (const { reject } of this.#pending.values()) reject(new Error(reason))
    this.#pending.clear()
  }

  #send(frame: Frame): void {
    if (this.#endReason === undefined) this.#channel.send(frame)
  }

  async #handleFrame(frame: Frame): Promise<void> {
    switch (frame.t) {
      case 'done':
        return this.#take(frame.id)?.resolve(frame.value as never)
      case 'failed':
        return this.#take(frame.id)?.reject(new Error(frame.message))
      case 'tell':
        return void (await this.#run(frame.name, frame.args))
      case 'call':
        return this.#answer(frame.id, () => this.#run(frame.name, frame.args))
    }
  }

  #take(id: number): Pending | undefined {
    const pending = this.#pending.get(id)
    this.#pending.delete(id)
    return pending
  }

  /** Begins at once, so that calls are handled in the order in which they came. */
  #run(name: string, args: readonly unknown[]): unknown {
    const handler = this.#handlers[name as keyof Ours] as ((...args: readonly unknown[]) => unknown) | undefined
    if (handler === undefined) throw new Error(`nobody serves "${name}"`)
    return handler(...args)
  }

  async #answer(id: number, run: () => unknown): Promise<void> {
    try {
      this.#send({ t: 'done', id, value: await run() })
    } catch (error) {
      this.#send({ t: 'failed', id, message: error instanceof Error ? error.message : String(error) })
    }
  }
}
