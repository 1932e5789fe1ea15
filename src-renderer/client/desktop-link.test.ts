import { array, assert, asyncProperty, constantFrom, nat, oneof } from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { DesktopLink, type PortWindow } from './desktop-link.ts'
import type { ProbeResult } from './probe.ts'
import type { PortSocket } from './port-socket.ts'
import { FakeBridge } from './testing/fake-bridge.ts'
import { FakePort } from './testing/fake-port.ts'
import { ManualTimers } from './testing/manual-timers.ts'

const ORIGIN = 'app://wheelhouse'

/** The page's window: only the test sends it messages. */
class FakeWindow implements PortWindow {
  readonly location = { origin: ORIGIN }
  #listener: (event: MessageEvent) => void = () => undefined

  addEventListener(_type: 'message', listener: (event: MessageEvent) => void): void {
    this.#listener = listener
  }

  dispatch(change: { source?: unknown; origin?: string; data?: unknown; ports: readonly FakePort[] }): void {
    const event: unknown = { source: this, origin: ORIGIN, ...change }
    this.#listener(event as MessageEvent)
  }
}

let bridge: FakeBridge
let page: FakeWindow
let timers: ManualTimers
let faults: unknown[]
let wakes: number
let link: DesktopLink

const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 5; turn++) await Promise.resolve()
}

async function build(): Promise<void> {
  bridge = new FakeBridge()
  page = new FakeWindow()
  timers = new ManualTimers()
  faults = []
  wakes = 0
  link = new DesktopLink({
    bridge,
    account: undefined,
    page,
    timers,
    onRunning: () => (wakes += 1),
    onFault: (error) => faults.push(error),
  })
  await settle()
}

beforeEach(build)

function hand(generation: number, ports = [new FakePort(), new FakePort()]): FakePort[] {
  page.dispatch({ data: { type: 'wheelhouse:ports', generation, account: null }, ports })
  return ports
}

/** A link with both sockets open to the engine of that generation. */
async function connected(generation: number) {
  bridge.pushRunning(generation)
  const answer = link.probe()
  const ports = hand(generation)
  expect(await answer).toBe('ready')
  const sockets = [link.openSocket('/ws/rpc'), link.openSocket('/ws/topics')]
  await settle()
  ports[1]?.receive('{"t":"pong","engineTimeMs":1}')
  expect(sockets.map(({ readyState }) => readyState)).toEqual([1, 1])
  return { ports, sockets }
}

describe('desktop link', () => {
  it('is ready when the ports have come, calls first and topics second', async () => {
    const answer = link.probe()
    const [calls, topics] = hand(1)
    expect(await answer).toBe('ready')
    link.openSocket('/ws/rpc')
    link.openSocket('/ws/topics')
    await settle()
    expect(calls?.posted).toEqual([])
    expect(topics?.posted).toEqual(['{"t":"ping"}'])
  })

  it.each([
    [{ kind: 'starting' }, 'starting'],
    [{ kind: 'restarting', reason: 'Exited with code 1', nextTryMs: 500, attempt: 1 }, 'starting'],
    [
      { kind: 'starting', waitsFor: 'Binance spot cannot be reached.' },
      { kind: 'waiting', reason: 'Binance spot cannot be reached.' },
    ],
    [{ kind: 'failed', reason: 'The configuration is faulty' }, 'unreachable'],
    [{ kind: 'stopped' }, 'unreachable'],
  ] as const)('says of an engine in the state $kind that it is %s', async (state, result) => {
    bridge.push(state)
    bridge.connects = false
    expect(await link.probe()).toEqual(result)
  })

  it('waits five seconds for the ports', async () => {
    bridge.pushRunning(1)
    let result: ProbeResult | undefined
    void link.probe().then((answer) => (result = answer))
    await settle()
    timers.advance(4_999)
    await settle()
    expect(result).toBeUndefined()
    timers.advance(1)
    await settle()
    expect(result).toBe('unreachable')
    expect(hand(1).every(({ closed }) => closed)).toBe(true)
  })

  it('reports a desktop program that cannot answer, and may be asked again', async () => {
    bridge.connects = new Error('The window is closing.')
    expect(await link.probe()).toBe('starting')
    expect(faults).toEqual([bridge.connects])
    bridge.connects = true
    const answer = link.probe()
    hand(1)
    expect(await answer).toBe('ready')
  })

  it('takes ports only from its own window, in the right shape, and two of them', async () => {
    const answer = link.probe()
    const data = { type: 'wheelhouse:ports', generation: 1, account: null }
    const two = () => [new FakePort(), new FakePort()]
    page.dispatch({ source: null, data, ports: two() })
    page.dispatch({ origin: 'https://example.com', data, ports: two() })
    page.dispatch({ data: { ...data, type: 'other' }, ports: two() })
    page.dispatch({ data: { ...data, account: 'spare' }, ports: two() })
    page.dispatch({ data: 'text', ports: two() })
    page.dispatch({ data, ports: [new FakePort()] })
    page.dispatch({ data, ports: [...two(), new FakePort()] })
    timers.advance(5_000)
    expect(await answer).not.toBe('ready')
  })

  it('asks for ports of its account, and closes those of another', async () => {
    const named = new FakeBridge()
    const own = new FakeWindow()
    const onFault = (error: unknown): void => void faults.push(error)
    link = new DesktopLink({ bridge: named, account: 'spare', page: own, timers, onRunning: () => undefined, onFault })
    const answer = link.probe()
    const [first, spare] = [null, 'spare'].map((account) => {
      const ports = [new FakePort(), new FakePort()]
      own.dispatch({ data: { type: 'wheelhouse:ports', generation: 1, account }, ports })
      return ports
    })
    expect(await answer).toBe('ready')
    expect(named.askedFor).toEqual(['spare'])
    expect(first?.map(({ closed }) => closed)).toEqual([true, true])
    expect(spare?.map(({ closed }) => closed)).toEqual([false, false])
  })

  it('closes ports that nobody waits for', async () => {
    expect(hand(1).every(({ closed }) => closed)).toBe(true)
  })

  it('closes ports of an engine that is gone, and goes on waiting', async () => {
    bridge.pushRunning(3)
    const answer = link.probe()
    expect(hand(2).map(({ closed }) => closed)).toEqual([true, true])
    expect(hand(3).map(({ closed }) => closed)).toEqual([false, false])
    expect(await answer).toBe('ready')
  })

  it('answers a probe that was overtaken, and gives the ports to the later one', async () => {
    const first = link.probe()
    const second = link.probe()
    expect(await first).not.toBe('ready')
    hand(1)
    expect(await second).toBe('ready')
  })

  it('closes the ports of the probe before when nobody used them', async () => {
    const first = link.probe()
    const ports = hand(1)
    await first
    void link.probe()
    expect(ports.every(({ closed }) => closed)).toBe(true)
  })

  it.each([
    { kind: 'starting' },
    { kind: 'restarting', reason: 'Killed by SIGKILL', nextTryMs: 500, attempt: 1 },
    { kind: 'failed', reason: 'It failed 8 times' },
    { kind: 'stopped' },
  ] as const)('closes the sockets at once when the engine is $kind', async (state) => {
    const { sockets } = await connected(1)
    bridge.push(state)
    expect(sockets.map(({ readyState }) => readyState)).toEqual([3, 3])
  })

  it('closes the sockets when another engine runs already, and asks for a new try', async () => {
    const { sockets } = await connected(1)
    wakes = 0
    bridge.pushRunning(2)
    expect(sockets.map(({ readyState }) => readyState)).toEqual([3, 3])
    expect(wakes).toBe(1)
  })

  it('leaves the sockets alone when the state of the same engine is told again', async () => {
    const { sockets } = await connected(1)
    wakes = 0
    bridge.pushRunning(1)
    expect(sockets.map(({ readyState }) => readyState)).toEqual([1, 1])
    expect(wakes).toBe(0)
  })

  it('asks for no second try while one waits for its ports', () => {
    void link.probe()
    bridge.pushRunning(1)
    expect(wakes).toBe(0)
  })

  it('closes the sockets of the ports that another probe gives up', async () => {
    const { ports, sockets } = await connected(1)
    void link.probe()
    expect(ports.map(({ closed }) => closed)).toEqual([true, true])
    expect(sockets.map(({ readyState }) => readyState)).toEqual([3, 3])
  })

  it('ends a wait for ports when the engine goes', async () => {
    bridge.pushRunning(1)
    const answer = link.probe()
    bridge.push({ kind: 'restarting', reason: 'Exited with code 1', nextTryMs: 500, attempt: 1 })
    expect(await answer).toBe('starting')
  })

  it('holds what was told against the answer to a question that was asked before', async () => {
    const slow = new FakeBridge()
    const answers: ((value: Awaited<ReturnType<FakeBridge['engineState']>>) => void)[] = []
    slow.engineState = () => new Promise((resolve) => answers.push(resolve))
    const other = new DesktopLink({
      bridge: slow,
      account: undefined,
      page,
      timers,
      onRunning: () => undefined,
      onFault: () => undefined,
    })
    slow.pushRunning(1)
    answers[0]?.({ kind: 'starting' })
    await settle()
    expect(other.host.state().kind).toBe('running')
  })

  it('tells listeners of the host each state until they end', () => {
    const kinds: string[] = []
    const end = link.host.onState(({ kind }) => kinds.push(kind))
    bridge.push({ kind: 'stopped' })
    end()
    bridge.push({ kind: 'starting' })
    expect(kinds).toEqual(['stopped'])
  })

  it('asks for ports again when those of the gone engine come late', async () => {
    await connected(1)
    bridge.push({ kind: 'restarting', reason: 'Exited with code 1', nextTryMs: 500, attempt: 1 })
    const answer = link.probe()
    expect(hand(1).map(({ closed }) => closed)).toEqual([true, true])
    expect(hand(2).map(({ closed }) => closed)).toEqual([false, false])
    expect(await answer).toBe('ready')
  })

  it('whatever happens in whatever order, no socket of an engine that is gone stays open', async () => {
    await assert(
      asyncProperty(array(anyStep, { maxLength: 40 }), async (steps) => {
        expect(await socketsLeftOpen(steps)).toBe(0)
      }),
    )
  })
})

type Step = 'probe' | 'restarting' | 'run again' | 'run anew' | { readonly portsOf: number }

/** `portsOf` counts back from the newest engine: 0 are its own. */
const anyStep = oneof(
  constantFrom<Step>('probe', 'restarting', 'run again', 'run anew'),
  nat({ max: 2 }).map((portsOf): Step => ({ portsOf })),
)

/** Plays the steps and counts, after each, the open sockets of engines that were known to be gone. */
async function socketsLeftOpen(steps: readonly Step[]): Promise<number> {
  await build()
  let engine = 1
  let handed = 0
  let leftOpen = 0
  const opened: { readonly generation: number; readonly socket: PortSocket }[] = []
  const probe = async (): Promise<void> => {
    if ((await link.probe()) !== 'ready') return
    const generation = handed
    for (const path of ['/ws/rpc', '/ws/topics'] as const) opened.push({ generation, socket: link.openSocket(path) })
  }
  for (const step of steps) {
    if (step === 'probe') void probe()
    else if (step === 'restarting') bridge.push({ kind: 'restarting', reason: '', nextTryMs: 0, attempt: 1 })
    else if (step === 'run again') bridge.pushRunning(engine)
    else if (step === 'run anew') bridge.pushRunning((engine += 1))
    else hand((handed = engine - step.portsOf))
    await settle()
    const { state } = bridge
    const dead = (generation: number): boolean =>
      state.kind === 'running' ? generation < state.generation : state.kind === 'restarting' && generation < engine
    leftOpen += opened.filter(({ generation, socket }) => dead(generation) && socket.readyState !== 3).length
  }
  return leftOpen
}
