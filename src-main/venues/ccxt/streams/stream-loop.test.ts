import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FakeStream, STALE_AFTER_MS, settled } from './testing/fake-stream.ts'
import { RELEASE_TIMEOUT_MS, SETTLE_MS } from './stream-loop.ts'

/** Longer than the first pause after a failure. */
const FIRST_PAUSE_MS = 500

async function live(stream = new FakeStream()): Promise<FakeStream> {
  stream.loop.start()
  await stream.say('first')
  return stream
}

describe('a stream', () => {
  it('hands on what comes, in order', async () => {
    const stream = await live()
    await stream.say('second')
    await stream.say('third')
    expect(stream.taken).toEqual(['first', 'second', 'third'])
    expect(stream.states).toEqual(['connecting', 'live'])
  })

  it('counts as live without news once nothing has failed for a while', async () => {
    const stream = new FakeStream()
    stream.loop.start()
    await stream.pass(SETTLE_MS - 1)
    expect(stream.view.state).toBe('connecting')
    await stream.pass(1)
    expect(stream.view).toMatchObject({ state: 'live', sinceMs: 1_000_000 + SETTLE_MS, newestMs: null })
  })

  it('says what failed, and connects again after a pause', async () => {
    const stream = await live()
    await stream.fail('the line is dead')
    expect(stream.view).toMatchObject({ state: 'reconnecting', failures: 1, failure: 'the line is dead' })
    expect(stream.isWatched).toBe(false)
    await stream.pass(FIRST_PAUSE_MS)
    expect(stream.isWatched).toBe(true)
    await stream.say('again')
    expect(stream.view).toMatchObject({ state: 'live', failures: 0, reconnects: 1 })
    expect(stream.taken).toEqual(['first', 'again'])
  })

  it('waits longer after every failure in a row', async () => {
    const stream = await live()
    const pausesMs: number[] = []
    for (let failure = 0; failure < 6; failure++) {
      await stream.fail()
      const failedMs = stream.clock.nowMs()
      while (!stream.isWatched) await stream.pass(50)
      pausesMs.push(stream.clock.nowMs() - failedMs)
    }
    expect(pausesMs).toEqual(pausesMs.toSorted((a, b) => a - b))
    expect(pausesMs.at(-1)).toBeGreaterThan(8_000)
  })

  it('goes on when whoever takes the news throws', async () => {
    const words: string[] = []
    const stream = new FakeStream({
      take: (word) => {
        words.push(word)
        throw new Error('no')
      },
    })
    await live(stream)
    await stream.say('second')
    expect(words).toEqual(['first', 'second'])
  })

  it('takes an exchange that throws at once like one that fails later', async () => {
    const stream = new FakeStream({
      source: {
        mode: 'stream',
        watch: () => {
          throw new Error('bad symbol')
        },
        drop: () => Promise.resolve(),
      },
    })
    stream.loop.start()
    await settled()
    expect(stream.view).toMatchObject({ state: 'reconnecting', failure: 'bad symbol' })
  })
})

describe('what a stream has missed', () => {
  it('is not asked for at the first connect', async () => {
    const stream = await live()
    await stream.pass(SETTLE_MS)
    expect(stream.resyncs).toBe(0)
  })

  it('is asked for once the subscription can be counted on, and again when the first news has come', async () => {
    const stream = await live()
    await stream.fail()
    await stream.pass(FIRST_PAUSE_MS)
    expect(stream.resyncs).toBe(0)
    await stream.pass(SETTLE_MS)
    expect(stream.resyncs).toBe(1)
    await stream.say('again')
    expect(stream.resyncs).toBe(2)
  })

  it('is never asked for twice at once', async () => {
    const stream = await live()
    const answer = Promise.withResolvers<void>()
    stream.resync = () => answer.promise
    await stream.fail()
    await stream.pass(FIRST_PAUSE_MS)
    await stream.pass(SETTLE_MS)
    await stream.say('again')
    expect(stream.resyncs).toBe(1)
    answer.resolve()
    await settled()
    expect(stream.resyncs).toBe(2)
  })

  it('is asked for until the venue has answered', async () => {
    const stream = await live()
    stream.resync = () => Promise.reject(new Error('500'))
    await stream.fail()
    await stream.pass(FIRST_PAUSE_MS)
    await stream.say('again')
    stream.resync = () => Promise.resolve()
    await stream.pass(FIRST_PAUSE_MS)
    expect(stream.resyncs).toBe(2)
    await stream.pass(60_000)
    expect(stream.view.silences).toBeGreaterThan(0)
  })
})

describe('a silent stream', () => {
  it('is opened anew, and is stale until something has come', async () => {
    const stream = await live()
    await stream.pass(STALE_AFTER_MS - 1)
    expect(stream.view.silences).toBe(0)
    await stream.pass(1)
    expect(stream.view).toMatchObject({ state: 'stale', silences: 1, reconnects: 1 })
    expect([stream.unwatches, stream.drops]).toEqual([1, []])
    await stream.pass(SETTLE_MS)
    expect(stream.view.state).toBe('stale')
    await stream.say('alive')
    expect(stream.view.state).toBe('live')
    expect(stream.resyncs).toBeGreaterThan(0)
  })

  it('is not silent while news come', async () => {
    const stream = await live()
    for (let minute = 0; minute < 20; minute++) {
      await stream.pass(STALE_AFTER_MS - 1)
      await stream.say('here')
    }
    expect(stream.view.silences).toBe(0)
  })

  it('has its connection closed where the venue does not even answer', async () => {
    const stream = await live()
    stream.unwatch = () => new Promise(() => undefined)
    await stream.pass(STALE_AFTER_MS)
    expect(stream.drops).toEqual([])
    await stream.pass(RELEASE_TIMEOUT_MS)
    expect(stream.drops).toHaveLength(1)
    expect(stream.isWatched).toBe(true)
  })

  it('leaves the connection alone where another stream has closed it already', async () => {
    const stream = await live()
    stream.unwatch = () => Promise.reject(new Error('closed'))
    await stream.pass(STALE_AFTER_MS)
    await stream.pass(RELEASE_TIMEOUT_MS)
    expect([stream.drops, stream.isWatched]).toEqual([[], true])
  })

  it('does not take what the old subscription still says', async () => {
    const stream = await live()
    const late = stream.say.bind(stream)
    const released = Promise.withResolvers<void>()
    stream.unwatch = () => released.promise
    await stream.pass(STALE_AFTER_MS)
    await late('late')
    expect(stream.taken).toEqual(['first'])
    released.resolve()
    await settled()
    await stream.say('new')
    expect(stream.taken).toEqual(['first', 'new'])
  })
})

describe('a stream that is stopped', () => {
  it.each([
    ['connecting', () => Promise.resolve()],
    ['live', (stream: FakeStream) => stream.say('first')],
    ['reconnecting', (stream: FakeStream) => stream.fail()],
    [
      'stale',
      async (stream: FakeStream) => {
        stream.unwatch = () => new Promise(() => undefined)
        await stream.pass(STALE_AFTER_MS)
      },
    ],
  ] as const)('while %s leaves no timer and takes nothing more', async (state, reach) => {
    const stream = new FakeStream()
    stream.loop.start()
    await reach(stream)
    expect(stream.view.state).toBe(state)
    stream.loop.stop()
    expect([stream.view.state, stream.clock.waiting]).toEqual(['stopped', 0])
    const taken = stream.taken.length
    await stream.say('late')
    await stream.pass(600_000)
    expect([stream.taken.length, stream.clock.waiting, stream.isWatched]).toEqual([taken, 0, false])
  })

  it('ends its subscription where there is one, also before anything has come', async () => {
    const stream = await live()
    stream.loop.stop()
    expect(stream.unwatches).toBe(1)
    const quiet = new FakeStream()
    quiet.loop.start()
    quiet.loop.stop()
    expect(quiet.unwatches).toBe(1)
  })

  it('does not open a connection to end a subscription that it does not have', async () => {
    const stream = await live()
    await stream.fail()
    stream.loop.stop()
    expect(stream.unwatches).toBe(0)
  })

  it('by the one who takes the news does not watch again', async () => {
    const stream: FakeStream = new FakeStream({ take: () => stream.loop.stop() })
    await live(stream)
    expect([stream.isWatched, stream.clock.waiting]).toEqual([false, 0])
  })

  it('subscribes again only once the end of the old subscription is confirmed, or overdue', async () => {
    const stream = await live()
    const confirmed = Promise.withResolvers<void>()
    stream.unwatch = () => confirmed.promise
    stream.loop.stop()
    stream.loop.start()
    await settled()
    expect([stream.watches, stream.view.state]).toEqual([2, 'connecting'])
    confirmed.resolve()
    await settled()
    expect(stream.watches).toBe(3)
    await stream.say('anew')
    stream.unwatch = () => new Promise(() => undefined)
    stream.loop.stop()
    stream.loop.start()
    await stream.pass(RELEASE_TIMEOUT_MS)
    expect(stream.watches).toBe(5)
  })

  it('begins anew when it is started again', async () => {
    const stream = await live()
    stream.loop.stop()
    stream.loop.start()
    await settled()
    await stream.say('anew')
    expect(stream.taken).toEqual(['first', 'anew'])
    expect(stream.states).toEqual(['connecting', 'live', 'stopped', 'connecting', 'live'])
  })
})

describe('a stream that is renewed', () => {
  it('does not wait for the pause after a failure', async () => {
    const stream = await live()
    await stream.fail()
    stream.loop.renew()
    expect(stream.isWatched).toBe(true)
  })

  it('ends its subscription and asks for what was missed', async () => {
    const stream = await live()
    stream.loop.renew()
    await settled()
    await stream.say('new')
    expect([stream.unwatches, stream.resyncs, stream.view.reconnects]).toEqual([1, 1, 1])
  })
})

describe('a stream that is asked for', () => {
  function polled(answer: () => Promise<string>): FakeStream {
    return new FakeStream({ source: { mode: 'polling', ask: answer, everyMs: 1_000 } })
  }

  it('is asked again and again, and never twice at once', async () => {
    let asked = 0
    const stream = polled(async () => `answer ${++asked}`)
    stream.loop.start()
    await settled()
    expect(stream.view.state).toBe('polling')
    for (let second = 0; second < 3; second++) await stream.pass(1_000)
    expect(stream.taken).toEqual(['answer 1', 'answer 2', 'answer 3', 'answer 4'])
    expect(stream.clock.waiting).toBe(1)
  })

  it('is asked again after a pause when the venue fails', async () => {
    let fails = true
    const stream = polled(() => (fails ? Promise.reject(new Error('503')) : Promise.resolve('well')))
    stream.loop.start()
    await settled()
    expect(stream.view).toMatchObject({ state: 'reconnecting', failure: '503' })
    fails = false
    await stream.pass(FIRST_PAUSE_MS)
    expect([stream.view.state, stream.taken]).toEqual(['polling', ['well']])
  })
})

type Step = 'say' | 'fail' | 'pass' | 'sleep' | 'stop' | 'start' | 'renew' | 'hang' | 'answer'
const STEPS: readonly Step[] = ['say', 'fail', 'pass', 'sleep', 'stop', 'start', 'renew', 'hang', 'answer']

async function act(stream: FakeStream, step: Step, index: number): Promise<void> {
  if (step === 'say') await stream.say(`word ${index}`)
  else if (step === 'fail') await stream.fail()
  else if (step === 'pass') await stream.pass(700)
  else if (step === 'sleep') await stream.pass(STALE_AFTER_MS)
  else if (step === 'hang') stream.unwatch = () => new Promise(() => undefined)
  else if (step === 'answer') stream.unwatch = () => Promise.resolve()
  else stream.loop[step]()
  await settled()
}

describe('a stream, whatever happens', () => {
  it('never has two watches at once, few timers, and takes nothing while it is stopped', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...STEPS), { maxLength: 60 }), async (steps) => {
        const stream = new FakeStream()
        for (const [index, step] of steps.entries()) {
          const { state } = stream.view
          const taken = stream.taken.length
          await act(stream, step, index)
          expect(stream.taken.length).toBeLessThanOrEqual(state === 'stopped' ? taken : taken + 1)
          expect(stream.clock.waiting).toBeLessThanOrEqual(stream.view.state === 'stopped' ? 0 : 2)
        }
        expect(stream.taken).toEqual([...new Set(stream.taken)])
      }),
    )
  })

  it('is live again with the next news, wherever it stood', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...STEPS), { maxLength: 40 }), async (steps) => {
        const stream = new FakeStream()
        for (const [index, step] of steps.entries()) await act(stream, step, index)
        stream.loop.start()
        stream.unwatch = () => Promise.resolve()
        do await stream.pass(RELEASE_TIMEOUT_MS)
        while (!stream.isWatched)
        await stream.say('at last')
        expect([stream.view.state, stream.taken.at(-1)]).toEqual(['live', 'at last'])
      }),
    )
  })
})
