import { describe, expect, it } from 'vitest'
import { errorText, ManualClock, SeededRandom, silentLogger, toDisposable } from '../../../base/index.ts'
import { nextTurn } from '../../next-turn.ts'
import { AccountStream } from './account-stream.ts'
import type { AccountEvent, AccountStreamSource } from './order-gateway.ts'

/** A stream that a test opens, breaks and speaks through. */
class FakeSource implements AccountStreamSource {
  opens = 0
  drops = 0
  kept = 0
  failure: Error | undefined
  keepFailure: Error | undefined
  readonly keepAlive = {
    everyMs: 1_200_000,
    act: async (): Promise<void> => {
      this.kept++
      if (this.keepFailure) throw this.keepFailure
    },
  }
  #watching = Promise.withResolvers<unknown>()
  #listener: ((event: AccountEvent) => void) | undefined

  async open(): Promise<void> {
    this.opens++
    if (this.failure) throw this.failure
    this.#watching = Promise.withResolvers()
  }

  watch(): Promise<unknown> {
    return this.#watching.promise
  }

  async drop(): Promise<void> {
    this.drops++
    this.break('dropped')
  }

  listen(listener: (event: AccountEvent) => void): ReturnType<AccountStreamSource['listen']> {
    this.#listener = listener
    return toDisposable(() => (this.#listener = undefined))
  }

  dispose(): void {
    this.#listener = undefined
  }

  break(reason: string): void {
    this.#watching.promise.catch(() => undefined)
    this.#watching.reject(new Error(reason))
  }

  say(event: AccountEvent): void {
    this.#listener?.(event)
  }
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await nextTurn()
}

function openStream() {
  const clock = new ManualClock(0)
  const source = new FakeSource()
  const words: string[] = []
  const events: AccountEvent[] = []
  const stream = new AccountStream({
    clock,
    random: new SeededRandom(1),
    logger: silentLogger,
    explain: errorText,
    source,
    onEvent: (event) => events.push(event),
  })
  stream.onConnection((word) => words.push(word.kind === 'connected' ? 'connected' : `interrupted: ${word.reason}`))
  const pass = async (ms: number): Promise<void> => {
    clock.advanceBy(ms)
    await settle()
  }
  return { source, words, events, stream, pass }
}

describe('The stream of an account', () => {
  it('is there when the start is over, or is told as interrupted and tried again', async () => {
    const good = openStream()
    await good.stream.start()
    expect(good.words).toEqual(['connected'])
    const bad = openStream()
    bad.source.failure = new Error('HTTP 503')
    await bad.stream.start()
    expect(bad.words).toEqual(['interrupted: HTTP 503'])
    await settle()
    bad.source.failure = undefined
    await bad.pass(1_000)
    expect(bad.words).toEqual(['interrupted: HTTP 503', 'connected'])
  })

  it('that is cut is told once, and again when it is back', async () => {
    const { stream, source, words, pass } = openStream()
    await stream.start()
    await settle()
    source.break('the network is gone')
    source.failure = new Error('still gone')
    await pass(0)
    for (let attempt = 0; attempt < 3; attempt++) await pass(60_000)
    expect(words).toEqual(['connected', 'interrupted: the network is gone'])
    source.failure = undefined
    await pass(60_000)
    expect(words).toEqual(['connected', 'interrupted: the network is gone', 'connected'])
  })

  it('that says that it is lost is opened anew at once', async () => {
    const { stream, source, words, events, pass } = openStream()
    await stream.start()
    await settle()
    source.say({ kind: 'moneyMoved' })
    source.say({ kind: 'lost', reason: 'its key has expired' })
    await pass(0)
    expect(words).toEqual(['connected', 'interrupted: its key has expired', 'connected'])
    expect([source.opens, source.drops, events]).toEqual([2, 1, [{ kind: 'moneyMoved' }]])
  })

  it('is kept alive, also after an attempt that failed', async () => {
    const { stream, source, pass } = openStream()
    await stream.start()
    await pass(1_200_000)
    source.keepFailure = new Error('HTTP 503')
    await pass(1_200_000)
    source.keepFailure = undefined
    await pass(60_000)
    await pass(1_200_000)
    expect(source.kept).toBe(4)
  })

  it('does nothing more once it has stopped', async () => {
    const { stream, source, words, pass } = openStream()
    await stream.start()
    await settle()
    stream.stop()
    await pass(10_000_000)
    expect([words, source.opens, source.kept]).toEqual([['connected'], 1, 0])
  })
})
