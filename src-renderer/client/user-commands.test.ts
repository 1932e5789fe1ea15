import { describe, expect, it } from 'vitest'
import type { FrameScheduler } from './frame-scheduler.ts'
import { latencies } from './latency.ts'
import { ManualTimers } from './testing/manual-timers.ts'
import { UserCommands } from './user-commands.ts'

/** Frames that come when the test says so. */
class ManualFrames {
  #waiting: (() => void)[] = []

  readonly schedule: FrameScheduler = (callback) => {
    this.#waiting.push(callback)
    return () => (this.#waiting = this.#waiting.filter((waiting) => waiting !== callback))
  }

  next(): void {
    const due = this.#waiting
    this.#waiting = []
    for (const callback of due) callback()
  }
}

function opened() {
  const [commands, frames, timers] = [new UserCommands(), new ManualFrames(), new ManualTimers()]
  const schedule = commands.goingBefore(frames.schedule, timers)
  const drawn: string[] = []
  const draw = (what: string) => schedule(() => drawn.push(what))
  return { commands, frames, timers, draw, drawn }
}

/** A command that is answered when the test says so. */
function sendCommand(commands: UserCommands, path: readonly string[] = ['orders', 'create']) {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  const carried = commands.carryOut(path, () => promise)
  return {
    answer: () => {
      resolve('accepted')
      return carried
    },
    refuse: () => {
      reject(new Error('no'))
      return carried.catch(String)
    },
  }
}

describe('a command of the user', () => {
  it('is measured when it was accepted, and only then', async () => {
    const commands = new UserCommands()
    await sendCommand(commands, ['orders', 'list']).answer()
    expect(await sendCommand(commands).refuse()).toBe('Error: no')
    expect(latencies.clickToAck.p95Ms()).toBeUndefined()
    expect(await sendCommand(commands).answer()).toBe('accepted')
    expect(latencies.clickToAck.p95Ms()).toBeGreaterThanOrEqual(0)
  })
})

describe('what has come from the market', () => {
  it('is drawn in the next frame while no command is under way', () => {
    const { frames, draw, drawn } = opened()
    draw('prices')
    expect(drawn).toEqual([])
    frames.next()
    expect(drawn).toEqual(['prices'])
  })

  it.each([
    ['answered', 'answer'],
    ['refused', 'refuse'],
  ] as const)('waits for the answer to a command, and is drawn in the frame after it was %s', async (_, end) => {
    const { commands, frames, timers, draw, drawn } = opened()
    const command = sendCommand(commands)
    draw('prices')
    frames.next()
    frames.next()
    expect(drawn).toEqual([])
    await command[end]()
    expect(drawn).toEqual([])
    frames.next()
    timers.advance(1_000)
    frames.next()
    expect(drawn).toEqual(['prices'])
  })

  it('waits for the last of several answers', async () => {
    const { commands, frames, draw, drawn } = opened()
    const [first, second] = [sendCommand(commands), sendCommand(commands)]
    draw('prices')
    frames.next()
    await first.answer()
    frames.next()
    expect(drawn).toEqual([])
    await second.answer()
    frames.next()
    expect(drawn).toEqual(['prices'])
  })

  it('waits no longer than 50 ms, however many commands follow, and each time again', async () => {
    const { commands, frames, timers, draw, drawn } = opened()
    const command = sendCommand(commands)
    for (const what of ['first', 'second']) {
      draw(what)
      frames.next()
      timers.advance(49)
      sendCommand(commands)
      frames.next()
      expect(drawn).not.toContain(what)
      timers.advance(1)
      frames.next()
      expect(drawn).toContain(what)
    }
    await command.answer()
    expect(drawn).toEqual(['first', 'second'])
  })

  it('does not wait for calls that no user waits for', () => {
    const { commands, frames, draw, drawn } = opened()
    sendCommand(commands, ['market', 'candles'])
    draw('prices')
    frames.next()
    expect(drawn).toEqual(['prices'])
  })

  it.each(['before its frame', 'while it waits', 'once it has waited'])('can be called off %s', async (when) => {
    const { commands, frames, timers, draw, drawn } = opened()
    const command = sendCommand(commands)
    const cancel = draw('prices')
    if (when === 'before its frame') cancel()
    frames.next()
    if (when === 'while it waits') cancel()
    await command.answer()
    if (when === 'once it has waited') cancel()
    frames.next()
    timers.advance(1_000)
    frames.next()
    expect(drawn).toEqual([])
  })
})
