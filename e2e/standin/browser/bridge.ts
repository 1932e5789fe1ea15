import type { createCodec as CreateCodec } from '../wire/codec.ts'

/** One side of the bridge between the page's own world and the preload's. */
export interface Bridge {
  /** Gives the other world a value under a name. */
  expose(name: string, value: unknown): void
}

export interface BridgeOptions {
  readonly createCodec: typeof CreateCodec
  /** Event at the window by which the worlds call each other; its listeners run at once. */
  readonly eventName: string
  readonly side: 'preload' | 'page'
  /** Takes what the other world exposes. */
  readonly onExpose: (name: string, value: unknown) => void
}

type Callable = (...args: unknown[]) => unknown

/**
 * Carries functions, promises and clones from one world of a page to the other, as Electron's `contextBridge` does:
 * neither world ever holds an object of the other. Its text is put into both worlds.
 */
export function createBridge({ createCodec, eventName, side, onExpose }: BridgeOptions): Bridge {
  type Outcome = { readonly isOk: true; readonly value: unknown } | { readonly isOk: false; readonly message: string }
  type Message =
    | { readonly t: 'expose'; readonly name: string; readonly value: unknown }
    | { readonly t: 'call'; readonly id: number; readonly fn: number; readonly args: unknown[] }
    | { readonly t: 'result'; readonly id: number; readonly outcome: Outcome }
    | { readonly t: 'settled'; readonly promise: number; readonly outcome: Outcome }
  interface Deferred {
    resolve(value: unknown): void
    reject(error: Error): void
  }

  const functions = new Map<number, Callable>()
  const numbers = new Map<Callable, number>()
  const deferreds = new Map<number, Deferred>()
  const results = new Map<number, Outcome>()
  let ids = 0
  const newId = (): number => (ids += 1)

  const failure = (error: unknown): Outcome => ({
    isOk: false,
    message: error instanceof Error ? error.message : String(error),
  })

  const numberOf = (fn: Callable): number => {
    const number = numbers.get(fn) ?? newId()
    numbers.set(fn, number)
    functions.set(number, fn)
    return number
  }

  const settleLater = (value: Promise<unknown>): number => {
    const promise = newId()
    const settle = (outcome: Outcome): void => post({ t: 'settled', promise, outcome })
    value.then(
      (settled) => settle({ isOk: true, value: settled }),
      (error: unknown) => settle(failure(error)),
    )
    return promise
  }

  const proxyOf =
    (fn: number): Callable =>
    (...args) => {
      const id = newId()
      post({ t: 'call', id, fn, args })
      const outcome = results.get(id)
      results.delete(id)
      if (outcome === undefined) throw new Error('the other world did not answer')
      if (!outcome.isOk) throw new Error(outcome.message)
      return outcome.value
    }

  const codec = createCodec({
    pack(value) {
      if (typeof value === 'function') return { fn: numberOf(value as Callable) }
      return value instanceof Promise ? { promise: settleLater(value) } : undefined
    },
    unpack(packed) {
      const { fn, promise } = packed as { fn?: number; promise?: number }
      if (fn !== undefined) return proxyOf(fn)
      return new Promise((resolve, reject) => deferreds.set(promise ?? 0, { resolve, reject }))
    },
  })

  const outcomeOf = (fn: number, args: readonly unknown[]): Outcome => {
    try {
      return { isOk: true, value: functions.get(fn)?.(...args) }
    } catch (error) {
      return failure(error)
    }
  }

  const handle = (message: Message): void => {
    switch (message.t) {
      case 'expose':
        return onExpose(message.name, message.value)
      case 'call':
        return post({ t: 'result', id: message.id, outcome: outcomeOf(message.fn, message.args) })
      case 'result':
        return void results.set(message.id, message.outcome)
      case 'settled': {
        const deferred = deferreds.get(message.promise)
        deferreds.delete(message.promise)
        const { outcome } = message
        return outcome.isOk ? deferred?.resolve(outcome.value) : deferred?.reject(new Error(outcome.message))
      }
    }
  }

  const otherSide = side === 'page' ? 'preload' : 'page'
  const post = (message: Message): void => {
    const detail = `${otherSide} ${codec.encode(message)}`
    window.dispatchEvent(new CustomEvent(eventName, { detail }))
  }
  window.addEventListener(eventName, (event) => {
    const detail = (event as CustomEvent<string>).detail
    if (!detail.startsWith(`${side} `)) return
    event.stopImmediatePropagation()
    handle(codec.decode(detail.slice(side.length + 1)) as Message)
  })

  return { expose: (name, value) => post({ t: 'expose', name, value }) }
}
